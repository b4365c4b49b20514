import ArgumentParser
import PipelineGraph
import RecordIO
import Records

/// `serap trace FILE ITEM`
struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Follow an item, or a figure of the report, back to the raw bytes, checked on the way.",
        discussion: """
            Shows for each stage the part and line where the record stands, what the stage changed in it, and by which \
            program, rules and pack files; then the capture and the bytes that it came from. Digests are taken now: \
            what is not as recorded is said, and the exit status is 1. Of records that nothing has masked only the \
            names of fields are shown.

              serap trace pipelines/demo.yaml wr6zcyyhgmatxghsgcxb2t7ucr --root demo
              serap trace pipelines/demo.yaml --figure issues/jalan_rusak/count --key 2023-08-15 --root demo

            An item's id stands in items.csv and, as data-item, in the report; a figure's name is its data-figure. \
            Without --key the newest key is taken that has the item.
            """)

    @Argument(help: "The pipeline file.")
    var file: String

    @Argument(help: "The item's id.")
    var item: String?

    @Option(help: "A figure of the report, such as totals/items/count, instead of an item.")
    var figure: String?

    @OptionGroup var place: PlaceArguments

    @Flag(help: "Show values that nothing has masked, and the raw bytes: they may hold personal data.")
    var showRaw = false

    @Flag(help: "One JSON object in place of words.")
    var json = false

    func validate() throws {
        guard (item == nil) != (figure == nil) else {
            throw ValidationError("name either an item's id or a --figure")
        }
    }

    func run() throws {
        let options = place.options(file: file)
        let pipeline = try Session.readPipeline(file, disk: options.disk)
        let places = PublishedPlaces(
            layout: Layout(current: pipeline.name, below: options.root), disk: options.disk)
        let keys = try options.key.map { _ in [try Session.key(of: pipeline, options)] } ?? places.keys
        if let figure { return try trace(figure: figure, pipeline, places, keys) }
        let id = item ?? ""
        let tracer = ItemTracer(pipeline: pipeline, places: places, showsRaw: showRaw)
        for key in keys {
            guard let trace = tracer.trace(id, key: key) else { continue }
            SerapProgram.say(json ? JSONValue.object(trace.json).text + "\n" : trace.text)
            if !trace.isGood { throw ExitCode(1) }
            return
        }
        let refused = RejectSearch(pipeline: pipeline, places: places).find(id, keys: Array(keys.prefix(7)))
        throw Unanswered(
            Self.unknown("no record with the id '\(id)'", keys, places)
                + refused.map { "\nserap: it was refused: \($0)" }.joined())
    }

    private func trace(figure: String, _ pipeline: Pipeline, _ places: PublishedPlaces, _ keys: [String]) throws {
        let finder = FigureFinder(pipeline: pipeline, places: places)
        let options = place.options(file: file)
        for key in keys {
            let command = options.command("trace", ["ITEM"], key: key)
            switch try finder.find(figure, key: key, command: command) {
            case .noFigures: continue
            case .unknown(let near):
                let hint = near.isEmpty ? "" : "; near it: \(near.joined(separator: ", "))"
                throw Unanswered("no figure '\(figure)' in key \(key)\(hint)")
            case .found(let trace):
                SerapProgram.say(json ? JSONValue.object(trace.json).text + "\n" : trace.text)
                if !trace.check.isGood { throw ExitCode(1) }
                return
            }
        }
        throw Unanswered(Self.unknown("no figures", keys, places))
    }

    private static func unknown(_ what: String, _ keys: [String], _ places: PublishedPlaces) -> String {
        let root = places.layout.root
        switch keys.count {
        case 0: return "\(what): nothing is published below \(root)/data/\(places.layout.pipeline)"
        case 1: return "\(what) in key \(keys[0]) below \(root)"
        default: return "\(what) in any of \(keys.count) keys below \(root), \(keys[keys.count - 1]) to \(keys[0])"
        }
    }
}
