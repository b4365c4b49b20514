import ArgumentParser

/// `serap run-task FILE STAGE PARTITION`
struct RunTaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run-task", abstract: "Run one task alone, so that a cluster's scheduler can spread the work.",
        discussion: """
            The task is run as 'serap run' would: the same checks, retries, receipt and log. What it reads must be up to \
            date and is never made here. Any number of tasks can be run at once, on any number of machines that share \
            the root; a run and single tasks keep each other out.

              serap plan nightly.yaml --json | jq -r '.run[].task'      which tasks there are to run
              serap run-task nightly.yaml classify antara               run one of them
              serap run nightly.yaml                                    what remains: gathers, sinks, delivery

            Exit status: 0 made or up to date, 1 failed or something before it is missing, 2 no such stage or \
            partition, 3 another run or run-task is at work on it.
            """)

    @OptionGroup var arguments: PipelineArguments

    @Argument(help: "The stage's name.")
    var stage: String

    @Argument(help: "The partition's name, as 'serap plan' shows it behind the stage.")
    var partition: String

    @OptionGroup var reporting: ReportingArguments

    func run() throws {
        let progress = reporting.progress()
        var options = arguments.options
        options.upTo = stage
        let report = try TaskRun(session: Session(options), partition: partition, progress: progress).run()
        reporting.say(report.text, report.json)
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }
}
