import ArgumentParser
import PipelineGraph
import Records

/// `serap check FILE`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a pipeline file, its executables and packs, and who may see what.",
        discussion: """
            Says everything wrong at once, each with file, line and column, and exits with 2. Refuses a stage that \
            delivers files or fills a sink while nothing masks personal data on some path to it.

            What may be meant but is often a slip is a note, and the exit status stays 0: a file or directory of a \
            parameter that is not there, a pattern that matches nothing, a word of a command that looks like a file \
            and is none, a command of a filter that is not in PATH, a fixed key that is nearly 'date'.

              serap check pipelines/demo.yaml --key 2023-08-15
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
