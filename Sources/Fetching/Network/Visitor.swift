import Pack
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

        /// Whether its robots.txt cannot be read, so that nothing of that host may be asked for.
        public var isClosed: Bool {
            if case .robotsUnreachable? = answer.failure { return true }
            return false
        }

        /// Whether nobody answered whom more could be asked: no connection, or none that may be used.
        public var isSilent: Bool {
            guard let failure = answer.failure, answer.status == nil else { return false }
            return failure.isUnreachable || failure.reason.hasPrefix("tls")
                || ["private_address", "no_answer", "not_http"].contains(failure.reason)
        }
    }

    private let fetcher: any Fetcher
    private let context: FetchContext

    /// A visitor with the parameters of a stage, of which those that select what is fetched do not count, and a register
    /// of sources; large bodies stand in `scratch` while they are read.
    public convenience init(
        _ params: StageParameters, sources: [Source] = [], scratch: String, clock: any WallClock = SystemClock()
    ) throws {
        try self.init(params, sources: sources, scratch: scratch, clock: clock) { _ in }
    }

    /// A visitor whose way into the network is changed, for tests.
    init(
        _ params: StageParameters, sources: [Source], scratch: String, clock: any WallClock,
        access change: (inout NetworkAccess) -> Void
    ) throws {
        var object = params.object
        for name in Self.selecting { object[name] = nil }
        object["select"] = "feeds"
        let settings = StageSettings(params: StageParameters(object))
        let run = try StageRun(stage: FetchStage.description.name, inputs: [], output: scratch, settings: settings)
        var context = try FetchStage(settings, register: SourceRegister(sources), clock: clock).context(run, nil)
        change(&context.access)
        self.context = context
        fetcher = try context.fetcher(run)
    }

    /// The request for a URL as a run would ask: by the words of the register on the source whose host it is, else on that
    /// of another URL which led there.
    public func request(_ url: String, foundAt origin: String) -> FetchRequest {
        let register = context.register
        guard let code = register.code(ofURL: url) ?? register.code(ofURL: origin) else {
            return FetchRequest(url: url)
        }
        return register.request(url, of: code)
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
