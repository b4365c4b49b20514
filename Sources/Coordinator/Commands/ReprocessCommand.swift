import ArgumentParser

/// `serap reprocess FILE`
struct ReprocessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprocess", abstract: "Make everything again by today's rules, for all keys at once.",
        discussion: """
            After a lexicon, a mapping or a program has changed, a run brings its own key up to date and no other. \
            This command builds the next generation for all keys beside the current one and switches once at the end; \
            what would be the same is linked, nothing is fetched, and nightly runs go on meanwhile. Stopped or killed \
            at any moment, the same command goes on. Where a task fails nothing is switched.

              serap reprocess pipelines/demo.yaml --root demo
              serap compare pipelines/demo.yaml g0001 g0002 --field tone --root demo
              serap gc pipelines/demo.yaml --root demo --dry-run

            Delivered files stay as they are, but for sinks such as store.sqlite, which are replaced at the switch.

            Exit status: 0 switched, or nothing changes; 1 something failed and nothing is switched; 3 another \
            reprocess is at work.
            """)

    @Argument(help: "The pipeline file.")
    var file: String

    @OptionGroup var place: RootArguments

    @OptionGroup var width: JobsArguments

    @Flag(help: "Deliver an edition of every key whose files differ, after the switch.")
    var deliver = false

    func run() throws {
        var options = Session.Options(
            file: file, key: nil, root: place.root, besides: SerapProgram.ownDirectory,
            environment: SerapProgram.environment)
        options.jobs = width.jobs
        let summary = try Reprocess(options: options, delivers: deliver, progress: TerminalProgress()).run()
        SerapProgram.say(summary.text)
        if summary.exitStatus != 0 { throw ExitCode(summary.exitStatus) }
    }
}
