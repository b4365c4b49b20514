import Pack
import RecordIO
import Records
import StageKit

/// `select: feeds`: one request for each source of the register, with what earlier captures say of it.
///
/// A source whose last body is known is asked whether it has another (`AddressHistory`); one that keeps failing is asked
/// less often (`BackOff`), and is a capture with the reason on every night on which it is not.
struct FeedSelection {
    let sources: [Source]
    let context: FetchContext

    /// What the histories make of a source tonight.
    private enum Plan {
        case pause(BackOff.Pause)
        /// With validators; whether a 304 is to be held against the whole body.
        case ask(FetchRequest, isChecked: Bool)
    }

    func run(_ run: StageRun, _ sink: CaptureSink) throws {
        let histories = try SourceHistories(context.earlier)
        let followings = try Followings(sources, context: context, run: run)
        var rows: [Int: SourceHealth] = [:]
        for (index, source) in sources.enumerated() { sink.expect(index, source: source.code) }
        run.count { $0.input += sources.count }
        func take(_ index: Int, _ answer: Answer, isChecked: Bool = false) throws {
            let source = sources[index]
            var capture = Capture(answer, url: source.url, source: source.code)
            if isChecked { capture.record["unmodified"] = true }
            let history = histories[source.code]
            rows[index] = health(source, capture, answer, history, key: run.settings.key, files: run.output)
            if answer.status == 304, answer.failure == nil, isCapturedTonight(history.address(source.url), run) {
                // It says of itself that it is what this partition holds.
                try sink.skip(at: index, source: source.code)
                return run.count { $0.merged += 1 }
            }
            try followings.begin(index, answer, capture, history, sink: sink)
            try sink.take(capture, at: index, source: source.code)
            sink.count(capture)
        }
        var asked: [(index: Int, request: FetchRequest, isChecked: Bool)] = []
        for (index, source) in sources.enumerated() {
            switch plan(source, histories[source.code], run, isWhole: followings.needsWhole(source)) {
            case .ask(let request, let isChecked): asked.append((index, request, isChecked))
            case .pause(let pause):
                var answer = Answer(finalURL: source.url, fetchedAt: context.replay?.moment ?? context.clock.now)
                answer.failure = .backingOff(pause)
                try take(index, answer)
            }
        }
        let fetcher = try context.fetcher(run)
        var unreachable = 0
        var unmodified: [(index: Int, answer: Answer)] = []
        try fetcher.fetch(asked.map(\.request)) { place, answer in
            if answer.failure?.isUnreachable == true { unreachable += 1 }
            if asked[place].isChecked, answer.status == 304, answer.failure == nil {
                return unmodified.append((asked[place].index, answer))
            }
            try take(asked[place].index, answer)
        }
        if !asked.isEmpty, unreachable == asked.count, isSurprise(asked.map(\.index), histories) {
            // What a night captures is kept for ever, so a night without a network must not be captured as an empty one.
            throw StageFailure.tryAgain(
                "none of the \(asked.count) sources could be reached (no name resolves, no connection); is the network down?"
            )
        }
        unmodified.sort { $0.index < $1.index }
        let whole = unmodified.map {
            context.register.request(sources[$0.index].url, of: sources[$0.index].code)
        }
        try fetcher.fetch(whole) { place, answer in
            let (index, before) = unmodified[place]
            // Where the check fails, the 304 stands, and the next night checks again.
            try answer.failure == nil ? take(index, answer, isChecked: true) : take(index, before)
        }
        try followings.run(fetcher, run, sink)
        let ordered = sources.indices.compactMap { index in
            rows[index].map { followings.completed($0, index).json }
        }
        run.count { $0.health += ordered }
    }

    /// A run that adds asks every source: somebody wants to know now.
    private func plan(_ source: Source, _ history: SourceHistory, _ run: StageRun, isWhole: Bool) -> Plan {
        let address = history.address(source.url)
        let key = run.settings.key
        if context.earlier?.own == nil, let pause = BackOff.pause(address, key: key) { return .pause(pause) }
        let validators = isWhole ? nil : address.validators(isList: source.kind != .page)
        return .ask(
            context.register.request(source.url, of: source.code, validators: validators),
            isChecked: validators != nil && address.mustBeChecked(key: key))
    }

    /// Whether the partition that the run adds to holds a good answer of the source already.
    private func isCapturedTonight(_ address: AddressHistory, _ run: StageRun) -> Bool {
        context.earlier?.own != nil && address.triedKey == run.settings.key && address.lastFailure == nil
    }

    /// Whether sources that could not be reached say something of the network: not where each of them could not be reached
    /// the last time either, and others are not asked at all.
    private func isSurprise(_ asked: [Int], _ histories: SourceHistories) -> Bool {
        asked.count == sources.count
            || asked.contains { index in
                let reason = histories[sources[index].code].address(sources[index].url).lastFailure
                return !FetchFailure.unreachableReasons.contains(reason ?? "")
            }
    }

    private func health(
        _ source: Source, _ capture: Capture, _ answer: Answer, _ before: SourceHistory, key: String, files: String
    ) -> SourceHealth {
        let isList = source.kind != .page
        var row = SourceHealth(source: source.code, name: source.name, state: .ok, status: answer.status)
        row.detail = answer.note
        var history = before
        guard let one = EarlierCaptures.Known(capture, filesOf: files) else { return row }
        let news = history.take(one, key: key)
        row.take(history.news(isList: isList), at: one.at)
        row.failures = history.address.failures
        row.movedTo = history.address.movedTo
        row.isUntrue = history.address.isUntrue
        if let failure = answer.failure {
            row.state = .failed
            row.reason = failure.reason
            row.failingSince = history.address.failingSince.map { Instant(seconds: $0) }
            if case .backingOff(let pause) = failure { (row.detail, row.next) = (failure.detail, pause.next) }
            if failure.needsDetail { row.detail = failure.detail }
            return row
        }
        if isList, answer.status != 304 { row.entries = one.marks?.count }
        let isNew = isList ? news.entries : news.bytes
        if isList, answer.status == 200, one.marks == nil {
            row.become(.failed, .notAFeed)
            let type = answer.headers.mediaType.map { "'\($0.prefix(60))', " } ?? ""
            row.detail =
                "the answer is \(type)no feed or sitemap; look at it in a browser, or find another with 'serap-fetch discover'"
        } else if row.entries == 0 {
            row.become(.silent, .noEntries)
        } else if row.silentSince != nil {
            row.become(.silent, .nothingNew)
        } else if answer.status == 304 {
            row.become(.unchanged, .notModified)
        } else if let digest = one.sha256, digest == before.address(source.url).sha256 {
            row.become(.unchanged, .sameBytes)
        } else if !isNew, !isList || one.marks != nil {
            row.become(.unchanged, .nothingNew)
        }
        return row
    }
}
