/// Base 64 of RFC 4648, section 4, with padding and without line ends.
public func base64(_ bytes: [UInt8]) -> String {
    let length = (bytes.count + 2) / 3 * 4
    return String(unsafeUninitializedCapacity: length) { output in
        var put = 0
        var index = 0
        while index < bytes.count {
            let rest = bytes.count - index
            let group =
                UInt32(bytes[index]) << 16 | (rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
                | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
            output[put] = alphabet[Int(group >> 18)]
            output[put + 1] = alphabet[Int(group >> 12 & 63)]
            output[put + 2] = rest > 1 ? alphabet[Int(group >> 6 & 63)] : padding
            output[put + 3] = rest > 2 ? alphabet[Int(group & 63)] : padding
            put += 4
            index += 3
        }
        return put
    }
}

/// Text that is not base 64.
public struct Base64Error: Error, Equatable {
    /// The first byte that cannot stand where it stands, or the length of a text that ends too early.
    public var offset: Int
}

/// The bytes of a base 64 text (RFC 4648, section 4): padding is required, and nothing else may stand in it, line ends
/// included; bits that padding leaves over must be zero, so that every run of bytes has one spelling.
public func bytes(base64 text: String) -> Result<[UInt8], Base64Error> {
    var text = text
    return text.withUTF8 { input in
        guard input.count % 4 == 0 else { return .failure(Base64Error(offset: input.count)) }
        var output: [UInt8] = []
        output.reserveCapacity(input.count / 4 * 3)
        var index = 0
        while index < input.count {
            let last = index + 4 == input.count
            let padded = !last || input[index + 3] != padding ? 0 : input[index + 2] == padding ? 2 : 1
            var group: UInt32 = 0
            for place in 0..<4 - padded {
                let value = values[Int(input[index + place])]
                guard value < 64 else { return .failure(Base64Error(offset: index + place)) }
                group |= UInt32(value) << UInt32(18 - place * 6)
            }
            let unused: UInt32 = padded == 0 ? 0 : padded == 1 ? 0xFF : 0xFFFF
            guard group & unused == 0 else { return .failure(Base64Error(offset: index + 3 - padded)) }
            for shift: UInt32 in [16, 8, 0].prefix(3 - padded) {
                output.append(UInt8(truncatingIfNeeded: group >> shift))
            }
            index += 4
        }
        return .success(output)
    }
}

private let padding = UInt8(ascii: "=")
private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
private let values: [UInt8] = {
    var values = [UInt8](repeating: 64, count: 256)
    for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
    return values
}()
