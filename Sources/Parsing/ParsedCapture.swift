import Records

/// What became of one capture.
enum ParseOutcome {
    /// The capture gave what it holds.
    case parsed(ParsedCapture)
    /// It is a table, of which each row is an item or a loss.
    case rows(TableRows)
    /// It gave nothing, for a reason.
    case rejected(String, String)
}

/// The items of one capture, and what of it could not be read.
struct ParsedCapture {
    /// A part that was lost.
    struct Loss: Equatable, Sendable {
        var reason: String
        var detail: String
        var record: JSONValue = .null
    }

    var items: [Item] = []
    var losses: [Loss] = []

    mutating func lose(_ reason: String, _ detail: String, _ record: JSONValue = .null) {
        losses.append(Loss(reason: reason, detail: detail, record: record))
    }
}
