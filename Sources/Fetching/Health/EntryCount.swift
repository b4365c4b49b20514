/// How many entries a feed or sitemap lists, by its tags: enough to notice one that has fallen silent or is an error
/// page, without reading it, which is the parser's work.
enum EntryCount {
    /// `<item>` (RSS, RDF), `<entry>` (Atom), `<url>` and `<sitemap>` (sitemaps); nil for what is not XML of one byte
    /// a letter.
    static func count(in bytes: [UInt8]) -> Int? {
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { return nil }
        let head = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard head.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") || head.allSatisfy({ $0 <= 0x20 }) else {
            return nil
        }
        return bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for index in 0..<bytes.count where bytes[index] == UInt8(ascii: "<") {
                let tag = bytes[(index + 1)...].prefix(8).prefix {
                    $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
                }
                if tags.contains(where: { $0.elementsEqual(tag) }) { count += 1 }
            }
            return count
        }
    }

    private static let tags = ["item", "entry", "url", "sitemap"].map { Array($0.utf8) }
}
