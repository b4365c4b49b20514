import ArgumentParser
import Glibc
import RecordIO
import Records
import StageKit
import Store

/// `serap-store load`: a sink of contract 1.
struct LoadCommand: ParsableCommand {
    static let description = StageDescription(name: "serap-store", uses: [])

    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Loads items and tables of a partition; loaded again it replaces itself.",
        discussion: """
            Parts named table-<name> and earlier are loaded as rows of tables, all others as items. One transaction; what \
            was loaded before under the same key, stage and partition goes. Without --input it only goes.

            By hand:
              serap-store load --input data/demo/current/2023-08-15/aggregate/all --key 2023-08-15 --target store.sqlite
            """)

    @Option(name: .long, parsing: .upToNextOption, help: "Published partitions (directories) or files of records.")
    var input: [String] = []

    @Option(name: .long, help: "The SQLite file; made if it is not there.")
    var target: String?

    @Option(name: .long, help: "An empty directory for _meta/ with the account and the rejects.")
    var output: String?

    @Option(name: .long, help: "The run key. (default: SERAP_KEY)")
    var key: String?

    @Option(name: .long, help: "The stage that loads. (default: SERAP_STAGE, else 'store')")
    var stage: String?

    @Option(name: .long, help: "Its partition. (default: SERAP_PARTITION, else 'all')")
    var partition: String?

    @Option(name: .long, help: "A JSON file with parameters; there are none.")
    var params: String?

    @Option(name: .long, parsing: .upToNextOption, help: "Directories of packs; not read.")
    var pack: [String] = []

    @Flag(name: .long, help: "Print what the coordinator must know of this stage as one line of JSON.")
    var describe = false

    func run() throws {
        if describe {
            print(JSONValue.object(Self.description.json).text)
            return
        }
        do {
            try load()
        } catch {
            throw StoreFailure.exit("load", error)
        }
    }

    private func load() throws {
        let name = try loadName
        guard let target else { throw StageFailure.usage("missing --target FILE; see serap-store load --help") }
        try params.map { try StageParameters(path: $0) }?.allow()
        if let output, let first = try? Directory.names(output).first {
            throw StageFailure.usage("\(output): not empty (it holds '\(first)'); name a new directory")
        }
        let scratch = output ?? "\(target).meta-\(getpid())"
        defer { if output == nil { try? Directory.remove(scratch) } }
        let run = try StageRun(
            stage: name.stage, inputs: input, output: scratch, settings: StageSettings(key: name.key))
        // Of an item that is there twice the first counts, so the order must not be that of the command line.
        let parts = run.inputs.flatMap(\.parts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        try Store(loading: target).load(name) { load in
            for part in parts {
                let content = PartContent(path: part)
                try run.forEachRecord(in: [Dataset(path: part)]) { record in
                    switch try load.add(record, of: content) {
                    case .stored: .used
                    case .repeated: .merged
                    case .refused(let reason, let detail): .rejected(reason, detail)
                    }
                }
            }
        }
        try run.finish()
        let account = run.account
        let refused = account.rejected.values.reduce(0, +)
        run.log.info("\(account.used) records loaded, \(account.merged) there already, \(refused) refused")
    }

    private var loadName: LoadName {
        get throws {
            guard let key = key ?? environment("SERAP_KEY") else {
                throw StageFailure.usage("missing --key KEY (or SERAP_KEY): rows of which key are these?")
            }
            return LoadName(
                key: key, stage: stage ?? environment("SERAP_STAGE") ?? "store",
                partition: partition ?? environment("SERAP_PARTITION") ?? "all")
        }
    }
}

private func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
