import ArgumentParser
import Markup
import Records
import StageKit

/// `serap-parse inspect`: what is read in a file, as one JSON object; for an operator who asks why a feed is empty.
public struct InspectCommand: ParsableCommand {
    /// Name and help.
    public static let configuration = CommandConfiguration(
        commandName: "serap-parse inspect",
        abstract: "Print what is read in a feed or page as JSON, one line a file, or why.",
        discussion: """
            Nothing is fetched and nothing is left out: 'error' says why there is nothing, 'mended' what was wrong and put \
            right. Files may be gzip.

              serap-parse inspect --feed feed.xml --url https://example.org/feed | jq .entries[0]
              serap-parse inspect --page page.html --url https://example.org/berita/1 | jq -r .body
              serap-parse inspect --page page.html --explain          # which blocks were kept or dropped, and why
              serap-parse inspect --feeds files.jsonl --root feeds/   # lines {"file","url","headers"}
              serap-parse inspect --pages files.jsonl --root pages/   # lines {"id","file","url"}
            """)

    @Option(help: ArgumentHelp("A feed or sitemap.", valueName: "file"))
    var feed: String?

    @Option(help: ArgumentHelp("An HTML page.", valueName: "file"))
    var page: String?

    @Option(help: ArgumentHelp("A list of feeds: JSON Lines with 'file', 'url', 'headers'.", valueName: "list"))
    var feeds: String?

    @Option(help: ArgumentHelp("A list of pages: JSON Lines with 'id', 'file', 'url'.", valueName: "list"))
    var pages: String?

    @Flag(help: "Say of each block of the page whether the text has it, why, where it stands and how it begins.")
    var explain = false

    @Option(help: "The folder that files of a list are relative to.")
    var root = "."

    @Option(help: "The address of the file, against which others are resolved.")
    var url: String?

    @Option(help: "The zone of times that name none: WIB, WITA, WIT, UTC, +08:00.")
    var zone = "UTC"

    /// A command without arguments.
    public init() {}

    /// Refuses all but one of feed, page, feeds and pages.
    public func validate() throws {
        if [feed, page, feeds, pages].compactMap({ $0 }).count != 1 {
            throw ValidationError("give one of --feed, --page, --feeds, --pages")
        }
        if explain, page == nil { throw ValidationError("--explain goes with --page") }
        if Zone(zone) == nil { throw ValidationError("unknown zone '\(zone)'; give WIB, WITA, WIT, UTC or +08:00") }
    }

    /// Prints one line a file.
    public func run() throws {
        let inspector = Inspector(dates: DateReader(zone: Zone(zone) ?? .utc))
        do {
            if let feed {
                show(inspector.feed(try InspectedFile(path: feed, name: feed, url: url)))
            } else if let page, explain {
                print(try inspector.explanation(try InspectedFile(path: page, name: page, url: url)))
            } else if let page {
                show(inspector.page(try InspectedFile(path: page, name: page, url: url)))
            } else if let feeds {
                try InspectedFile.list(feeds, root: root) { show(inspector.feed($0)) }
            } else if let pages {
                try InspectedFile.list(pages, root: root) { show(inspector.page($0)) }
            }
        } catch {
            throw ValidationError("\(error)")
        }
    }

    private func show(_ object: JSONObject) { print(JSONValue.object(object).text) }
}
