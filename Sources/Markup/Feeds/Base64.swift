/// Base64 of RFC 4648, as Atom holds bytes in text.
enum Base64 {
    /// The bytes; nil where the text is none. White space counts for nothing; missing padding is no fault.
    static func decode(_ text: String) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count / 4 * 3)
        var word: UInt32 = 0
        var bits: UInt32 = 0
        var padded = false
        for byte in text.utf8 where !byte.isBlank {
            if byte == UInt8(ascii: "=") {
                padded = true
                continue
            }
            guard !padded, let digit = digit(byte) else { return nil }
            word = word << 6 | digit
            bits += 6
            if bits >= 8 {
                bits -= 8
                output.append(UInt8(truncatingIfNeeded: word >> bits))
            }
        }
        // Six bits over are a digit without its byte.
        return bits < 6 ? output : nil
    }

    /// The text that the bytes are; nil where they are none: pictures, sound.
    static func text(_ text: String) -> String? {
        guard let bytes = decode(text), !bytes.isEmpty, UTF8Mending.isValid(bytes),
            !bytes.contains(where: { $0 < 0x20 && !$0.isBlank })
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
