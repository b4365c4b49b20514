import Glibc

/// The tags of a text one after the other, and what stands behind them; comments and CDATA are passed over.
///
/// No reader of XML: it sees what is there of a text that is broken. Costs one pass over whatever it is given, as a tag
/// ends at the next `<` at the latest: none of them makes it look at the bytes of another.
struct TagScanner {
    /// What a server may have written before the list: faults of its own program.
    private static let remarks = ["br", "b", "/b"].map { Array($0.utf8) }

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Behind the last tag.
    private var at = 0
    /// What stands between the name of the last tag and its end.
    private var attributes = 0..<0
    /// Whether the last tag may have content: it has its `>`, and no `/` before that.
    private var hasContent = false
    /// What the names of the root's vocabulary begin with, such as `sm:`.
    private var prefix: [UInt8] = []

    /// A scanner that must not outlive the bytes.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The name of the root, without its prefix and in small letters; names that follow have lost that prefix too.
    mutating func root() -> [UInt8]? {
        while let tag = nextTag() {
            if Self.remarks.contains(tag) { continue }
            let local = tag.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
            prefix = Array(tag[..<local])
            return tag[local...].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        }
        return nil
    }

    /// The name of the next tag, a closing one with its `/`; nil where no whole one follows.
    mutating func nextTag() -> [UInt8]? {
        while let start = find(UInt8(ascii: "<"), from: at) {
            at = start + 1
            if skip("!--", to: "-->") || skip("![CDATA[", to: "]]>") { continue }
            var end = at
            while end < bytes.count, !Self.endsName(bytes[end]), end == at || bytes[end] != UInt8(ascii: "/") {
                end += 1
            }
            guard end > at, bytes[at] != UInt8(ascii: "?"), bytes[at] != UInt8(ascii: "!") else {
                at = end
                continue
            }
            let name = at..<end
            guard endTag(from: end) else { return nil }
            return withoutPrefix(name)
        }
        return nil
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<")
    }

    /// Goes behind the tag: to the first `>` that is not quoted, or where a quote has no end the first of all, or to the
    /// next `<`; false where the bytes end before.
    private mutating func endTag(from start: Int) -> Bool {
        let limit = find(UInt8(ascii: "<"), from: start)
        var end: Int?
        var first: Int?
        var quote: UInt8?
        for place in start..<(limit ?? bytes.count) {
            let byte = bytes[place]
            if byte == UInt8(ascii: ">") {
                first = first ?? place
                if quote == nil {
                    end = place
                    break
                }
            } else if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
        }
        end = end ?? first
        guard let last = end ?? limit else { return false }
        attributes = start..<last
        hasContent = end != nil && (last == start || bytes[last - 1] != UInt8(ascii: "/"))
        at = end == nil ? last : last + 1
        return true
    }

    private func withoutPrefix(_ name: Range<Int>) -> [UInt8] {
        let closing = bytes[name.lowerBound] == UInt8(ascii: "/") ? 1 : 0
        let word = bytes[(name.lowerBound + closing)..<name.upperBound]
        guard !prefix.isEmpty, word.starts(with: prefix) else { return Array(bytes[name]) }
        return (closing == 1 ? [UInt8(ascii: "/")] : []) + Array(word.dropFirst(prefix.count))
    }

    /// Goes over a stretch where it begins here; one without an end is the rest.
    private mutating func skip(_ start: String, to end: String) -> Bool {
        guard begins(start, at: at) else { return false }
        at = self.end(end, from: at + start.utf8.count)
        at = min(bytes.count, at + end.utf8.count)
        return true
    }

    /// The text behind the last tag, without the white space and the CDATA around it.
    func content() -> [UInt8] {
        guard hasContent else { return [] }
        var start = at
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        var end: Int
        if begins("<![CDATA[", at: start) {
            start += 9
            end = self.end("]]>", from: start)
        } else {
            end = find(UInt8(ascii: "<"), from: start) ?? bytes.count
        }
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return Array(bytes[start..<end])
    }

    /// The `href` of Atom's `link`, which is empty; nothing where its `rel` is another than `alternate`.
    func address() -> [UInt8] {
        let rel = attribute("rel")
        guard rel.isEmpty || rel.elementsEqual("alternate".utf8) else { return [] }
        return attribute("href")
    }

    /// The value of an attribute of the last tag, which must be quoted; of several the first.
    private func attribute(_ name: String) -> [UInt8] {
        let key = "\(name)="
        for start in attributes where bytes[start] <= 0x20 && begins(key, at: start + 1) {
            let quote = start + 1 + key.utf8.count
            guard quote < attributes.upperBound, bytes[quote] == UInt8(ascii: "\"") || bytes[quote] == UInt8(ascii: "'")
            else { return [] }
            let value = bytes[(quote + 1)..<attributes.upperBound].prefix { $0 != bytes[quote] }
            return value.endIndex < attributes.upperBound ? Array(value) : []
        }
        return []
    }

    private func begins(_ text: String, at place: Int) -> Bool {
        let count = text.utf8.count
        return place + count <= bytes.count && bytes[place..<(place + count)].elementsEqual(text.utf8)
    }

    /// Where a text begins; the end of the bytes where it does not.
    private func end(_ text: String, from start: Int) -> Int {
        guard let first = text.utf8.first else { return start }
        var place = start
        while let next = find(first, from: place) {
            if begins(text, at: next) { return next }
            place = next + 1
        }
        return bytes.count
    }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
