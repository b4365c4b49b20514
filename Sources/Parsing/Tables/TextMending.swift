import Markup
import RecordIO

/// Rows that are no UTF-8, as exports by old programs and pieces joined by hand are.
enum TextMending {
    /// The row with its cells as UTF-8.
    static func mended(_ row: TextRow) -> TextRow {
        guard StrayText.kind(row.content) == .other else { return row }
        return row.with(cells: (0..<row.count).map { StrayText.mended(row.cell($0)) })
    }

    /// Counts the rows of a table that are none, for one message about all of them.
    struct Tally {
        private var first: (row: TextRow, column: Int)?
        private var mended = 0
        /// Rows with characters beyond ASCII that are UTF-8.
        private var others = 0

        mutating func look(at row: TextRow) {
            switch StrayText.kind(row.content) {
            case .ascii: break
            case .utf8: others += 1
            case .other:
                mended += 1
                if first != nil { return }
                first = (row, (0..<row.count).first { StrayText.kind(row.cell($0)) == .other } ?? 0)
            }
        }

        /// What to say of them: a table that is windows-1252 throughout needs no mending by anybody.
        func loss(_ bound: BoundMapping) -> ParsedCapture.Loss? {
            guard let first, others > 0 else { return nil }
            return ParsedCapture.Loss(
                reason: "mixed_encoding",
                detail:
                    "\(bound.place(first.row)): not UTF-8 (\(bound.column(at: first.column))); \(mended) rows were read as "
                    + "windows-1252 beside \(others) in UTF-8; look for characters that went wrong",
                record: ["row": .int(first.row.number), "rows": .int(mended)])
        }
    }
}
