import Records

/// What a stage says of itself through `--describe`, or what holds where it says nothing.
struct StageFacts: Sendable, Equatable {
    var name: String?
    var version: String?
    /// The schema of the records that it writes.
    var schema: String?
    var deterministic = true
    var oneToOne = false
    var masks = false
    var accounts = false
    /// Patterns of pack files that count; nil for all.
    var uses: [String]?
    /// Parameters that name directories.
    var folders: [String] = []

    /// What holds for a stage that does not describe itself, and for every filter.
    static let silent = StageFacts()

    init() {}

    /// Reads the line that `--describe` prints; nil where it is no description of contract 1.
    init?(_ bytes: some Sequence<UInt8>) {
        guard let object = (try? JSONValue(parsing: bytes))?.object, object["contract"]?.int == 1 else { return nil }
        name = object["name"]?.string
        version = object["version"]?.string
        schema = object["schema"]?.string
        deterministic = object["deterministic"]?.bool ?? true
        oneToOne = object["one_to_one"]?.bool ?? false
        masks = object["masks"]?.bool ?? false
        accounts = object["accounts"]?.bool ?? false
        uses = object["uses"]?.array.map { $0.compactMap(\.string) }
        folders = object["folders"]?.array?.compactMap(\.string) ?? []
    }
}
