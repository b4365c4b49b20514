import Pack
import RecordIO
import Records
import StageKit

/// The stage that touches the world: what each attempt to fetch a URL or a file came to, as captures.
///
/// A source that fails is a capture with `error` and a row of health, never a failed task. Captures stand in one part a
/// source, in the order of the register, the entries or the files, whatever finished first.
public struct FetchStage: Stage {
    /// What is fetched, and how.
    let parameters: FetchParameters
    /// The register of the packs.
    let register: SourceRegister
    /// The rules of sites.
    let sites: [Site]
    let clock: any WallClock

    private let access: NetworkAccess

    /// The facts for `--describe`.
    public static var description: StageDescription {
        StageDescription(name: "serap-fetch", version: "1", deterministic: false, folders: ["folder", "replay"])
    }

    /// Reads parameters and packs.
    public init(_ settings: StageSettings) throws { try self.init(settings, clock: SystemClock()) }

    /// Reads parameters and packs; the clock is for what the network answers.
    public init(_ settings: StageSettings, clock: any WallClock) throws {
        let register: SourceRegister
        let sites: [Site]
        do {
            let vocabulary = try Vocabulary(packs: settings.packs)
            register = SourceRegister(vocabulary.sources)
            sites = try vocabulary.sitePaths.map { try Site(path: $0) }
        } catch {
            throw StageFailure.usage("\(error)")
        }
        try self.init(settings, register: register, sites: sites, clock: clock)
    }

    /// Reads parameters; the packs are read already.
    init(_ settings: StageSettings, register: SourceRegister, sites: [Site] = [], clock: any WallClock) throws {
        parameters = try FetchParameters(settings.params)
        self.register = register
        self.sites = sites
        self.clock = clock
        access = try Self.access(parameters, register)
        if case .feeds(let codes?) = parameters.selection {
            for code in codes where register[code]?.isFetched != true {
                throw StageFailure.usage(
                    "parameter 'select': no pack has a feed, sitemap or page with the code '\(code)'")
            }
        }
        if case .folder(_, let code?, _, _) = parameters.selection, code.isEmpty {
            throw StageFailure.usage("parameter 'source' must be a code, not ''")
        }
    }

    /// Fetches.
    public func run(_ run: StageRun) throws {
        let earlier = EarlierCaptures(run)
        let captured = try earlier?.own.map { try CapturedBodies(partition: $0) }
        let sink = CaptureSink(run: run, captured: captured ?? CapturedBodies())
        let context = try context(run, earlier)
        switch parameters.selection {
        case .feeds(let codes):
            try refuseInputs(run)
            try FeedSelection(sources: sources(codes), context: context).run(run, sink)
        case .inbox(let folder):
            try refuseInputs(run)
            try InboxSelection(folder: folder, context: context).run(run, sink)
        case .folder(let folder, let source, let filter, let lines):
            try refuseInputs(run)
            try FolderSelection(folder: folder, source: source, filter: filter, lines: lines, context: context).run(
                run, sink)
        case .links(let budget):
            try LinkSelection(budget: budget, context: context).run(run, sink)
        }
        try context.leaveRobots(run)
        try sink.finish()
        run.log.info("\(FetchSummary(run.account))")
    }

    private func sources(_ codes: [String]?) throws -> [Source] {
        let chosen = register.sources.filter {
            $0.isFetched && (codes?.contains($0.code) ?? $0.active)
        }
        guard !chosen.isEmpty else {
            throw StageFailure.usage("no pack has an active source of kind feed, sitemap or page; see --pack")
        }
        return chosen
    }

    private static func access(_ parameters: FetchParameters, _ register: SourceRegister) throws -> NetworkAccess {
        for source in register.sources {
            guard let proxy = source.proxy, proxy != ProxyRules.none, Proxy(proxy) == nil else { continue }
            throw StageFailure.usage(
                "source '\(source.code)': 'proxy' must be an address such as http://proxy.example:3128, or none")
        }
        do throws(ProxyRules.BadProxy) {
            let rules = try ProxyRules(parameter: parameters.proxy, environment: ProxyRules.environment)
            return NetworkAccess(proxies: rules, authorities: parameters.authorities)
        } catch {
            throw StageFailure.usage(
                "the environment's \(error.name) must be an address such as http://proxy.example:3128")
        }
    }

    private func refuseInputs(_ run: StageRun) throws {
        guard let input = run.inputs.first else { return }
        throw StageFailure.usage("'\(input.path)': 'select' takes no --input; only 'follow: link' does")
    }

    func context(_ run: StageRun, _ earlier: EarlierCaptures?) throws -> FetchContext {
        let files = "\(run.output)/files"
        let replay = try parameters.replay.map {
            try ReplayFetcher(folder: $0, limits: parameters.limits, filesDirectory: files)
        }
        let day = CivilDay(run.settings.key)
        return FetchContext(
            register: register, limits: parameters.limits, earlier: earlier, replay: replay,
            userAgent: userAgent, clock: clock, filesDirectory: files, access: access,
            sites: sites.filter { $0.validity.holds(on: day) })
    }

    /// The name by which a robots.txt can speak to this crawler.
    static let productToken = "Serap"

    /// RFC 9110, section 10.1.5: who asks, and how to reach them.
    private var userAgent: String {
        "\(Self.productToken)/\(Self.description.version)" + (parameters.contact.map { " (+\($0))" } ?? "")
    }
}

extension Source {
    /// Whether it has an address that is fetched, rather than files that people bring.
    var isFetched: Bool { kind != .inbox }
}
