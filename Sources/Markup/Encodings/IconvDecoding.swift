import CLibXML2

#if canImport(Glibc)
    import Glibc
#endif

/// Encodings that the C library converts: single bytes that it refuses become U+FFFD.
enum IconvDecoding {
    /// Nil where this system's library does not know the encoding.
    static func decode(_ bytes: ArraySlice<UInt8>, library name: String) -> (bytes: [UInt8], mends: Set<Mend>)? {
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var source = bytes.map { CChar(bitPattern: $0) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        var mends: Set<Mend> = []
        var room = [CChar](repeating: 0, count: 16_384)
        source.withUnsafeMutableBufferPointer { input in
            var next = input.baseAddress
            var left = input.count
            while left > 0 {
                let result = room.withUnsafeMutableBufferPointer { target -> (value: Int, code: Int32) in
                    var free = target.count
                    var place = target.baseAddress
                    let value = iconv(converter, &next, &left, &place, &free)
                    let code = errno
                    output.append(contentsOf: target.prefix(target.count - free).map { UInt8(bitPattern: $0) })
                    return (Int(truncatingIfNeeded: value), code)
                }
                guard result.value == -1, result.code != E2BIG, left > 0 else { continue }
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                mends.insert(.invalidBytes)
                if result.code == EINVAL { break }
                next = next.map { $0 + 1 }
                left -= 1
            }
        }
        return (output, mends)
    }
}
