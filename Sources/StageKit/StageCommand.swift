import ArgumentParser
import Glibc
import RecordIO
import Records

/// The command line of a stage by contract 1: `STAGE --input PATH... --output DIR [--params FILE] [--pack DIR...]`.
public struct StageCommand<S: Stage>: ParsableCommand {
    /// Name and help come from the stage.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: S.description.name, abstract: S.abstract, discussion: S.discussion,
            version: S.description.version)
    }

    @Option(name: .long, parsing: .upToNextOption, help: "A published partition (directory) or a file of records.")
    var input: [String] = []

    @Option(name: .long, parsing: .upToNextOption, help: "Partitions of earlier keys, for a window.")
    var history: [String] = []

    @Option(name: .long, help: "The directory to write into; made if it is not there, must be empty.")
    var output: String?

    @Option(name: .long, help: "A JSON file with the stage's parameters.")
    var params: String?

    @Option(name: .long, parsing: .upToNextOption, help: "Directories of packs; later ones win.")
    var pack: [String] = []

    @Flag(name: .long, help: "Print what the coordinator must know of this stage as one line of JSON.")
    var describe = false

    /// A command without arguments.
    public init() {}

    /// Does the work and exits by the contract.
    public mutating func run() throws {
        if describe {
            print(JSONValue.object(S.description.json).text)
            return
        }
        do {
            try work()
        } catch {
            let failure = StageFailure(error)
            StandardError.write("\(S.description.name): \(failure)\n")
            throw ExitCode(failure.exitStatus)
        }
    }

    private func work() throws {
        guard let output else { throw StageFailure.usage("missing --output DIR; see --help") }
        if let names = try? Directory.names(output), !names.isEmpty {
            throw StageFailure.usage("\(output): not empty (it holds '\(names[0])'); name a new directory")
        }
        let environment = StageEnvironment.current
        let settings = StageSettings(
            params: try params.map { try StageParameters(path: $0) } ?? StageParameters([:]), packs: pack,
            key: environment["SERAP_KEY"] ?? "", partition: environment["SERAP_PARTITION"] ?? "",
            state: environment["SERAP_STATE"], captures: environment["SERAP_CAPTURES"])
        let stage = try S(settings)
        let run = try StageRun(
            stage: environment["SERAP_STAGE"] ?? S.description.name, inputs: input, history: history, output: output,
            settings: settings)
        try stage.run(run)
        try run.finish()
    }
}

/// The environment of this process.
enum StageEnvironment {
    static var current: [String: String] {
        var result: [String: String] = [:]
        for name in ["SERAP_KEY", "SERAP_PARTITION", "SERAP_STATE", "SERAP_CAPTURES", "SERAP_STAGE"] {
            if let value = getenv(name) { result[name] = String(cString: value) }
        }
        return result
    }
}
