import Logging
import RecordIO

/// Fetches what a spool does not hold, keeps it there, and hands over the answers of each group in the order of their
/// requests, as early as that and `AnswerOrder` allow.
///
/// A request that stands twice is asked once. An answer whose turn has not come waits in the spool and not in memory.
/// Answers are taken on a thread beside the fetching; `fetch` returns when all are.
struct SpooledFetcher: Fetcher {
    let spool: Spool
    /// Puts large bodies into the spool's directory.
    let base: any Fetcher
    /// Where captures expect them.
    let filesDirectory: String
    /// The group of each request; each is one of its own where this is empty.
    var groups: [String] = []
    let log: Logger

    /// Bytes of bodies that may wait in unfinished parts.
    static let waitingLimit = 8 << 20

    func fetch(_ requests: [FetchRequest], _ deliver: (Int, Answer) throws -> Void) throws {
        try withoutActuallyEscaping(deliver) { deliver in
            let counter = AnswerCounter { index, answer in
                if case .file(let sha256, _)? = answer.body { try copy(sha256) }
                try deliver(index, answer)
            }
            let result = Result { try fetch(requests, counter) }
            // Also where fetching failed: nothing may be taken any more when this returns.
            try counter.finish()
            try result.get()
        }
    }

    private func fetch(_ requests: [FetchRequest], _ counter: AnswerCounter) throws {
        var equals: [FetchRequest: [Int]] = [:]
        for (index, request) in requests.enumerated() { equals[request, default: []].append(index) }
        let missing = requests.indices.filter { index in
            equals[requests[index]]?.first == index && !spool.contains(requests[index])
        }
        if spool.inherited > 0 {
            log.info("an attempt before this one got \(spool.inherited) answers; \(missing.count) are to be fetched")
        }
        var order = AnswerOrder(
            groups.isEmpty ? requests.indices.map(String.init) : groups, limit: Self.waitingLimit)
        // Without an answer there is nothing to keep, and nothing large either.
        var unanswered: [FetchRequest: Answer] = [:]
        func handOver(besides index: Int, fresh: Answer?) throws {
            while let next = order.next(besides: index) {
                let request = requests[next]
                if let answer = request == requests[index] ? fresh : unanswered[request] {
                    try counter.take(next, answer)
                    order.handedOver(next, bytes: answer.body?.count ?? 0)
                } else if let place = spool.place(request) {
                    try counter.take(next, reading: { [spool] in try spool.answer(at: place) })
                    order.handedOver(next, bytes: place.bodySize)
                } else {
                    throw FetchError.noAnswer(request.url)
                }
            }
        }
        for (index, request) in requests.enumerated() where spool.contains(request) { order.answered(index) }
        for (index, request) in requests.enumerated() where spool.contains(request) {
            try handOver(besides: index, fresh: nil)
        }
        try base.fetch(missing.map { requests[$0] }) { place, answer in
            let request = requests[missing[place]]
            var answer = answer
            answer.sha256 = answer.body?.sha256
            if answer.failure?.isUnreachable == true {
                unanswered[request] = answer
            } else {
                try spool.keep(answer, to: request)
            }
            let same = equals[request] ?? []
            for index in same { order.answered(index) }
            for index in same { try handOver(besides: index, fresh: answer) }
        }
    }

    /// A copy: the spool must outlive the attempt, and what is captured has one name only.
    private func copy(_ name: String) throws {
        try Directory.make(filesDirectory)
        let source = try OpenFile.reading("\(spool.directory)/\(name)")
        let target = try OpenFile.writing("\(filesDirectory)/\(name)")
        var offset = 0
        while true {
            let piece = try source.read(count: 1 << 20, at: offset)
            if piece.isEmpty { return }
            try target.write(piece)
            offset += piece.count
        }
    }
}

/// Says how far fetching is, each hundred answers.
struct LoggedFetcher: Fetcher {
    let base: any Fetcher
    let log: Logger

    func fetch(_ requests: [FetchRequest], _ deliver: (Int, Answer) throws -> Void) throws {
        var done = 0
        try base.fetch(requests) { index, answer in
            try deliver(index, answer)
            done += 1
            if done % 100 == 0 { log.info("fetched \(done) of \(requests.count)") }
        }
    }
}
