/// UTF-16 in either byte order to UTF-8; a lone surrogate or half a unit at the end becomes U+FFFD.
enum UTF16Decoding {
    static func decode(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> (bytes: [UInt8], mends: Set<Mend>) {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        let broken = transcode(
            units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false, into: { output.append($0) })
        let halfUnit = index < bytes.endIndex
        if halfUnit { output.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
        return (output, broken || halfUnit ? [.invalidBytes] : [])
    }
}
