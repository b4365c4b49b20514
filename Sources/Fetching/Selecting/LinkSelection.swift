import Pack
import RecordIO
import Records
import StageKit

/// `follow: link`: the pages that entries link to, each once.
///
/// A page is fetched again when the title or date of its entry has changed, and after it failed. Oldest entries first;
/// what is over the budget is refused with `over_budget`, remembered, and taken first by the next key, whether its feed
/// still lists it or not.
struct LinkSelection {
    private static let maxRefusals = 3

    let budget: Int
    let context: FetchContext

    /// A page to fetch.
    struct Link {
        /// The record of the inputs that asked for it; nil for one that only the last key's left-overs hold.
        var ordinal: Int?
        var item: String
        var url: String
        var source: String
        var title: String?
        var published: String?
        /// It was over the last key's budget.
        var waited = false
        /// How many keys its host has asked to be left alone.
        var refusals = 0
        /// Of the page as it was captured before.
        var validators: Validators?

        /// The same page by URL rule 1; costs too much to be made each time.
        let identity: String
        /// Changes when title or date of the entry do.
        var fingerprint: String { entryFingerprint(title: title, published: published) }
        var via: JSONObject {
            var via: JSONObject = ["item": .string(item)]
            if let title { via["entry_title"] = .string(title) }
            if let published { via["entry_published"] = .string(published) }
            return via
        }

        init(
            ordinal: Int? = nil, item: String, url: String, source: String, title: String?, published: String?,
            waited: Bool = false, refusals: Int = 0
        ) {
            self.ordinal = ordinal
            self.item = item
            self.url = url
            self.source = source
            self.title = title
            self.published = published
            self.waited = waited
            self.refusals = refusals
            identity = linkIdentity(url)
        }
    }

    func run(_ run: StageRun, _ sink: CaptureSink) throws {
        var (links, fates) = try choose(run)
        links.sort { Self.rank($0) < Self.rank($1) }
        let overBudget = links.dropFirst(budget)
        links = Array(links.prefix(budget))
        for link in overBudget { if let ordinal = link.ordinal { fates[ordinal] = overBudgetFate } }
        var ordinal = 0
        try run.forEachRecord { _ in
            defer { ordinal += 1 }
            return fates[ordinal] ?? .used
        }
        let refused = try fetch(links, run, sink)
        try WaitingLinks.write((overBudget + refused).map(Self.line), files: context.filesDirectory)
    }

    private var overBudgetFate: Disposition {
        .rejected("over_budget", "the budget of \(budget) pages is used up; the next run takes this page first")
    }

    private static func rank(_ link: Link) -> (Int, String, String, String) {
        // Entries without a date come after those with one: how old they are nobody knows.
        (link.waited ? 0 : 1, link.published ?? "~", link.url, link.item)
    }

    /// The pages to fetch, and the fate of every record that asks for none; by its place in the inputs.
    private func choose(_ run: StageRun) throws -> ([Link], [Int: Disposition]) {
        var waiting: [String: Link] = [:]
        for line in try context.earlier?.last.map({ try WaitingLinks.read($0) }) ?? [] {
            if let link = Self.link(line) { waiting[link.identity] = link }
        }
        var candidates: [Link] = []
        var fates: [Int: Disposition] = [:]
        var ordinal = 0
        try forEachRecord(run) { record in
            defer { ordinal += 1 }
            switch link(record, ordinal) {
            case .failure(let fate): fates[ordinal] = fate.disposition
            case .success(let link): candidates.append(link)
            }
        }
        let seen = try seenPages(Set(candidates.map(\.identity)).union(waiting.keys))
        var links: [Link] = []
        var taken: Set<String> = []
        for var link in candidates {
            let identity = link.identity
            guard taken.insert(identity).inserted, seen[identity]?.entry != link.fingerprint else {
                if let ordinal = link.ordinal { fates[ordinal] = .merged }
                continue
            }
            link.waited = waiting[identity] != nil
            link.refusals = waiting[identity]?.refusals ?? 0
            links.append(link)
        }
        links += waiting.values.filter { !taken.contains($0.identity) && seen[$0.identity]?.entry != $0.fingerprint }
        for index in links.indices {
            if let page = seen[links[index].identity], page.url == links[index].url {
                links[index].validators = page.validators
            }
        }
        return (links, fates)
    }

    private struct Fate: Error { var disposition: Disposition }

    private func link(_ record: Record, _ ordinal: Int) -> Result<Link, Fate> {
        let item = Item(record)
        let source = item.source ?? FolderSelection.archive
        if let known = context.register[source], !known.follow || known.kind == .inbox {
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
            Link(
                ordinal: ordinal, item: item.id ?? "", url: url, source: source, title: item.title,
                published: published?["at"]?.string ?? published?["text"]?.string))
    }

    /// A page as it was last captured.
    private struct SeenPage {
        /// The fingerprint of the entry that it was fetched for.
        var entry: String
        var url: String
        /// None after a 304: the whole page is asked for every second time, as a 304 may be untrue.
        var validators: Validators?
    }

    private func seenPages(_ identities: Set<String>) throws -> [String: SeenPage] {
        var seen: [String: SeenPage] = [:]
        try context.earlier?.forEachKnown { known in
            guard let entry = known.entry else { return }
            let identity = known.identity
            guard identities.contains(identity) else { return }
            seen[identity] = SeenPage(entry: entry, url: known.url, validators: known.validators)
        }
        return seen
    }

    /// Fetches, and gives the pages to take first the next time, as their host asked to be left alone: a few times, so
    /// that a host that always asks for that does not use up the budget.
    private func fetch(_ links: [Link], _ run: StageRun, _ sink: CaptureSink) throws -> [Link] {
        var refused: [Int] = []
        var tally = HealthTally()
        for (index, link) in links.enumerated() { sink.expect(index, source: link.source) }
        let requests = links.map { context.register.request($0.url, of: $0.source, validators: $0.validators) }
        try context.fetcher(run, groups: links.map(\.source)).fetch(requests) { index, answer in
            let link = links[index]
            try sink.take(
                Capture(answer, url: link.url, source: link.source, via: link.via), at: index, source: link.source)
            tally.add(link.source, failure: answer.failure, note: answer.note)
            if let failure = answer.failure, failure.asksToWait { refused.append(index) }
        }
        let rows = tally.rows(context.register)
        run.count { $0.health += rows.map(\.json) }
        return refused.sorted().filter { links[$0].refusals < Self.maxRefusals }.map { index in
            var link = links[index]
            link.refusals += 1
            return link
        }
    }

    /// Reads the inputs without counting them: a record's fate hangs on all the others. Lines that are no records are
    /// left to the counting pass, which refuses them.
    private func forEachRecord(_ run: StageRun, _ body: (Record) -> Void) throws {
        for path in run.inputs.flatMap(\.parts) {
            try PartReader(path: path).forEachLine { line in
                if let record = try? Record(line: line) { body(record) }
            }
        }
    }

    private static func line(_ link: Link) -> JSONObject {
        var line: JSONObject = [
            "item": .string(link.item), "url": .string(link.url), "source": .string(link.source),
        ]
        if let title = link.title { line["title"] = .string(title) }
        if let published = link.published { line["published"] = .string(published) }
        if link.refusals > 0 { line["refusals"] = .int(link.refusals) }
        return line
    }

    private static func link(_ line: JSONObject) -> Link? {
        guard let item = line["item"]?.string, let url = line["url"]?.string, let source = line["source"]?.string,
            URLParts(url) != nil
        else { return nil }
        return Link(
            item: item, url: url, source: source, title: line["title"]?.string, published: line["published"]?.string,
            waited: true, refusals: line["refusals"]?.int ?? 0)
    }
}
