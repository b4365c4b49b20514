import Pack
import RecordIO
import Records
import StageKit

/// `follow: link`: the pages that entries link to, each once.
///
/// A page is fetched again when the title or date of its entry has changed, and after it failed, by `PageBackOff`. What a
/// run does not come to is refused with the reason, remembered, and taken up by later keys, whether its feed still lists
/// it or not.
struct LinkSelection {
    let budget: Int
    let context: FetchContext

    func run(_ run: StageRun, _ sink: CaptureSink) throws {
        let (listed, refused) = try listed(run)
        let left = try context.earlier?.last.map { try WaitingLinks.read($0) } ?? []
        let waiting = left.compactMap { PageLink(line: $0) }
        let links = waiting.filter { isFollowed($0.source) }
        if links.count < waiting.count {
            run.log.info("\(waiting.count - links.count) pages left over of sources that are not followed any more")
        }
        let histories = try PageHistories(context.earlier, identities: Set((listed + links).map(\.identity)))
        // Where two runs made the captures of a key, the first may have left over what the second has captured.
        let open = links.filter { histories[$0.identity].map { $0.capturedKey != context.earlier?.lastKey } ?? true }
        let choice = LinkChoice(
            listed: listed, left: open, histories: histories, budget: budget,
            nights: histories.nights(until: run.settings.key), adds: context.earlier?.own != nil)
        let fates = refused.merging(choice.fates) { $1 }
        var ordinal = 0
        try run.forEachRecord { _ in
            defer { ordinal += 1 }
            return fates[ordinal] ?? .used
        }
        let failed = try fetch(choice, run, sink)
        try WaitingLinks.write(
            choice.waiting.map { $0.link.line($0.reason) } + failed, files: context.filesDirectory)
    }

    /// The pages that records ask for, in their order, and the fate of each record that asks for none; by its place in the
    /// inputs. Lines that are no records are left to the counting pass, which refuses them.
    private func listed(_ run: StageRun) throws -> ([PageLink], [Int: Disposition]) {
        var links: [PageLink] = []
        var fates: [Int: Disposition] = [:]
        var ordinal = 0
        for path in run.inputs.flatMap(\.parts) {
            try PartReader(path: path).forEachLine { line in
                guard let record = try? Record(line: line) else { return }
                defer { ordinal += 1 }
                switch link(record, ordinal) {
                case .failure(let fate): fates[ordinal] = fate.disposition
                case .success(let link): links.append(link)
                }
            }
        }
        return (links, fates)
    }

    /// Whether pages are asked for that a source left over: not where the register says no, and not where a source has been
    /// taken out of it.
    private func isFollowed(_ source: String) -> Bool {
        guard let known = context.register[source] else {
            return source == FolderSelection.archive || context.register.sources.isEmpty
        }
        return known.isFollowedByLink
    }

    private struct Fate: Error { var disposition: Disposition }

    private func link(_ record: Record, _ ordinal: Int) -> Result<PageLink, Fate> {
        let item = Item(record)
        let source = item.source ?? FolderSelection.archive
        if let known = context.register[source], !known.isFollowedByLink {
            return .failure(Fate(disposition: .used))
        }
        guard let url = item.url else {
            return .failure(Fate(disposition: .rejected("no_link", "the entry has no url; its page cannot be fetched")))
        }
        guard URLParts(url) != nil else {
            return .failure(Fate(disposition: .rejected(URLParts.fault(url).reason, URLParts.fault(url).detail)))
        }
        let published = record["published"]
        return .success(
            PageLink(
                ordinal: ordinal, item: item.id ?? "", url: context.wholeAddress(of: url), source: source,
                title: item.title, published: published?["at"]?.string ?? published?["text"]?.string,
                day: published?["day"]?.string))
    }

    /// Fetches, and gives the lines of the pages that failed and are asked for again.
    private func fetch(_ choice: LinkChoice, _ run: StageRun, _ sink: CaptureSink) throws -> [JSONObject] {
        let links = choice.asked
        var failed: [Int: JSONObject] = [:]
        var tally = HealthTally()
        for (index, link) in links.enumerated() { sink.expect(index, source: link.source) }
        let requests = links.map { context.register.request($0.url, of: $0.source, validators: $0.validators) }
        try context.fetcher(run, groups: links.map(\.source)).fetch(requests) { index, answer in
            let link = links[index]
            var answer = answer
            answer.failure = answer.failure?.ofPage(link)
            tally.add(link.source, failure: answer.failure, note: answer.note)
            if let failure = answer.failure {
                let failing = failing(link, failure, answer.fetchedAt, key: run.settings.key)
                if failing?.isSpent == true {
                    let detail = "\(failure.detail); \(failing?.givenUp ?? "")"
                    answer.failure = .told(reason: failure.reason, detail: detail)
                } else {
                    failed[index] = link.line(failure.reason)
                }
            }
            try sink.take(
                Capture(answer, url: link.url, source: link.source, via: link.via), at: index, source: link.source)
        }
        // A page that is gone says nothing of its source; one that is refused, or cannot be reached, does so every night.
        for waiting in choice.waiting {
            guard waiting.reason == PageBackOff.failedReason, waiting.link.history?.failing?.kind != .gone else {
                continue
            }
            tally.add(waiting.link.source, failure: .told(reason: waiting.reason, detail: waiting.detail))
        }
        let rows = tally.rows(context.register)
        run.count { $0.health += rows.map(\.json) }
        return failed.keys.sorted().compactMap { failed[$0] }
    }

    /// What the history of a page says once it has failed in this run.
    private func failing(_ link: PageLink, _ failure: FetchFailure, _ at: Instant, key: String) -> PageHistory.Failing?
    {
        var history = link.history ?? PageHistory()
        history.failed(failure.reason, entry: link.fingerprint, at: at.seconds, key: key)
        return history.failing
    }
}

extension Source {
    /// Whether pages are fetched that its entries link to.
    fileprivate var isFollowedByLink: Bool { follow && kind != .inbox }
}
