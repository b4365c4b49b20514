import ArgumentParser

/// `serap backfill FILE --from DAY --to DAY`
struct BackfillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill", abstract: "Run every day of a range, oldest first.",
        discussion: """
            Each day is run as 'serap run --key DAY' would, so that what is there and up to date is not made again; a day \
            that fails does not stop the later ones. Stages that touch the world are run for a day of the past only where \
            their 'files' or 'params' name {key}: what the others would fetch is the present.

              serap backfill nightly.yaml --from 2019-01-01 --to 2023-12-31

            Exit status: 0 every day is done, 1 some are not (they are listed), 2 the range or the file is wrong, \
            3 another run holds the lock.
            """)

    @Argument(help: "The pipeline file, with 'key: date'.")
    var file: String

    @Option(help: "The first day.")
    var from: String

    @Option(help: "The last day; at the latest the last complete one.")
    var to: String

    @OptionGroup var place: RootArguments

    @OptionGroup var width: JobsArguments

    @OptionGroup var reporting: ReportingArguments

    func run() throws {
        let progress = reporting.progress()
        var options = Session.Options(
            file: file, root: place.root, besides: SerapProgram.ownDirectory, environment: SerapProgram.environment)
        options.jobs = width.jobs
        let report = try Backfill(options, from: from, to: to, progress: progress).run()
        reporting.say(report.text, report.json)
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }
}
