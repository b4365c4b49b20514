import Records

/// A comparison in words and as JSON.
struct ComparisonWords {
    let from: String
    let to: String
    let stage: String
    let field: String

    /// A difference: the item, the move, and what stood behind both values.
    func text(_ difference: GenerationComparison.Difference) -> String {
        let title = difference.title.map { "  \($0)" } ?? ""
        let move =
            switch (difference.from, difference.to) {
            case (let from?, let to?): "\(from) -> \(to)"
            case (let from, let to): "only in \(from == nil ? self.to : self.from): \(from ?? to ?? "")"
            }
        var lines = ["\(difference.key)  \(difference.id)\(title)", "  \(move)"]
        lines += difference.fromReasons.map { "    \(from)  \($0)" }
        lines += difference.toReasons.map { "    \(to)  \($0)" }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What is told at the end.
    func text(_ totals: GenerationComparison.Totals, hidden: Int) -> String {
        var lines: [String] = []
        if hidden > 0 { lines.append("and \(hidden) more; --limit \(totals.differences) shows them all") }
        if totals.differences > 0 { lines.append("") }
        lines.append(
            "\(field) of \(stage), \(from) -> \(to): \(totals.moved) moved; "
                + "\(totals.records[0]) records before, \(totals.records[1]) after")
        lines += sorted(totals).map { "  \($0.from) -> \($0.to): \($1)" }
        if totals.otherMoves > 0 { lines.append("  other moves: \(totals.otherMoves)") }
        if totals.onlyInFirst > 0 { lines.append("only in \(from): \(totals.onlyInFirst)") }
        if totals.onlyInSecond > 0 { lines.append("only in \(to): \(totals.onlyInSecond)") }
        if totals.withoutID > 0 { lines.append("without an id, not compared: \(totals.withoutID)") }
        if !totals.incomplete.isEmpty {
            lines.append("not complete: \(RunWords.list(totals.incomplete, limit: 5))")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// All of it for other programs.
    func json(_ totals: GenerationComparison.Totals, _ differences: [GenerationComparison.Difference]) -> JSONObject {
        [
            "comparison": 1, "from": .string(from), "to": .string(to), "stage": .string(stage),
            "field": .string(field), "records": .array(totals.records.map { .int($0) }), "moved": .int(totals.moved),
            "moves": .array(
                sorted(totals).map { ["from": .string($0.from), "to": .string($0.to), "items": .int($1)] }),
            "other_moves": .int(totals.otherMoves), "only_in_first": .int(totals.onlyInFirst),
            "only_in_second": .int(totals.onlyInSecond), "without_id": .int(totals.withoutID),
            "incomplete": .strings(totals.incomplete),
            "differences": .array(
                differences.map {
                    [
                        "key": .string($0.key), "id": .string($0.id), "title": $0.title.map { .string($0) } ?? .null,
                        "from": $0.from.map { .string($0) } ?? .null, "to": $0.to.map { .string($0) } ?? .null,
                        "from_reasons": .strings($0.fromReasons), "to_reasons": .strings($0.toReasons),
                    ]
                }),
        ]
    }

    /// The most frequent first.
    private func sorted(_ totals: GenerationComparison.Totals) -> [(GenerationComparison.Move, Int)] {
        totals.moves.map { ($0.key, $0.value) }.sorted {
            ($1.1, $0.0.from, $0.0.to) < ($0.1, $1.0.from, $1.0.to)
        }
    }
}

extension GenerationComparison.Totals {
    /// How many differences were told.
    var differences: Int { moved + onlyInFirst + onlyInSecond }
}
