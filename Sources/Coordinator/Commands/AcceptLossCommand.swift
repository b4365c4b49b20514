import ArgumentParser
import PipelineGraph

/// `serap accept-loss FILE STAGE PARTITION`
struct AcceptLossCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-loss",
        abstract: "Say that lost captures are gone for good, so that runs go on without them.",
        discussion: """
            Captures that were there once and are not whole any more make every run of their key exit 1, until they are \
            brought back from a backup. Where there is no backup, this command writes that down beside them. Runs of \
            the key then exit 0 if nothing else is wrong, but the loss is never hidden: summary, status, accounts and \
            the report keep naming it. Nothing is fetched in its place. Bring the directory back at any time: the \
            next run finds it and forgets the word.

              serap accept-loss nightly.yaml --key 2023-08-15 feeds all --why "disk of 14 August"

            Exit status: 0 written down, 2 nothing is lost there, 3 a run is at work.
            """)

    @Argument(help: "The pipeline file.")
    var file: String

    @OptionGroup var place: PlaceArguments

    @Argument(help: "The stage whose captures are lost.")
    var stage: String

    @Argument(help: "The partition, as the run names it behind the stage.")
    var partition: String

    @Option(help: "What happened, in your words; it stands in every later summary.")
    var why: String = ""

    func run() throws {
        let session = try Self.session(place.options(file: file), stage: stage, partition: partition)
        let path = try Self.accept(session, stage: stage, partition: partition, why: why)
        SerapProgram.say("accepted: \(stage)/\(partition) of \(session.key) is lost for good: \(path)\n")
    }

    /// The key has to be named: a word that is for good must not fall on yesterday by itself.
    static func session(_ options: Session.Options, stage: String, partition: String) throws -> Session {
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        guard pipeline.key != .date || options.key != nil else {
            let command = options.command("accept-loss", [stage, partition], more: ["--key", "DAY"])
            throw UsageError("say which day's captures are gone for good: \(command)")
        }
        return try Session(options)
    }

    /// Writes the word down; gives what is lost.
    static func accept(_ session: Session, stage name: String, partition: String, why: String) throws -> String {
        let title = "\(name)/\(partition) of \(session.key)"
        guard let stage = session.prepared.first(where: { $0.name == name }) else {
            throw UsageError(session.pipeline.unknownStage(name))
        }
        guard stage.isFrozen else {
            throw UsageError("'\(name)' does not touch the world: what is lost of it is made again by 'serap run'")
        }
        guard why.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw UsageError("--why must be one line")
        }
        let locks = try RunLocks(session.layout, frozen: true, clock: session.options.clock)
        defer { withExtendedLifetime(locks) {} }
        guard session.evaluator.isCaptured(stage, partition) else {
            throw UsageError("\(title) was never captured, so it cannot be lost")
        }
        let question = TaskEvaluator.Question(
            stage: stage, upstream: [], partition: partition, sources: [], missing: [], file: nil, accounts: nil)
        guard case .lost(let path) = try session.evaluator.evaluate(question).verdict else {
            throw UsageError("\(title) is whole; nothing is lost")
        }
        let directory = session.layout.stage(name, key: session.key, frozen: true)
        try AcceptedLoss(partition: partition, at: session.options.clock.now.description, why: why)
            .write(to: directory)
        return path
    }
}
