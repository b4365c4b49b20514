import ArgumentParser
import Records

/// How a command that runs tasks tells of them.
struct ReportingArguments: ParsableArguments {
    /// The form of progress and messages on standard error.
    enum LogFormat: String, ExpressibleByArgument, CaseIterable {
        /// A line now and then, also on a terminal.
        case plain
        /// One JSON object a line for each thing that happens.
        case json
    }

    @Option(
        help: ArgumentHelp(
            "plain or json: how progress and messages are written to standard error.",
            discussion: "By default a bar on a terminal, and plain lines elsewhere."))
    var log: LogFormat?

    @Flag(help: "One JSON object on standard output in place of words.")
    var json = false

    /// Who is told; from here on complaints take the same form.
    func progress() -> any ProgressReporting {
        switch log {
        case nil: return TerminalProgress()
        case .plain: return TerminalProgress(isTerminal: false)
        case .json:
            let progress = JSONProgress(clock: SystemClock())
            SerapProgram.complaints.withLock { $0 = progress }
            return progress
        }
    }

    /// Says the result on standard output.
    func say(_ words: String, _ object: JSONObject) {
        SerapProgram.say(json ? JSONValue.object(object).text + "\n" : words)
    }
}
