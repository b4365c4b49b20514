import ArgumentParser
import Fetching
import Glibc
import Pack
import RecordIO
import Records
import StageKit

/// `serap-fetch discover`: the feeds and news sitemaps of a site, and a ready entry for the register of sources.
public struct DiscoverCommand: ParsableCommand {
    /// Name and help.
    public static let configuration = CommandConfiguration(
        commandName: "serap-fetch discover",
        abstract: "Find a site's feeds and news sitemaps, try them, and print an entry for sources.yaml.",
        discussion: """
            Give the address of a site, of one of its pages or of a feed. What the page, robots.txt and the usual places \
            name is fetched as a run would fetch it, and judged by what it holds. The best is printed as an entry that \
            can be put into sources.yaml as it stands; read the guesses in its comments. The rest stands below it.

              serap-fetch discover https://www.media.example/ --pack packs/ppu
              serap-fetch discover media.example --json | jq -r '.found[].url'

            It exits 1 where it found nothing.
            """)

    @Argument(help: "The address of a site, a page or a feed; https:// may be left out.")
    var address: String

    @Option(
        name: .long, parsing: .upToNextOption,
        help: "Directories of packs: sources that are known already with how they are asked, and the district's zone.")
    var pack: [String] = []

    @Option(name: .long, help: "A JSON file with parameters of serap-fetch: contact, replay, limits.")
    var params: String?

    @Option(name: .long, help: "A proxy such as http://proxy.example:3128, or none; as the parameter 'proxy'.")
    var proxy: String?

    @Flag(
        name: .long,
        help: "The address may be of this machine or of a private network, and lead to others there.")
    var allowPrivate = false

    @Option(name: .long, help: "Try at most so many addresses.")
    var most = 40

    @Flag(name: .long, help: "Print one JSON object with all that was found and tried.")
    var json = false

    /// A command without arguments.
    public init() {}

    /// Prints what was found.
    public func run() throws {
        do {
            let found = try discover()
            print(
                json
                    ? JSONValue.object(DiscoveryJSON.object(found, allowPrivate: allowPrivate)).text
                    : DiscoveryText.text(found, allowPrivate: allowPrivate))
            if found.best == nil { throw ExitCode(1) }
        } catch let error as ExitCode {
            throw error
        } catch {
            let failure = error as? StageFailure ?? .failed("\(error)")
            StandardError.write("serap-fetch discover: \(failure)\n")
            throw ExitCode(failure.exitStatus)
        }
    }

    private func discover() throws -> Discovery.Result {
        guard most > 0 else { throw StageFailure.usage("--most must be at least 1, not \(most)") }
        let vocabulary: Vocabulary
        do { vocabulary = try Vocabulary(packs: pack) } catch { throw StageFailure.usage("\(error)") }
        let scratch = try Self.scratch()
        defer { try? Directory.remove(scratch) }
        var parameters = try params.map { try StageParameters(path: $0).object } ?? [:]
        if let proxy { parameters["proxy"] = .string(proxy) }
        let visitor = try Visitor(StageParameters(parameters), sources: vocabulary.sources, scratch: scratch)
        var discovery = Discovery(visitor: visitor, most: most, allowPrivate: allowPrivate)
        var found = try discovery.discover(
            address, register: vocabulary.sources,
            zone: vocabulary.zone.map { (zone: $0, reason: "the zone of the packs") })
        // What was found through it will be asked for through it; it holds no password, as no parameter does.
        found.best?.source.proxy = proxy
        return found
    }

    private static func scratch() throws -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(parent)/serap-discover-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RecordIOError.last("mkdtemp", parent) }
        return String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
