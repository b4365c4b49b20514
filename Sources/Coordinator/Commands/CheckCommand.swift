import ArgumentParser
import PipelineGraph

/// `serap check FILE`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a pipeline file, its executables and packs, and who may see what.",
        discussion: """
            Refuses a stage that delivers files or fills a sink while nothing masks personal data on some path to it.
            """)

    @OptionGroup var arguments: PipelineArguments

    func run() throws {
        let session = try Session(arguments.options)
        let problems = Self.problems(session, packs: SerapProgram.packChecking.withLock { $0 })
        for problem in problems { SerapProgram.complain(problem) }
        if !problems.isEmpty { throw ExitCode(2) }
        let stages = session.prepared
        let silent = stages.filter { $0.facts == .silent && !$0.command.isFilter }.map(\.name)
        SerapProgram.say("\(session.options.file): \(stages.count) stages, key \(session.key), all is well\n")
        if !silent.isEmpty {
            SerapProgram.say("stages that do not describe themselves: \(silent.joined(separator: ", "))\n")
        }
    }

    /// Everything wrong that does not stop a run.
    static func problems(_ session: Session, packs checking: PackChecking?) -> [String] {
        let masking = Set(session.prepared.filter { $0.facts.masks }.map(\.name))
        var problems: [String] = []
        for stage in session.pipeline.stages where stage.deliver || stage.sink != nil {
            guard let path = session.pipeline.unmaskedPath(to: stage.name, masks: masking.contains) else { continue }
            let mark = stage.mark(of: stage.deliver ? "deliver" : "sink")
            problems.append(
                PipelineError(file: session.pipeline.file, at: mark, .unmasked(stage: stage.name, path: path))
                    .description)
        }
        guard let checking else { return problems }
        var seen: Set<[String]> = []
        for stage in session.prepared where !stage.packs.isEmpty && seen.insert(stage.packs).inserted {
            for problem in checking(stage.packs) where !problems.contains(problem) { problems.append(problem) }
        }
        return problems
    }
}
