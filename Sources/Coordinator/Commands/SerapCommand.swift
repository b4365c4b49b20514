import ArgumentParser

/// `serap`: the commands of the coordinator.
struct SerapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serap",
        abstract: "Run pipelines that turn what a district's public says into a nightly picture.",
        discussion: """
            A pipeline file declares stages and what each reads; a run makes what is missing or no longer up to date, \
            and nothing else. Run it again at any time, also after a power cut.

              serap check nightly.yaml           is the file right, is everything there?
              serap plan nightly.yaml            what would run, and why?
              serap run nightly.yaml             run it, for the last complete day
              serap status nightly.yaml          what came of it?
              serap trace nightly.yaml ID        where does this item come from?

            The sample nights of the source tree are those of 2023-08-13 to 2023-08-15, and no others:

              serap run pipelines/demo.yaml --key 2023-08-15 --root demo

            Data, runs, caches and delivered files go below --root: data/ runs/ state/ out/. A stage is a program: \
            'serap parse --help' is 'serap-parse --help'.

            Exit status: 0 all good, 1 something failed, 2 the pipeline file or the command line is wrong, \
            3 another run holds the lock, 128 and the signal's number where one ended it (Ctrl-C: 130).
            """,
        version: SerapVersion.text(
            programs: SystemDisk().names(SerapProgram.ownDirectory).filter { !$0.contains(".") }),
        subcommands: [
            RunCommand.self, RunTaskCommand.self, BackfillCommand.self, PlanCommand.self, StatusCommand.self,
            CheckCommand.self, GraphCommand.self, TraceCommand.self, AcceptLossCommand.self,
            VerifyCommand.self,
            ReprocessCommand.self, CompareCommand.self, GCCommand.self,
        ])
}

/// What every command takes.
struct PipelineArguments: ParsableArguments {
    @Argument(help: "The pipeline file.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "The key: a day such as 2023-08-15.",
            discussion: "By default the last complete day of the file's zone, or the file's fixed key."))
    var key: String?

    @OptionGroup var place: RootArguments

    var root: String { place.root }

    var options: Session.Options {
        Session.Options(
            file: file, key: key, root: root, besides: SerapProgram.ownDirectory, environment: SerapProgram.environment)
    }
}

/// Where everything of an office is.
struct RootArguments: ParsableArguments {
    @Option(help: "Where data/, runs/, state/ and out/ are.")
    var root: String = "."

    func validate() throws {
        do { try UnusableRoot.check(root, disk: SystemDisk()) } catch { throw ValidationError("\(error)") }
    }
}
