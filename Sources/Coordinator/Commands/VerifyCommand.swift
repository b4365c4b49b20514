import ArgumentParser
import PipelineGraph

/// `serap verify FILE`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Hold what is published against its receipts; silent where all is well.",
        discussion: """
            Looks at the captures and the current generation, all keys or the one that --key names: is everything there that \
            receipts and manifests list, of the right size, and nothing else? With --deep every byte is read. What is \
            damaged gets one line with its name and a mark, so that the next run of its key makes it again; captures \
            are lost until they are brought back and found right.

              serap verify pipelines/nightly.yaml --deep --root /srv/serap

            With --rerun some tasks of a stage are run again, beside what is published, and their bytes compared: a \
            stage that gives other bytes for the same input cannot be relied on. Without --key the newest key is taken \
            in which the stage is published.

              serap verify pipelines/nightly.yaml --rerun classify --sample 20 --root /srv/serap

            Exit status: 0 all is well, 1 something is not.
            """)

    @Argument(help: "The pipeline file.")
    var file: String

    @OptionGroup var place: PlaceArguments

    @Flag(help: "Read every byte, not only sizes.")
    var deep = false

    @Option(help: ArgumentHelp("Run tasks of this stage again and compare.", valueName: "stage"))
    var rerun: String?

    @Option(help: "How many tasks --rerun runs again, spread over the partitions.")
    var sample = 5

    func validate() throws {
        if deep, rerun != nil { throw ValidationError("--deep and --rerun are two questions; ask one at a time") }
        if !(1...100_000).contains(sample) {
            throw ValidationError("--sample must be from 1 to 100000, not \(sample)")
        }
    }

    func run() throws {
        let lines = try rerun.map { try Self.rerun($0, sample: sample, place.options(file: file)) } ?? verify()
        SerapProgram.say(lines.text)
        if lines.isBad { throw ExitCode(1) }
    }

    private func verify() throws -> Answer {
        let findings = try Self.verification(place.options(file: file), deep: deep, progress: TerminalVerification())
            .findings()
        return Answer(text: findings.map { "\($0.line)\n" }.joined(), isBad: !findings.isEmpty)
    }

    /// Runs a sample of a stage's tasks again, of the newest key that has any unless one is named;
    /// `2023-08-15: 5 tasks of classify run again: the same bytes` where all is well.
    static func rerun(_ stage: String, sample: Int, _ options: Session.Options) throws -> Answer {
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        var options = options
        let places = PublishedPlaces(
            layout: Layout(current: pipeline.name, below: options.root), disk: options.disk)
        try places.layout.requirePublished([places.layout.generationDirectory], options.disk)
        if options.key == nil, pipeline.key == .date {
            let keys = Generations(root: places.layout.root, pipeline: pipeline.name, disk: options.disk).keys(
                below: [places.layout.generationDirectory], rule: pipeline.key)
            options.key = keys.last { !places.partitions(stage, key: $0).isEmpty } ?? keys.last
        }
        let session = try Session(options)
        let outcome = try Rehearsal(session, stage: stage, sample: sample).run()
        if let signal = outcome.signal { throw ExitCode(128 + signal) }
        if outcome.same == 0, outcome.others.isEmpty {
            return Answer(
                text: "\(session.key): no task of \(stage) is up to date, so none can be compared; run it first: "
                    + "\(session.runCommand(key: session.key))\n", isBad: true)
        }
        let same = "\(session.key): \(RunWords.count(outcome.same, "task")) of \(stage) run again: the same bytes\n"
        return Answer(
            text: outcome.others.map { "\($0)\n" }.joined() + (outcome.same > 0 ? same : ""),
            isBad: !outcome.others.isEmpty)
    }

    /// What a command prints, and whether it found something.
    struct Answer: Equatable {
        var text: String
        var isBad: Bool
    }

    static func verification(
        _ options: Session.Options, deep: Bool, progress: any VerificationProgress
    ) throws -> Verification {
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        var layout = Layout(current: pipeline.name, below: options.root)
        if let generation = options.generation { layout.generation = generation }
        try layout.requirePublished([layout.generationDirectory, layout.captures], options.disk)
        var keyless = options
        keyless.key = nil
        let own = keyless
        return Verification(
            pipeline: pipeline, layout: layout,
            key: try options.key.map { _ in try Session.key(of: pipeline, options) },
            runKey: try Session.key(of: pipeline, own), isDeep: deep, disk: options.disk, progress: progress,
            runCommand: { key in Session.runCommand(own, pipeline.key == .date ? key : nil) },
            acceptCommand: { place in
                own.command(
                    "accept-loss", [place.stage, place.partition], key: pipeline.key == .date ? place.key : nil)
            })
    }
}
