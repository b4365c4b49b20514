import Markup
import Records

/// Reads mutated bytes as a feed. The first byte chooses what HTTP says of their charset. What is read once is read the
/// same again, lies inside the input, and its text is no markup; what is refused says why in one short line.
enum FeedTrial {
    private static let charsets = [nil, "utf-8", "iso-8859-1", "utf-16", "gb18030", "shift_jis", "x-unknown"]
    private static let dates = DateReader(zone: .utc)
    private static let fetched = Instant("2023-08-15T10:19:00Z")

    static func run(_ input: [UInt8]) {
        guard let first = input.first else { return }
        let bytes = Array(input.dropFirst())
        let charset = charsets[Int(first) % charsets.count]
        var limits = FeedReader.Limits()
        limits.entries = 200
        let reader = FeedReader(limits: limits)
        do throws(FeedError) {
            let feed = try reader.read(bytes, url: "https://contoh.example/a/feed.xml", charset: charset)
            check(feed, bytes.count)
            precondition((try? reader.read(bytes, url: "https://contoh.example/a/feed.xml", charset: charset)) == feed)
        } catch {
            let message = "\(error)"
            precondition(message.utf8.count < 400 && !message.utf8.contains { $0 < 0x20 }, message)
            precondition(!error.code.isEmpty)
        }
    }

    private static func check(_ feed: Feed, _ size: Int) {
        precondition(feed.entries.count <= 200)
        precondition(feed.mended == feed.mended.sorted())
        var last = 0
        for entry in feed.entries {
            if let offset = entry.offset, let length = entry.length {
                precondition(offset >= last && length >= 0 && offset + length <= size, "an entry lies outside the feed")
                last = offset
            }
            for html in [entry.summaryHTML, entry.contentHTML, entry.title] {
                guard let html else { continue }
                let text = PlainText.of(html: html)
                precondition(!text.utf8.contains { $0 == 0x0D || $0 == 0x09 }, "white space is left")
                _ = NewsText(text)
            }
            for date in [entry.published, entry.modified] {
                if let date { _ = dates.keep(date.text, relativeTo: fetched, foundIn: date.foundIn) }
            }
            if let link = entry.link { _ = ItemIdentity.link(link).id }
        }
    }
}
