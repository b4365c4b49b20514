import ArgumentParser

/// `serap run FILE`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Make what is missing or no longer up to date.",
        discussion: """
            Partitions that are there and up to date are not made again, so the same command finishes a run that was \
            stopped, and tries again what failed. When one task fails the others go on.
            """)

    @OptionGroup var arguments: PipelineArguments

    @Option(help: "How many tasks run at once; by default as many as there are cores.")
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Fetch once more, and add to what is captured: --refetch, or --refetch=STAGE.",
            discussion: "Only for the newest key. What was captured before stays as it is.", valueName: "STAGE"))
    var refetch: String?

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be from 1 to 1024, not \(jobs)") }
    }

    func run() throws {
        var options = arguments.options
        options.jobs = jobs
        options.refetch = refetch.map { RefetchRequest($0) }
        let summary = try PipelineRun(session: Session(options), progress: TerminalProgress()).run()
        SerapProgram.say(RunWords.text(summary))
        if summary.exitStatus != 0 { throw ExitCode(summary.exitStatus) }
    }
}
