import Fetching
import Pack

/// Which of several feeds and sitemaps of a site is the best source, and which are the same.
struct FindingRank {
    private let path: String

    /// A rank for an address with such a path: the feed of a section comes before that of the whole site.
    init(path: String) { self.path = String(path.prefix { $0 != "?" }) }

    /// The findings in order, and the addresses of those that say the same as one before them.
    func ranked(_ findings: [Finding]) -> (found: [Finding], repeated: [(url: String, of: String)]) {
        var (found, repeated): ([Finding], [(url: String, of: String)]) = ([], [])
        let ranked = findings.enumerated().sorted { left, right in
            let (a, b) = (score(left.element), score(right.element))
            if a != b { return b.lexicographicallyPrecedes(a) }
            return left.offset < right.offset
        }.map(\.element)
        for finding in ranked {
            if let same = found.first(where: { Self.isSame($0, finding) }) {
                repeated.append((finding.asked, same.url))
            } else {
                found.append(finding)
            }
        }
        return (found, repeated)
    }

    private static func isSame(_ left: Finding, _ right: Finding) -> Bool {
        if left.url == right.url { return true }
        return left.kind == right.kind && left.kind != .index && left.keys == right.keys
    }

    /// What makes one better than another, the weightiest first.
    private func score(_ finding: Finding) -> [Int] {
        let age: Int
        switch finding.daysOld {
        case nil: age = 1
        case .some(let days): age = days <= 30 ? 2 : 0
        }
        let kind: Int
        switch finding.kind {
        case .feed: kind = 3
        case .newsSitemap: kind = 2
        case .index: kind = 1
        case .sitemap: kind = 0
        }
        let isOfSection = path.count > 1 && (URLParts(finding.url)?.target.hasPrefix(path) ?? false)
        return [
            finding.isOfComments ? 0 : 1, finding.reason == .given ? 1 : 0, age, isOfSection ? 1 : 0, kind,
            finding.isFullText ? 1 : 0, -finding.reason.rawValue, min(finding.entries, 1000),
        ]
    }

    /// What the register has at one of the addresses of findings.
    static func known(_ found: [Finding], _ register: [Source]) -> (code: String, url: String)? {
        for finding in found {
            for source in register where [finding.url, finding.asked, finding.address].contains(source.url) {
                return (source.code, source.url)
            }
        }
        return nil
    }
}
