/// Which sitemaps of an index are asked for tonight: those that may have changed since they were last captured, the newest
/// first, and never the archive of ten years.
///
/// * One whose `lastmod` is older than its last good capture is not asked for. Without a `lastmod` the date in its name
///   counts, of which the end is meant: `post-2023-08.xml` may change until the month is over.
/// * One that was never captured is asked for where that moment is not older than 48 hours, nor than the last good
///   capture of the index: after five nights without a run, five nights back.
/// * Where nothing says when it changed it is asked for each night; of a series that differs by a number alone
///   (`posts-1.xml` to `posts-40.xml`) only the first and the last, as either may be the newest.
/// * Where all of this leaves none and none was ever captured, the newest one is asked for.
/// * Sitemaps named for pictures, films, tags, categories and authors list no articles, and are not asked for.
struct SitemapChoice {
    /// What was never captured and is older than this is left alone.
    static let floor = 48 * 3600

    /// By address: when each was last captured.
    var captured: [String: Int]
    /// When the index was last captured before.
    var lastGood: Int?
    /// Left over by the last run, whatever its date.
    var waiting: Set<String>
    var now: Int

    /// Those to ask for, in order.
    func due(_ entries: [SitemapIndex.Entry]) -> [SitemapIndex.Entry] {
        var seen: Set<String> = []
        let dated = entries.filter { Self.isOfArticles($0.url) && seen.insert($0.url).inserted }.enumerated().map {
            Dated(entry: $1, place: $0, latest: Self.latest($1))
        }
        var due = dated.filter { isDue($0) }
        let ends = Self.ends(dated.filter { $0.latest == nil }.map(\.entry.url))
        due.removeAll { $0.latest == nil && !ends.contains($0.entry.url) && !waiting.contains($0.entry.url) }
        if due.isEmpty, !dated.contains(where: { captured[$0.entry.url] != nil }) {
            due = Array(dated.sorted(by: isBefore).prefix(1))
        }
        return due.sorted(by: isBefore).map(\.entry)
    }

    private struct Dated {
        var entry: SitemapIndex.Entry
        var place: Int
        var latest: Int?
    }

    private func isDue(_ one: Dated) -> Bool {
        if waiting.contains(one.entry.url) { return true }
        guard let latest = one.latest else { return true }
        // A moment yet to come is that of a clock that was wrong.
        if let at = captured[one.entry.url], at <= now { return latest >= at }
        return latest >= min(now - Self.floor, lastGood ?? .max)
    }

    /// Those that waited come first, then the newest; those that nothing dates come last, news before others.
    private func isBefore(_ left: Dated, _ right: Dated) -> Bool {
        func rank(_ one: Dated) -> (Int, Int, Int, Int) {
            let isNews = one.entry.url.lowercased().contains("news")
            return (waiting.contains(one.entry.url) ? 0 : 1, -(one.latest ?? .min + 1), isNews ? 0 : 1, one.place)
        }
        return rank(left) < rank(right)
    }

    private static func latest(_ entry: SitemapIndex.Entry) -> Int? {
        entry.modified.flatMap { LatestMoment.of(w3c: $0) } ?? LatestMoment.of(name: fileName(entry.url))
    }

    /// The address without its host, which may hold a number that looks like a year.
    private static func fileName(_ url: String) -> String { URLParts(url)?.target ?? url }

    /// Of addresses that differ by one number alone the least and the greatest; all others.
    private static func ends(_ urls: [String]) -> Set<String> {
        var series: [String: [(number: Int, url: String)]] = [:]
        for url in urls {
            let name = fileName(url)
            let digits = name.utf8.split(omittingEmptySubsequences: true) { !(0x30...0x39).contains($0) }.last
            let number = digits.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
            let form = digits.map { name[..<$0.startIndex] + "#" + name[$0.endIndex...] } ?? name[...]
            series[String(form), default: []].append((number ?? 0, url))
        }
        var ends: Set<String> = []
        for members in series.values {
            let sorted = members.sorted { $0.number < $1.number }
            for end in [sorted.first, sorted.last] { if let end { ends.insert(end.url) } }
        }
        return ends
    }

    private static let others = [
        "image", "video", "category", "categories", "kategori", "taxonom", "tag", "tags", "author", "authors", "users",
        "penulis",
    ]

    private static func isOfArticles(_ url: String) -> Bool {
        let words = fileName(url).lowercased().split { !$0.isLetter }
        return !words.contains { word in others.contains { $0 == "taxonom" ? word.hasPrefix($0) : word == $0 } }
    }
}
