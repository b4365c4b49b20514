import Markup
import Pack
import RecordIO
import Records
import StageKit

/// `serap-parse`: captures in, items out.
///
/// Every capture is used or rejected with a reason; what is lost of a used one (a broken row, the end of a cut-off
/// feed) is a rejection `of` it. Nothing is joined here: that an entry, its page and tomorrow's copy are one item is for
/// `serap-aggregate` to say.
public struct ParseStage: Stage {
    /// The facts for `--describe`.
    public static let description = StageDescription(
        name: "serap-parse", uses: ["pack.yaml", "sources.yaml", "calendar.csv", "mappings/*.yaml", "sites/*.yaml"])

    /// One sentence for `--help`.
    public static let abstract = "Read captures of feeds, pages and tables into items."

    /// What a newcomer should know.
    public static let discussion = """
        Takes captures as serap-fetch writes them. A feed (RSS, Atom, RDF, JSON Feed, news sitemap) gives an item for each \
        entry, an HTML page one item, a CSV or TSV table an item for each row through the mapping of a pack whose \
        columns are all in its header, JSON Lines of items themselves. What a capture is goes by its bytes; its media type and the \
        source's entry in sources.yaml only decide what was expected of it.

        Times without a zone are read in the source's zone. A date more than a day after the fetch is refused: its words \
        stay, its moment does not.

          serap-parse --input captures/ --output items/ --pack packs/indonesia packs/ppu
          zcat items/part.jsonl.gz | jq -r '[.published.at, .title] | @tsv'
          zcat items/_meta/rejects.jsonl.gz | jq -r '[.reason, .detail] | @tsv'

        Why a feed or page gives what it gives:

          serap-parse inspect --feed feed.xml --url https://example.org/feed
          serap-parse inspect --page page.html --url https://example.org/berita/1
        """

    let parser: CaptureParser

    /// Reads the packs: the register of sources, the mappings and the rules of sites.
    public init(_ settings: StageSettings) throws {
        try settings.params.allow()
        do {
            let vocabulary = try Vocabulary(packs: settings.packs)
            let mappings = try vocabulary.mappingPaths.map { try Mapping(path: $0) }
            let sites = try vocabulary.sitePaths.map { try Site(path: $0) }
            parser = CaptureParser(
                sources: vocabulary.sources, mappings: mappings, sites: sites, months: vocabulary.calendar.months)
        } catch let problems as PackProblems {
            throw StageFailure.usage("\(problems)")
        }
    }

    /// Parses every capture of the inputs.
    public func run(_ run: StageRun) throws {
        let directories = run.inputs.map(\.directory)
        try run.mapRecords { record, emission in
            let capture = Capture(record)
            switch parser.parse(capture, filesIn: directories) {
            case .rejected(let reason, let detail):
                if reason == TableParser.noMapping { Self.name(capture, in: run) }
                return .rejected(reason, detail)
            case .parsed(let parsed):
                for item in parsed.items { emission.emit(item.record) }
                emission.reject(parsed.losses, of: capture)
                return .used
            case .rows(let rows):
                try Self.emit(rows, of: capture, to: &emission)
                return .used
            }
        }
        // Captures are read on all cores, in no order.
        run.count { $0.health.sort { JSONValue.object($0).text < JSONValue.object($1).text } }
    }

    /// The rows of a table; those of a long one when it is their turn to be written, on all cores.
    private static func emit(_ rows: TableRows, of capture: Capture, to emission: inout Emission) throws {
        guard rows.isLong else {
            return try rows.forEachPiece { emission.emit($0.parse(), of: capture) }
        }
        emission.later { later in
            try rows.forEachPiece { piece in
                try later.submit { $0.emit(piece.parse(), of: capture) }
            }
        }
    }

    /// Names a table that no mapping takes, for the run's page. Its columns stay in the reject: where it has no header
    /// they are somebody's data.
    private static func name(_ capture: Capture, in run: StageRun) {
        let url = capture.url ?? ""
        let name = url.hasPrefix("file:") ? String(url.dropFirst(5)) : url
        let row: JSONObject = [
            "source": .string(capture.source ?? "inbox"), "name": .string(name), "state": "unclaimed",
            "reason": .string(TableParser.noMapping),
            "detail": .string("'\(name)'; add a mapping for its columns, which the reject names"),
        ]
        run.count { $0.health.append(row) }
    }
}

extension Emission {
    fileprivate mutating func emit(_ parsed: ParsedLines, of capture: Capture) {
        emit(lines: parsed.lines.bytes, count: parsed.lines.count)
        reject(parsed.losses, of: capture)
    }

    fileprivate mutating func reject(_ losses: [ParsedCapture.Loss], of capture: Capture) {
        for loss in losses { rejectPart(loss.reason, loss.detail, of: capture.id ?? "", record: loss.record) }
    }
}
