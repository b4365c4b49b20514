import Records
import WebLab
import XCTest

@testable import Fetching

/// Fetching from a web of the test's own.
class WebTestCase: FetchTestCase {
    let moment = Instant(seconds: 1_692_115_200)

    func fetch(
        _ requests: [FetchRequest], access: NetworkAccess = NetworkAccess(),
        _ change: (inout FetchLimits) -> Void = { _ in }
    ) throws -> [Answer] {
        var limits = FetchLimits()
        limits.delay = 0
        change(&limits)
        let fetcher = HTTPFetcher(
            limits: limits, userAgent: "Serap/1 (+mailto:uji@kominfo.example)", clock: FixedClock(moment),
            filesDirectory: "\(root)/files", access: access)
        var answers: [Int: Answer] = [:]
        try fetcher.fetch(requests) { index, answer in
            XCTAssertNil(answers[index], "one answer for each request")
            answers[index] = answer
        }
        return try requests.indices.map { try XCTUnwrap(answers[$0]) }
    }

    func fetch(
        _ urls: [String], allowPrivate: Bool = true, access: NetworkAccess = NetworkAccess(),
        _ change: (inout FetchLimits) -> Void = { _ in }
    ) throws -> [Answer] {
        try fetch(urls.map { FetchRequest(url: $0, allowPrivate: allowPrivate) }, access: access, change)
    }

    func serve(
        identity: TLSChannel.Identity? = nil, _ answer: @escaping @Sendable (WebRequest) -> WebReply
    ) throws -> LabServer {
        let server = try LabServer(
            channel: { descriptor in
                guard let identity else { return PlainChannel(descriptor: descriptor) }
                return TLSChannel(descriptor: descriptor, identity: identity)
            }, answer)
        addTeardownBlock { server.stop() }
        return server
    }
}
