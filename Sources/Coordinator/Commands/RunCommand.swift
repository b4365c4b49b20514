import ArgumentParser

/// `serap run FILE`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Make what is missing or no longer up to date.",
        discussion: """
            Partitions that are there and up to date are not made again, so the same command finishes a run that was \
            stopped, and tries again what failed. When one task fails the others go on. Packs are checked first: where \
            one is broken nothing runs, and the exit status is 2.

              serap run nightly.yaml                      the last complete day
              serap run nightly.yaml --key 2023-08-15     another one
              serap run nightly.yaml --retry-failed       all that did not end well
            """)

    @OptionGroup var arguments: PipelineArguments

    @OptionGroup var width: JobsArguments

    @Flag(help: "Run each key again whose last run did not end well, the oldest first; with --key that one alone.")
    var retryFailed = false

    @Option(
        help: ArgumentHelp(
            "Fetch once more, and add to what is captured: --refetch, or --refetch=STAGE.",
            discussion:
                "A stage's name has to follow with '='. Only for the newest key. What was captured before stays as it is.",
            valueName: "STAGE"))
    var refetch: String?

    @OptionGroup var reporting: ReportingArguments

    func validate() throws {
        if retryFailed, refetch != nil {
            throw ValidationError("--refetch adds to the newest key and --retry-failed runs others; use one of them")
        }
    }

    func run() throws {
        var options = arguments.options
        options.jobs = width.jobs
        options.refetch = refetch.map { RefetchRequest($0) }
        if retryFailed {
            let report = try RetryFailed(options: options, progress: reporting.progress).run()
            reporting.say(report.text, report.json)
            if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
            return
        }
        let progress = reporting.progress()
        let session = try Session(options)
        let summary = try AfterRun(session: session).run(PipelineRun(session: session, progress: progress).run())
        reporting.say(RunWords.text(summary), summary.json)
        if summary.exitStatus != 0 { throw ExitCode(summary.exitStatus) }
    }
}
