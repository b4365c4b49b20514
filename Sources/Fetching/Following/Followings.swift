import Pack
import RecordIO
import Records
import StageKit

/// The further requests of a run: what the answers of sources lead to, asked in rounds until they lead nowhere.
///
/// Each is a capture of its source, behind that of the source's own address, in the order in which they were found: the
/// same answers give the same captures, whichever came first. A round begins when the one before is over, so that the
/// slowest of a round keeps the others waiting; there are no more rounds than a feed may have pages.
final class Followings {
    private struct Following {
        var sitemaps: SitemapFollowing?
        var pages: PageFollowing?
        var round: [FollowUp] = []
        /// Sitemaps that failed, but may be there the next night.
        var failed: [FollowUp] = []
        var history: SourceHistory
        var outcome = FollowingOutcome()
    }

    private let sources: [Source]
    private let context: FetchContext
    private let lists: ListHistory
    private let waiting: [String: Set<String>]
    private let key: String
    private let files: String
    private var followings: [Int: Following] = [:]

    init(_ sources: [Source], context: FetchContext, run: StageRun) throws {
        self.sources = sources
        self.context = context
        lists = try ListHistory(context.earlier, sources: sources)
        key = run.settings.key
        files = run.output
        var waiting: [String: Set<String>] = [:]
        for line in try context.earlier?.last.map({ try WaitingLinks.read($0) }) ?? [] {
            if let source = line["source"]?.string, let url = line["url"]?.string {
                waiting[source, default: []].insert(url)
            }
        }
        self.waiting = waiting
    }

    /// Whether a source must be asked for the whole of its list, as a 304 says nothing of what that leads to.
    func needsWhole(_ source: Source) -> Bool { lists.isIndex(source) || waiting[source.code] != nil }

    /// Takes the answer of a source's own address; `history` is what was known of it before.
    func begin(_ index: Int, _ answer: Answer, _ capture: Capture, _ history: SourceHistory, sink: CaptureSink) throws {
        let source = sources[index]
        guard source.isFollowed else { return }
        var following = Following(history: history)
        following.outcome.take(capture, into: &following.history, key: key, files: files)
        let reading = try read(answer)
        if source.kind == .sitemap {
            let choice = SitemapChoice(
                captured: lists.moments(source), lastGood: lists.moments(source)[source.url],
                waiting: waiting[source.code] ?? [], now: answer.fetchedAt.seconds)
            var sitemaps = SitemapFollowing(source, choice: choice)
            following.round = sitemaps.take(source.url, sitemaps.kept(source.url, reading))
            following.sitemaps = sitemaps
        } else {
            var pages = PageFollowing(source, known: lists.marks(source))
            following.round = pages.take(reading)
            following.pages = pages
        }
        followings[index] = following
        sink.keepOpen(source.code)
    }

    /// Asks for all that the answers lead to.
    func run(_ fetcher: any Fetcher, _ run: StageRun, _ sink: CaptureSink) throws {
        var place = sources.count
        while true {
            let round = followings.keys.sorted().flatMap { index in
                (followings[index]?.round ?? []).map { (index: index, followUp: $0) }
            }
            if round.isEmpty { break }
            for index in followings.keys { followings[index]?.round = [] }
            let start = place
            place += round.count
            for (offset, one) in round.enumerated() { sink.expect(start + offset, source: sources[one.index].code) }
            run.count { $0.input += round.count }
            var readings: [Int: ListReading] = [:]
            let requests = round.map { one in
                context.register.request(one.followUp.url, of: sources[one.index].code)
            }
            try fetcher.fetch(requests) { offset, answer in
                let (index, followUp) = round[offset]
                let code = sources[index].code
                let capture = Capture(answer, url: followUp.url, source: code, via: followUp.via)
                try sink.take(capture, at: start + offset, source: code)
                sink.count(capture)
                let known = EarlierCaptures.Known(capture, filesOf: files)
                followings[index]?.outcome.keep(known, failure: answer.failure, at: offset)
                // Only what is wanted of it is kept: a round of large lists must not stand in memory.
                let reading = try read(answer)
                readings[offset] = followings[index]?.sitemaps?.kept(followUp.url, reading) ?? reading
            }
            for (offset, one) in round.enumerated() {
                guard let reading = readings[offset] else { continue }
                take(one.index, one.followUp, reading, at: offset)
            }
        }
        try leave(run)
    }

    private func take(_ index: Int, _ followUp: FollowUp, _ reading: ListReading, at offset: Int) {
        guard var following = followings[index] else { return }
        if case .failed(let failure) = reading, !["http_404", "http_410"].contains(failure.reason),
            following.sitemaps != nil
        {
            following.failed.append(followUp)
        }
        following.outcome.settle(offset, into: &following.history, key: key)
        following.round += following.sitemaps?.take(followUp.url, reading) ?? []
        following.round += following.pages?.take(reading) ?? []
        followings[index] = following
    }

    /// What was over the bound is refused; the next run takes it first, and what failed.
    private func leave(_ run: StageRun) throws {
        var lines: [JSONObject] = []
        for index in followings.keys.sorted() {
            let source = sources[index]
            for one in followings[index]?.failed ?? [] {
                lines.append(["source": .string(source.code), "url": .string(one.url)])
            }
            for one in followings[index]?.sitemaps?.over ?? [] {
                var line: JSONObject = ["source": .string(source.code), "url": .string(one.url)]
                lines.append(line)
                line["via"] = .object(one.via)
                run.count { $0.input += 1 }
                try run.reject(
                    "over_budget",
                    "more than \(source.sitemaps) sitemaps are due; the next run takes this one first, or raise 'sitemaps'",
                    record: .object(line))
            }
        }
        try WaitingLinks.write(lines, files: context.filesDirectory)
    }

    private func read(_ answer: Answer) throws -> ListReading {
        ListReading(answer, bytes: try context.bytes(answer), limit: context.limits.body)
    }

    /// A source's row of health with what came of it.
    func completed(_ row: SourceHealth, _ index: Int) -> SourceHealth {
        guard let following = followings[index] else { return row }
        var row = row
        following.outcome.complete(
            &row, sitemaps: following.sitemaps, pages: following.pages, history: following.history)
        return row
    }
}

extension FetchContext {
    /// The body of an answer, wherever it is.
    func bytes(_ answer: Answer) throws -> [UInt8]? {
        switch answer.failure == nil ? answer.body : nil {
        case .memory(let bytes)?: bytes
        case .file(let digest, _)?: try LocalFiles.contents("\(filesDirectory)/\(digest)")
        case nil: nil
        }
    }
}
