/// The tags of a text one after the other, and what stands behind them; comments and CDATA are passed over.
///
/// No reader of XML: it sees what is there of a text that is broken, and costs one pass.
struct TagScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    /// A scanner that must not outlive the bytes.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Goes on behind the next tag's name; a closing tag keeps its `/`.
    mutating func nextTag() -> [UInt8]? {
        while let start = find(UInt8(ascii: "<"), from: at) {
            at = start + 1
            if skip("!--", to: "-->") || skip("![CDATA[", to: "]]>") { continue }
            var end = at
            while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ">"),
                end == at || bytes[end] != UInt8(ascii: "/")
            {
                end += 1
            }
            let tag = Array(bytes[at..<end])
            at = end
            if let first = tag.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") { return tag }
        }
        return nil
    }

    /// Goes over a stretch where it begins here; one without an end is the rest.
    private mutating func skip(_ start: String, to end: String) -> Bool {
        guard begins(start, at: at) else { return false }
        at = self.end(end, from: at + start.utf8.count)
        return true
    }

    /// The text behind the tag that `at` is in, without the white space and the CDATA around it.
    func content() -> [UInt8] {
        guard var start = find(UInt8(ascii: ">"), from: at), start == 0 || bytes[start - 1] != UInt8(ascii: "/") else {
            return []
        }
        start += 1
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
        let end = find(UInt8(ascii: ">"), from: at) ?? bytes.count
        let rel = attribute("rel", before: end)
        guard rel.isEmpty || rel.elementsEqual("alternate".utf8) else { return [] }
        return attribute("href", before: end)
    }

    private func attribute(_ name: String, before end: Int) -> [UInt8] {
        let key = "\(name)="
        for start in at..<end where bytes[start] <= 0x20 && begins(key, at: start + 1) {
            let quote = start + 1 + key.utf8.count
            guard quote < end, bytes[quote] == UInt8(ascii: "\"") || bytes[quote] == UInt8(ascii: "'"),
                let last = find(bytes[quote], from: quote + 1), last < end
            else { return [] }
            return Array(bytes[(quote + 1)..<last])
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
        guard start < bytes.count else { return nil }
        return bytes[start...].firstIndex(of: byte)
    }
}
