import Records
import StageKit

/// The least that a stage can do and still be one: read every record, look at one field, write those that pass.
struct Filter: Stage {
    static let description = StageDescription(name: "filter-stage")
    static let abstract = "Keeps the records whose field has a value."
    static let discussion = "Parameters: field, value."
    let field: String
    let value: String

    init(_ settings: StageSettings) throws {
        try settings.params.allow("field", "value")
        field = try settings.params.string("field") ?? "language"
        value = try settings.params.string("value") ?? "id"
    }

    func run(_ run: StageRun) throws {
        try run.mapRecords { record, emission in
            if record.string(field) == value { emission.emit(record) }
            return .used
        }
    }
}

StageCommand<Filter>.main()
