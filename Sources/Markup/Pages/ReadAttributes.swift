#if canImport(Glibc)
    import Glibc
#endif

/// The attributes that anything here reads; pages carry many more, and most of the time of a parser goes into those.
enum ReadAttributes {
    /// The name in small letters, where it is one of them.
    static func known(_ name: UnsafeBufferPointer<UInt8>) -> String? {
        guard name.count < byLength.count else { return nil }
        return byLength[name.count].first { known in
            var index = 0
            for byte in known.utf8 {
                if name[index].lowercased != byte { return false }
                index += 1
            }
            return true
        }
    }

    /// Of a tag no more are kept: libxml2 compares the name of each with those of all before it.
    private static let limit = 256

    /// Writes the start tag at a `<` that a letter follows with those attributes alone, and gives the offset after it; nil,
    /// and nothing written, where it never ends. Read as the tokenizer of HTML reads one (HTML Standard, 13.2.5).
    static func copyTag(
        _ input: UnsafeBufferPointer<UInt8>, at start: Int, to output: inout [UInt8]
    ) -> Int? {
        let before = output.count
        var index = start + 1
        while index < input.count, !endsName(input[index]) { index += 1 }
        append(input, start..<index, to: &output)
        var kept = 0
        while index < input.count {
            let byte = input[index]
            if byte == UInt8(ascii: ">") {
                output.append(byte)
                return index + 1
            }
            if byte.isBlank || byte == UInt8(ascii: "/") {
                index += 1
                if byte != UInt8(ascii: "/") || index >= input.count || input[index] != UInt8(ascii: ">") { continue }
                output.append(byte)
                continue
            }
            let first = index
            index += 1
            while index < input.count, !endsName(input[index]), input[index] != UInt8(ascii: "=") { index += 1 }
            let name = first..<index
            guard let end = endOfValue(input, after: index) else { break }
            index = end
            if kept < limit, known(UnsafeBufferPointer(rebasing: input[name])) != nil {
                kept += 1
                output.append(UInt8(ascii: " "))
                append(input, first..<index, to: &output)
            }
        }
        output.removeLast(output.count - before)
        return nil
    }

    /// Where a value behind a name ends, or the name itself where it has none; nil where its quotes never close.
    private static func endOfValue(_ input: UnsafeBufferPointer<UInt8>, after name: Int) -> Int? {
        var index = name
        while index < input.count, input[index].isBlank { index += 1 }
        guard index < input.count, input[index] == UInt8(ascii: "=") else { return name }
        index += 1
        while index < input.count, input[index].isBlank { index += 1 }
        guard index < input.count else { return nil }
        if input[index] == 0x22 || input[index] == 0x27 {
            return input.next(input[index], from: index + 1).map { $0 + 1 }
        }
        while index < input.count, !input[index].isBlank, input[index] != UInt8(ascii: ">") { index += 1 }
        return index
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte.isBlank || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private static func append(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: input[range]))
    }

    private static let byLength: [[String]] = {
        let names = [
            "class", "id", "itemprop", "itemtype", "rel", "href", "src", "content", "property", "name", "datetime",
            "role", "lang", "data-src", "data-original", "alt", "http-equiv", "aria-hidden", "hidden", "style", "title",
            "data-testid", "data-component", "pubdate", "type",
        ]
        return (0..<20).map { length in names.filter { $0.utf8.count == length } }
    }()
}
