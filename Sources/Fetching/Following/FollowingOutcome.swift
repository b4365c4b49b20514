import Records

/// What became of a source's further requests, for its row of health.
struct FollowingOutcome {
    private var kept: [Int: (known: EarlierCaptures.Known?, failure: FetchFailure?)] = [:]
    private var isNew = false
    private var last = 0
    private var asked = 0
    private var failures: [String: Int] = [:]
    /// The entries of sitemaps, without those that the index lists.
    private var entries: Set<UInt64> = []

    /// Takes the capture of the source's own address.
    mutating func take(_ capture: Capture, into history: inout SourceHistory, key: String, files: String) {
        guard let one = EarlierCaptures.Known(capture, filesOf: files) else { return }
        isNew = history.take(one, key: key).entries
        last = one.at
    }

    /// Keeps what a further request of the present round came to, until those before it have come.
    mutating func keep(_ known: EarlierCaptures.Known?, failure: FetchFailure?, at place: Int) {
        kept[place] = (known, failure)
    }

    /// Takes what was kept, in the order of the requests.
    mutating func settle(_ place: Int, into history: inout SourceHistory, key: String) {
        guard let (known, failure) = kept.removeValue(forKey: place) else { return }
        asked += 1
        if let failure { failures[failure.reason, default: 0] += 1 }
        guard let known else { return }
        if history.take(known, key: key).entries { isNew = true }
        last = max(last, known.at)
        entries.formUnion(known.marks?.map(\.id) ?? [])
    }

    /// Completes the row that the source's own answer gave.
    func complete(
        _ row: inout SourceHealth, sitemaps: SitemapFollowing?, pages: PageFollowing?, history: SourceHistory
    ) {
        if let sitemaps, sitemaps.isIndex {
            complete(&row, sitemaps)
        } else if let pages, asked > 0 {
            row.entries = pages.marks.count
            // A page behind the last one is where a feed ends.
            let failed = failures.filter { !["http_404", "http_410", "http_400", "not_recorded"].contains($0.key) }
            row.failed = failed.values.reduce(0, +)
            if let reason = failed.mostFrequent {
                row.detail = "a page of the feed failed (\(reason)); entries may be missing"
            }
            if pages.hasGap {
                row.detail = "every page was new to its end; raise 'pages', or entries between two runs are lost"
            }
        } else {
            return
        }
        row.take(history.news(isList: true), at: last)
        guard row.state != .failed else { return }
        if row.entries == 0 {
            row.become(.silent, .noEntries)
        } else if row.silentSince != nil {
            row.become(.silent, .nothingNew)
        } else if isNew {
            row.become(.ok, nil)
        } else {
            row.become(.unchanged, asked == 0 ? .noNewerSitemap : .nothingNew)
        }
    }

    private func complete(_ row: inout SourceHealth, _ sitemaps: SitemapFollowing) {
        let failed = failures.values.reduce(0, +)
        row.failed = failed
        row.detail = "\(asked) of \(sitemaps.listed) sitemaps asked for"
        if !sitemaps.over.isEmpty { row.detail? += ", \(sitemaps.over.count) left to the next run" }
        if sitemaps.forgotten > 0 { row.detail? += ", \(sitemaps.forgotten) more are due than can be remembered" }
        guard asked > 0 else { return }
        row.entries = entries.count
        if failed == asked { (row.state, row.reason) = (.failed, failures.mostFrequent) }
    }
}
