import ArgumentParser
import Records

/// `serap status FILE`
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell what the last run did: records by stage, rejects by reason, what failed.",
        discussion: "With --key the last run of that key. The samples are read from the rejects that the stages kept.")

    @OptionGroup var arguments: PipelineArguments

    @Flag(help: "One JSON object in place of words.")
    var json = false

    func run() throws {
        let options = arguments.options
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        let root = Paths.absolute(options.root)
        let layout = Layout(
            root: root, pipeline: pipeline.name,
            generation: Layout.currentGeneration(root: root, pipeline: pipeline.name))
        guard let report = StatusReport(layout, key: options.key, disk: options.disk) else {
            SerapProgram.complain(
                "\(pipeline.name) has not run below \(root)\(options.key.map { " for \($0)" } ?? ""); "
                    + "start it with: serap run \(options.file)")
            throw ExitCode(1)
        }
        SerapProgram.say(json ? report.json.text + "\n" : report.text)
    }
}
