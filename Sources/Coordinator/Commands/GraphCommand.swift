import ArgumentParser
import PipelineGraph
import Records

/// `serap graph FILE`
struct GraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draw the stages of a pipeline file, with the last run's counts.",
        discussion: """
            Where the pipeline has run below --root, each stage stands with its tasks and the records that it gave; \
            what failed is marked with '!' or in red. It is the last run of all; with --key the last run of that key.

              serap graph pipelines/demo.yaml --root demo
              serap graph pipelines/demo.yaml --format mermaid >> notes.md
              serap graph pipelines/demo.yaml --format dot | dot -Tsvg > graph.svg
            """)

    @Argument(help: "The pipeline file.")
    var file: String

    @OptionGroup var place: PlaceArguments

    @Option(help: "text, mermaid (for Markdown) or dot (for Graphviz).")
    var format: Pipeline.GraphFormat = .text

    @Flag(help: "One JSON object in place of a drawing.")
    var json = false

    func run() throws {
        let options = place.options(file: file)
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        let key = try options.key.map { _ in try Session.key(of: pipeline, options) }
        let root = Paths.absolute(options.root)
        let layout = Layout(root: root, pipeline: pipeline.name, generation: "g0001")
        let runs = RunRecords(layout, pipeline: pipeline, key: key, limit: 1, disk: options.disk)
        let counts = GraphCounts(runs.lastFinished)
        SerapProgram.say(
            json
                ? JSONValue.object(counts.json(pipeline)).text + "\n"
                : pipeline.drawn(as: format, notes: counts.notes(pipeline)))
    }
}

extension Pipeline.GraphFormat: ExpressibleByArgument {}
