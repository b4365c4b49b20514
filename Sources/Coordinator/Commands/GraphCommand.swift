import ArgumentParser
import PipelineGraph

/// `serap graph FILE`
struct GraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draw the stages of a pipeline file.")

    @OptionGroup var arguments: PipelineArguments

    @Option(help: "text, mermaid (for Markdown) or dot (for Graphviz).")
    var format: Pipeline.GraphFormat = .text

    func run() throws {
        let pipeline = try Session.readPipeline(arguments.file, disk: arguments.options.disk)
        SerapProgram.say(pipeline.drawn(as: format))
    }
}

extension Pipeline.GraphFormat: ExpressibleByArgument {}
