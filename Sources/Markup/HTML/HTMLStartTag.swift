/// A start tag with its attributes, read as the tokenizer of HTML reads one (HTML Standard, 13.2.5).
struct HTMLStartTag {
    /// The name as written.
    let name: String
    /// Names in lower case with their spelling, values with their references resolved; of equal names the first.
    private(set) var attributes: [(name: String, spelling: String, value: String)] = []
    /// Whether it ends in `/>`, which means something to SVG and MathML alone.
    private(set) var closesItself = false
    /// The offset after it.
    private(set) var end: Int

    /// Attributes beyond these are not read; nobody wrote that many.
    private static let mostAttributes = 256

    /// Reads the tag at a `<` that a letter follows; nil where it never ends.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        var index = start + 1
        func text(_ range: Range<Int>) -> String {
            String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        }
        func endsName(_ byte: UInt8) -> Bool { byte.isBlank || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") }
        while index < bytes.count, !endsName(bytes[index]) { index += 1 }
        name = text(start + 1..<index)
        end = index
        var met: Set<String> = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                end = index + 1
                return
            }
            if byte.isBlank || byte == UInt8(ascii: "/") {
                closesItself = byte == UInt8(ascii: "/") || closesItself && byte.isBlank
                index += 1
                continue
            }
            closesItself = false
            let first = index
            index += 1
            while index < bytes.count, !endsName(bytes[index]), bytes[index] != UInt8(ascii: "=") { index += 1 }
            let spelling = text(first..<index)
            while index < bytes.count, bytes[index].isBlank { index += 1 }
            var value = 0..<0
            if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
                index += 1
                while index < bytes.count, bytes[index].isBlank { index += 1 }
                guard index < bytes.count else { return nil }
                let quote = bytes[index]
                if quote == 0x22 || quote == 0x27 {
                    let opening = index + 1
                    index = opening
                    while index < bytes.count, bytes[index] != quote { index += 1 }
                    guard index < bytes.count else { return nil }
                    value = opening..<index
                    index += 1
                } else {
                    let opening = index
                    while index < bytes.count, !bytes[index].isBlank, bytes[index] != UInt8(ascii: ">") { index += 1 }
                    value = opening..<index
                }
            }
            let key = spelling.asciiLowercased
            if attributes.count < Self.mostAttributes, met.insert(key).inserted {
                attributes.append((key, spelling, CharacterReferences.decode(text(value))))
            }
        }
        return nil
    }
}
