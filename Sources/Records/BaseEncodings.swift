extension Sequence<UInt8> {
    /// Two lower-case hexadecimal digits a byte.
    public var hexadecimal: String { Array(self).hexadecimal }
}

extension [UInt8] {
    /// Two lower-case hexadecimal digits a byte.
    public var hexadecimal: String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x61 - 10 + value }
        return String(unsafeUninitializedCapacity: count * 2) { buffer in
            for (index, byte) in enumerated() {
                buffer[index * 2] = digit(byte >> 4)
                buffer[index * 2 + 1] = digit(byte & 15)
            }
            return count * 2
        }
    }
}

/// Base 32 of RFC 4648 in lower case and without padding: safe in file names, links and speech.
public func base32(_ bytes: some Sequence<UInt8>, length: Int) -> String {
    String(decoding: base32Characters(bytes, length: length), as: UTF8.self)
}

/// The same as bytes.
func base32Characters(_ bytes: some Sequence<UInt8>, length: Int) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(length + 2)
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
        buffer = buffer << 8 | UInt32(byte)
        bits += 8
        while bits >= 5 {
            bits -= 5
            output.append(base32Alphabet[Int(buffer >> UInt32(bits)) & 31])
        }
        if output.count >= length { break }
    }
    if bits > 0 { output.append(base32Alphabet[Int(buffer << UInt32(5 - bits)) & 31]) }
    if output.count > length { output.removeLast(output.count - length) }
    return output
}

private let base32Alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
