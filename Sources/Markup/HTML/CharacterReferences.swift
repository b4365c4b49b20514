/// Character references of HTML: `&amp;`, `&#8211;`, `&#x2013;`, `&nbsp;`.
enum CharacterReferences {
    /// One reference at a position: the character it stands for and how many bytes it takes.
    struct Reference {
        let scalar: Unicode.Scalar
        let length: Int
        /// Whether the closing semicolon is there.
        let closed: Bool
    }

    /// The longest name of HTML 4 is `thetasym`; longer ones are of HTML 5 and not read.
    private static let longestName = 10

    /// Reads the reference at an `&`; nil where none is.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, before end: Int) -> Reference? {
        guard start + 2 < end else { return nil }
        if bytes[start + 1] == UInt8(ascii: "#") { return numeric(bytes, at: start, before: end) }
        var index = start + 1
        while index < end, index - start <= longestName, bytes[index].isLetter || bytes[index].isDigit { index += 1 }
        guard index > start + 1 else { return nil }
        let closed = index < end && bytes[index] == UInt8(ascii: ";")
        guard let scalar = NamedCharacters.scalar(bytes, start + 1..<index) else { return nil }
        // Without a semicolon only the oldest names count, and never before `=` or a letter: `?a=1&copy=2`.
        if !closed {
            guard scalar.value <= 0xFF, index >= end || bytes[index] != UInt8(ascii: "=") else { return nil }
        }
        return Reference(scalar: scalar, length: index - start + (closed ? 1 : 0), closed: closed)
    }

    /// The character of a number, with windows-1252 read into the C1 range as browsers do; nil where there is none.
    static func scalar(numbered number: UInt32) -> Unicode.Scalar? {
        if (0x80...0x9F).contains(number) { return Windows1252.scalar(UInt8(number)) ?? Unicode.Scalar(number) }
        return Unicode.Scalar(number)
    }

    private static func numeric(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, before end: Int) -> Reference? {
        var index = start + 2
        let hexadecimal = index < end && bytes[index].lowercased == UInt8(ascii: "x")
        if hexadecimal { index += 1 }
        let first = index
        var number: UInt32 = 0
        while index < end {
            let byte = bytes[index].lowercased
            let digit: UInt32
            if byte.isDigit {
                digit = UInt32(byte - 0x30)
            } else if hexadecimal, (0x61...0x66).contains(byte) {
                digit = UInt32(byte - 0x61 + 10)
            } else {
                break
            }
            number = min(number * (hexadecimal ? 16 : 10) + digit, 0x11_0000)
            index += 1
        }
        guard index > first else { return nil }
        let closed = index < end && bytes[index] == UInt8(ascii: ";")
        let scalar = number == 0 ? nil : scalar(numbered: number)
        return Reference(
            scalar: scalar ?? "\u{FFFD}", length: index - start + (closed ? 1 : 0), closed: closed)
    }

    /// Text with its references resolved once; what is no reference stays.
    static func decode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var output: [UInt8] = []
        let bytes = Array(text.utf8)
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                if buffer[index] == UInt8(ascii: "&"), let found = read(buffer, at: index, before: buffer.count) {
                    output.append(contentsOf: UTF8.encode(found.scalar) ?? .init())
                    index += found.length
                } else {
                    output.append(buffer[index])
                    index += 1
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
