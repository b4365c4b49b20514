import PipelineGraph
import Records

/// A stage made ready for one key: its command found, parameters and packs resolved and digested.
final class PreparedStage: Sendable {
    /// The position in the pipeline's order.
    let index: Int
    let stage: Stage
    let facts: StageFacts
    let command: Command
    let parameters: ResolvedParameters
    /// Absolute directories of the packs.
    let packs: [String]
    let uses: [FileFact]
    /// One digest over the rules that this stage and all before it follow, whatever the key: history made by other
    /// rules is known by it.
    let rules: String
    /// Whether every path to the stage passes one that masks.
    let isMasked: Bool
    /// What all tasks of the stage are made of alike, and the digest over it that their receipt keys go on from.
    let material: TaskMaterial
    let materialDigest: SHA256

    var name: String { stage.name }
    /// A stage that touches the world: its partitions are captures.
    var isFrozen: Bool { !facts.deterministic }

    init(
        index: Int, stage: Stage, facts: StageFacts, command: Command, parameters: ResolvedParameters, packs: [String],
        uses: [FileFact], upstreamRules: [String], isMasked: Bool
    ) {
        self.index = index
        self.stage = stage
        self.facts = facts
        self.command = command
        self.parameters = parameters
        self.packs = packs
        self.uses = uses
        self.isMasked = isMasked
        var material = TaskMaterial()
        material.command = command.facts
        material.parameters = parameters.declared
        material.parameterFiles = parameters.files
        material.uses = uses
        self.material = material
        materialDigest = material.rulesDigest
        guard facts.deterministic else {
            // Captures are what the world said, not what a rule made of it.
            rules = "captures"
            return
        }
        let ruling: JSONObject = [
            "contract": 1, "command": .array(command.facts.map(\.json)),
            "params": stage.parameters.map { .object($0) } ?? .null,
            "params_files": .array(parameters.files.map(\.json)),
            "uses": .array(uses.map(\.json)), "upstream": .strings(upstreamRules),
        ]
        rules = SHA256.hex(Array(JSONValue.object(ruling).text.utf8))
    }
}

/// Makes the stages of a pipeline ready for a key; the first thing that is missing throws with its place in the file.
struct StagePreparation {
    let pipeline: Pipeline
    let disk: any Disk
    let digests: DigestCache
    let finder: CommandFinder
    let describer: any StageDescribing

    func prepare(key: String) throws -> [PreparedStage] {
        let commands = try pipeline.stages.map { stage in
            try checkPacks(stage)
            return try finder.command(of: stage, file: pipeline.file)
        }
        let facts = zip(pipeline.stages, commands).map { stage, command in
            command.isFilter ? StageFacts.silent : describer.describe(command, in: finder.base)
        }
        let masking = Set(zip(pipeline.stages, facts).filter { $1.masks }.map(\.0.name))
        let parameters = ParameterResolver(disk: disk, digests: digests, base: finder.base, key: key)
        let packFiles = PackFiles(disk: disk, digests: digests, base: finder.base)
        var prepared: [PreparedStage] = []
        for (index, stage) in pipeline.stages.enumerated() {
            let packs = stage.packs.map(\.value)
            let isFilter = commands[index].isFilter
            prepared.append(
                PreparedStage(
                    index: index, stage: stage, facts: facts[index], command: commands[index],
                    parameters: try parameters.resolve(stage.parameters),
                    packs: isFilter ? [] : packs.map { Paths.join(finder.base, $0) },
                    uses: isFilter ? [] : try packFiles.facts(packs: packs, uses: stage.uses ?? facts[index].uses),
                    upstreamRules: stage.from.compactMap { pipeline.position(of: $0) }.map { prepared[$0].rules },
                    isMasked: pipeline.unmaskedPath(to: stage.name, masks: masking.contains) == nil))
        }
        return prepared
    }

    private func checkPacks(_ stage: Stage) throws {
        for pack in stage.packs where !disk.isDirectory(Paths.join(finder.base, pack.value)) {
            throw PipelineError(file: pipeline.file, at: pack.mark, .missingFile(pack.value, role: "pack"))
        }
    }
}
