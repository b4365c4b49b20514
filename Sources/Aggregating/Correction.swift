import Records

/// A person's word against a rule's: one line of `corrections.csv` (`item,field,value,who,when`).
///
/// The value is what should stand there, lists separated by `|`: `jalan_rusak|pju`, `negatif:opd|positif:pemkab`,
/// `lain`; empty takes all labels away. Of two for the same item and field the later day counts, then the later line.
struct Correction: Sendable, Equatable {
    /// What can be corrected.
    enum Field: String, Sendable, CaseIterable {
        case kind, tone, issues, places, agencies, relevance
    }

    var item: String
    var field: Field
    var values: [String]
    var who: String
    var when: CivilDay
    /// The line of the file.
    var line: Int

    /// The name that stands in evidence: who, and when.
    var name: String { [who, when.description].filter { !$0.isEmpty }.joined(separator: " ") }

    /// Replaces the labels of the field; each new one names the correction.
    func apply(to item: inout Item) {
        let labels = values.map(label)
        switch field {
        case .kind: item.kind = labels.first
        case .tone: item.tone = labels
        case .issues: item.issues = labels
        case .places: item.places = labels
        case .agencies: item.agencies = labels
        case .relevance: item.record["relevance"] = labels.first?.json
        }
    }

    /// The fields of an item that stand corrected.
    static func fields(of item: Item) -> [Field] {
        Field.allCases.filter { field in
            guard let value = item.record[field.rawValue] else { return false }
            return (value.array ?? [value]).contains { label in
                (label["evidence"]?.array ?? []).contains { $0["correction"]?.string != nil }
            }
        }
    }

    private func label(_ value: String) -> Label {
        let parts = value.split(separator: ":", maxSplits: 1).map(String.init)
        let evidence = Label.Evidence(field: "title", range: 0..<0, finder: .correction(name))
        guard field == .tone else { return Label(code: value, score: 1, evidence: [evidence]) }
        return Label(
            code: parts.first ?? value, score: 1, target: parts.count > 1 ? parts[1] : "tidak_jelas",
            evidence: [evidence])
    }
}
