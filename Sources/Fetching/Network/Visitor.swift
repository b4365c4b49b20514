import RecordIO
import Records
import StageKit

/// Fetches a few URLs by hand, outside any run: the same fetcher, limits, User-Agent and policy of addresses as a run
/// has, and nothing is captured. One visitor keeps to the pauses of each host over all its visits.
public final class Visitor {
    /// What one URL came to, with its body in memory.
    public struct Visit: Sendable {
        /// The URL that was asked for.
        public let url: String
        /// What it came to.
        public let answer: Answer
        /// The body, unpacked where it is gzip; empty where there is none.
        public let bytes: [UInt8]

        /// Whether nobody answered whom more could be asked: no connection, or none that may be used.
        public var isSilent: Bool {
            guard let failure = answer.failure, answer.status == nil else { return false }
            return failure.isUnreachable || failure.reason.hasPrefix("tls")
                || ["private_address", "no_answer", "not_http"].contains(failure.reason)
        }
    }

    private let fetcher: any Fetcher
    private let context: FetchContext

    /// A visitor with the parameters of a stage, of which those that select what is fetched do not count; large bodies
    /// stand in `scratch` while they are read.
    public init(_ params: StageParameters, scratch: String, clock: any WallClock = SystemClock()) throws {
        var object = params.object
        for name in Self.selecting { object[name] = nil }
        object["select"] = "feeds"
        let settings = StageSettings(params: StageParameters(object))
        let run = try StageRun(stage: FetchStage.description.name, inputs: [], output: scratch, settings: settings)
        context = try FetchStage(settings, clock: clock).context(run, nil)
        fetcher = try context.fetcher(run)
    }

    /// Asks for URLs; what they came to stands in their order.
    public func visit(_ requests: [FetchRequest]) throws -> [Visit] {
        var visits: [Int: Visit] = [:]
        try fetcher.fetch(requests) { index, answer in
            var answer = answer
            var bytes = try context.bytes(answer) ?? []
            do throws(FetchFailure) {
                bytes = try Inflation.unpacked(bytes, limit: context.limits.body)
            } catch {
                answer.failure = error
                bytes = []
            }
            visits[index] = Visit(url: requests[index].url, answer: answer, bytes: bytes)
        }
        return requests.indices.compactMap { visits[$0] }
    }

    /// The addresses of sitemaps that a robots.txt names (RFC 9309, section 2.2.4), each once, in order.
    public static func sitemaps(inRobots bytes: [UInt8], at site: URLParts) -> [String] {
        var urls: [String] = []
        for value in RobotsRules(bytes, agent: FetchStage.productToken).sitemaps {
            let url = site.resolve(value)
            if !urls.contains(url) { urls.append(url) }
        }
        return urls
    }

    private static let selecting = [
        "select", "folder", "source", "hosts", "urls", "since", "until", "follow", "budget",
    ]
}
