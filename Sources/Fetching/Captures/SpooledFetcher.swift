import Logging
import RecordIO

/// Fetches what a spool does not hold, keeps it there, and hands over all answers in the order of the requests.
///
/// A request that stands twice is asked once. As answers come from the spool in order, none waits in memory for another.
struct SpooledFetcher: Fetcher {
    let spool: Spool
    /// Puts large bodies into the spool's directory.
    let base: any Fetcher
    /// Where captures expect them.
    let filesDirectory: String
    let log: Logger

    func fetch(_ requests: [FetchRequest], _ deliver: (Int, Answer) throws -> Void) throws {
        var asked: Set<FetchRequest> = []
        let missing = requests.indices.filter { index in
            let request = requests[index]
            return !spool.contains(request) && asked.insert(request).inserted
        }
        if spool.inherited > 0 {
            log.info("an attempt before this one got \(spool.inherited) answers; \(missing.count) are to be fetched")
        }
        // Without an answer there is nothing to keep, and nothing large either.
        var unanswered: [FetchRequest: Answer] = [:]
        try base.fetch(missing.map { requests[$0] }) { place, answer in
            let request = requests[missing[place]]
            if answer.failure?.isUnreachable == true {
                unanswered[request] = answer
            } else {
                try spool.keep(answer, to: request)
            }
        }
        for (index, request) in requests.enumerated() {
            guard let answer = try spool.answer(request) ?? unanswered[request] else {
                throw FetchError.noAnswer(request.url)
            }
            if case .file(let sha256, _)? = answer.body { try copy(sha256) }
            try deliver(index, answer)
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
