import ArgumentParser

/// `serap gc FILE`
struct GCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc", abstract: "Remove old generations, old records of runs, and what killed commands left.",
        discussion: """
            Never the current generation, never captures, never anything delivered. A file that another generation \
            shares is only freed with its last name, so the bytes are those that really become free.

              serap gc pipelines/demo.yaml --root demo --dry-run    what would go?
              serap gc pipelines/demo.yaml --root demo              remove it

            Exit status: 0 done; 2 nothing was ever published below --root; 3 a run is at work.
            """)

    @Argument(help: "The pipeline file.")
    var file: String

    @OptionGroup var place: RootArguments

    @Option(help: "How many generations stay, the current one among them.")
    var keepGenerations = 1

    @Option(help: "Records of runs older than so many days go, but for the newest of each key.")
    var runs = 400

    @Flag(help: "Also remove a generation that an interrupted reprocess left unfinished.")
    var abandon = false

    @Flag(help: "Say what would go, and remove nothing.")
    var dryRun = false

    func validate() throws {
        guard (1...1000).contains(keepGenerations) else {
            throw ValidationError("--keep-generations must be from 1 to 1000, not \(keepGenerations)")
        }
        guard (0...40_000).contains(runs) else { throw ValidationError("--runs must be from 0 to 40000, not \(runs)") }
    }

    func run() throws {
        let options = Session.Options(
            file: file, root: place.root, besides: SerapProgram.ownDirectory, environment: SerapProgram.environment)
        let pipeline = try Session.readPipeline(file, disk: options.disk)
        let generations = Generations(
            root: Paths.absolute(options.root), pipeline: pipeline.name, disk: options.disk)
        let collection = GarbageCollection(
            pipeline: pipeline, generations: generations,
            policy: GarbageCollection.Policy(generations: keepGenerations, days: runs, abandons: abandon),
            clock: options.clock, reprocessCommand: options.command("reprocess"))
        let plan = try dryRun ? collection.plan() : collection.collect()
        SerapProgram.say(plan.text(pipeline: pipeline.name, isDry: dryRun))
    }
}
