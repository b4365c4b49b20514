import Records

/// The items of a piece of a table as lines, and what of it could not be read.
struct ParsedLines: Sendable {
    var lines = JSONLines()
    var losses: [ParsedCapture.Loss] = []

    mutating func lose(_ reason: String, _ detail: String, _ record: JSONValue = .null) {
        losses.append(.init(reason: reason, detail: detail, record: record))
    }
}
