import Records
import StageKit

/// What of an archive is asked for, decided before a body is decoded. Without conditions everything is.
struct ArchiveFilter: Sendable, Equatable {
    /// Hosts, each with those below it, in lower case.
    var hosts: [String] = []
    /// Patterns of whole URLs, where `*` is any run of bytes.
    var urls: [Glob] = []
    /// The first and last day on which an answer may have been captured, in UTC.
    var since: CivilDay?
    var until: CivilDay?

    /// Whether a record of this URL and moment is asked for.
    func admits(url: String, at moment: Instant) -> Bool { admits(url: url, parts: URLParts(url), at: moment) }

    /// The same for a URL that is taken apart already.
    func admits(url: String, parts: URLParts?, at moment: Instant) -> Bool {
        if !hosts.isEmpty {
            guard let host = parts?.host else { return false }
            guard hosts.contains(where: { host == $0 || host.hasSuffix(".\($0)") }) else { return false }
        }
        if !urls.isEmpty, !urls.contains(where: { $0.matches(url) }) { return false }
        if since == nil, until == nil { return true }
        let day = moment.day(in: .utc)
        return (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
}

extension ArchiveFilter {
    /// Reads `hosts`, `urls`, `since` and `until`.
    init(_ params: StageParameters) throws(StageFailure) {
        hosts = try params.strings("hosts").map { InternationalName.ascii($0) ?? $0.lowercased() }
        urls = try params.strings("urls").map { Glob(url: $0) }
        func day(_ name: String) throws(StageFailure) -> CivilDay? {
            guard let text = try params.string(name) else { return nil }
            guard let day = CivilDay(text) else {
                throw .usage("parameter '\(name)' must be a day such as 2023-08-15, not '\(text)'")
            }
            return day
        }
        since = try day("since")
        until = try day("until")
        if let since, let until, until < since {
            throw .usage("parameter 'until' is \(until), before 'since', \(since)")
        }
    }
}
