import Fetching
import Markup
import Records

/// A feed or sitemap that was tried and holds entries.
struct Finding: Equatable {
    /// What the register calls it.
    enum Kind: Equatable {
        case feed
        /// A sitemap with the elements of Google News: what the site has published in the last days.
        case newsSitemap
        /// A sitemap of whatever the site holds.
        case sitemap
        /// A list of sitemaps.
        case index
    }

    /// The address that answered, after redirects.
    var url: String
    /// The address that was tried.
    var asked: String
    /// The address for the register: what permanent redirects led to, but nothing behind one that is for this once.
    var address: String
    var reason: Candidate.Reason
    var kind: Kind
    var format: Feed.Format
    var title: String?
    var language: String?
    /// What made it: `WordPress 6.2`.
    var generator: String?
    var entries = 0
    /// Of those, how many carry a whole text.
    var fullTexts = 0
    /// The dates of the newest and of the oldest entry that can be read.
    var newest: Instant?
    var oldest: Instant?
    /// The zone of most of its dates; nil where they name none, or all UTC.
    var zone: Zone?
    /// The addresses of the entries, else their own ids: two lists with equal ones are the same.
    var keys: Set<String> = []
    /// Of a list of sitemaps: their addresses, the newest first.
    var children: [String] = []
    /// When it was tried.
    var triedAt: Instant
    /// The hosts of the way there, where they are at private addresses: what the register must name.
    var privateHosts: [String] = []

    /// Whether most entries can be read without their pages.
    var isFullText: Bool { entries > 0 && fullTexts * 5 >= entries * 4 }

    /// Days since the newest entry; nil where no entry has a date.
    var daysOld: Int? { newest.map { max(0, triedAt.seconds - $0.seconds) / 86_400 } }

    /// Whether it lists what readers say of the articles, not the articles.
    var isOfComments: Bool {
        let title = title?.lowercased() ?? ""
        return url.lowercased().contains("comments") || title.hasPrefix("comments ") || title.hasPrefix("komentar ")
    }

    /// How many pages of a feed by WordPress two days fill, one night being lost: nil where one page is enough, or
    /// where nobody can tell.
    var pages: Int? {
        guard kind == .feed, generator?.lowercased().contains("wordpress") == true, let newest, let oldest,
            entries >= 2
        else { return nil }
        let span = max(1, newest.seconds - oldest.seconds)
        let needed = (2 * 86_400 + span - 1) / span
        return needed > 1 ? min(needed, 10) : nil
    }
}

/// Tells whether an answer is a feed or sitemap with entries, by the reader that will read it night after night.
enum FindingJudge {
    /// What is found in an answer, or why it is nothing: a code and one lower-case line.
    enum Verdict: Equatable {
        case found(Finding)
        case refused(String, String)
    }

    /// Entries with a text from this many bytes on can be read without their pages.
    static let fullText = 1000

    static func judge(_ visit: Visitor.Visit, reason: Candidate.Reason) -> Verdict {
        if let failure = visit.answer.failure { return .refused(failure.reason, failure.detail) }
        let url = visit.answer.finalURL
        let feed: Feed
        do throws(FeedError) {
            feed = try FeedReader().read(visit.bytes, url: url, charset: visit.answer.headers.charset)
        } catch {
            return .refused(error.code, "\(error)")
        }
        guard !feed.entries.isEmpty else { return .refused("no_entries", "a \(feed.format.rawValue) without an entry") }
        var finding = Finding(
            url: url, asked: visit.url, address: address(visit), reason: reason, kind: kind(feed), format: feed.format,
            title: feed.title.flatMap { $0.isEmpty ? nil : $0 }, language: language(feed),
            generator: generator(visit.bytes), entries: feed.entries.count, triedAt: visit.answer.fetchedAt)
        if visit.answer.isPrivate {
            let hosts = (visit.answer.redirects.map(\.url) + [url]).compactMap { URLParts($0)?.host }
            for host in hosts where !finding.privateHosts.contains(host) { finding.privateHosts.append(host) }
        }
        dates(feed, &finding)
        for entry in feed.entries {
            if let key = entry.link ?? entry.id { finding.keys.insert(key) }
            let text = PlainText.of(html: entry.contentHTML ?? entry.summaryHTML ?? "")
            if text.utf8.count >= fullText { finding.fullTexts += 1 }
        }
        if finding.kind == .index {
            finding.children = feed.entries.enumerated().sorted { left, right in
                let (a, b) = (left.element.modified?.text ?? "", right.element.modified?.text ?? "")
                return (a, right.offset) > (b, left.offset)
            }.compactMap(\.element.link)
        } else if finding.keys.isEmpty {
            return .refused("no_links", "its \(finding.entries) entries have neither links nor ids")
        }
        return .found(finding)
    }

    private static func address(_ visit: Visitor.Visit) -> String {
        let redirects = visit.answer.redirects
        let passing = redirects.first { ![301, 308].contains($0.status) }
        return passing?.url ?? visit.answer.finalURL
    }

    private static func kind(_ feed: Feed) -> Finding.Kind {
        switch feed.format {
        case .sitemapindex: .index
        case .sitemap:
            feed.entries.contains { $0.published?.foundIn.hasPrefix("news:") == true || $0.title != nil }
                ? .newsSitemap : .sitemap
        default: .feed
        }
    }

    private static func language(_ feed: Feed) -> String? {
        feed.language ?? feed.entries.lazy.compactMap(\.language).first
    }

    private static func dates(_ feed: Feed, _ finding: inout Finding) {
        let reader = DateReader(zone: .utc)
        var zones: [Zone: Int] = [:]
        for entry in feed.entries {
            guard let text = (entry.published ?? entry.modified)?.text,
                let time = reader.read(text, relativeTo: finding.triedAt)
            else { continue }
            if case .named(let zone)? = reader.fields(of: text)?.zone { zones[zone, default: 0] += 1 }
            guard let at = time.at ?? time.day.map({ Instant($0, hour: 0, minute: 0, second: 0, in: .utc) }) else {
                continue
            }
            finding.newest = finding.newest.map { max($0, at) } ?? at
            finding.oldest = finding.oldest.map { min($0, at) } ?? at
        }
        let most = zones.max { ($0.value, $1.key.name) < ($1.value, $0.key.name) }?.key
        if let most, most.secondsEast != 0 { finding.zone = most }
    }

    /// The text of the first `generator` element; an address such as `https://wordpress.org/?v=6.2` is a name and a
    /// version.
    static func generator(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(16 << 10), as: UTF8.self)
        guard let start = head.range(of: "<generator"), let open = head[start.upperBound...].firstIndex(of: ">"),
            let end = head[open...].firstIndex(of: "<")
        else { return nil }
        let text = PlainText.line(maybeHTML: String(head[head.index(after: open)..<end]))
        if text.contains("wordpress.org/?v=") { return "WordPress \(text.split(separator: "=").last ?? "")" }
        return text.isEmpty ? nil : text
    }
}

extension StringProtocol {
    /// The first place of a text; without Foundation, which is slow to load.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
