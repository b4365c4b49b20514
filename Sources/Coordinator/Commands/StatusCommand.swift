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
        let session = try Session(options)
        guard
            let report = StatusReport(
                session.layout, key: options.key, frozen: Set(session.prepared.filter(\.isFrozen).map(\.name)),
                disk: options.disk)
        else {
            SerapProgram.complain(
                "\(session.pipeline.name) has not run below \(session.layout.root)"
                    + (options.key.map { " for \($0)" } ?? "") + "; start it with: \(session.retryCommand)")
            throw ExitCode(1)
        }
        SerapProgram.say(json ? report.json.text + "\n" : report.text)
    }
}
