import ArgumentParser
import PipelineGraph
import Records

/// `serap check FILE`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a pipeline file, its executables and packs, and who may see what.",
        discussion: """
            Says everything wrong at once, each with file, line and column, and exits with 2. Refuses a stage that \
            delivers files or fills a sink while nothing masks personal data on some path to it. A parameter's file \
            that is not there is a note: the stage gets null.

              serap check pipelines/demo.yaml
              serap check pipelines/nightly.yaml --json
            """)

    @OptionGroup var arguments: PipelineArguments

    @Flag(help: "One JSON object in place of words.")
    var json = false

    func run() throws {
        let findings = try CheckFindings(arguments.options, packs: SerapProgram.packChecking.withLock { $0 })
        if json {
            SerapProgram.say(JSONValue.object(findings.json).text + "\n")
        } else {
            for problem in findings.problems { SerapProgram.complain(problem) }
            SerapProgram.say(findings.text)
        }
        if !findings.problems.isEmpty { throw ExitCode(2) }
    }
}
