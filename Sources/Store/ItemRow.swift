import Records

/// What a store keeps of an item: columns to ask for, the record whole, and its labels.
///
/// Of a sensitive item only what counts need is kept: no title, text, link, name, number or evidence, and places no more
/// exact than the kecamatan. So nothing that must stay in the restricted data is in the file, let alone found in it.
struct ItemRow {
    let id: String
    let item: Item
    let relevance: String?
    let state: String?
    let labels: [(field: String, label: Label)]

    /// The row of a record; nil where it has no id.
    init?(_ record: Record) {
        let whole = Item(record)
        guard let id = whole.id, !id.isEmpty else { return nil }
        self.id = id
        item = whole.sensitive ? Self.redacted(whole) : whole
        relevance = item.record["relevance"]?["code"]?.string ?? item.record["relevance"]?.string
        state = item.record["state"]?.string
        labels =
            (item.kind.map { [("kind", $0)] } ?? []) + item.tone.map { ("tone", $0) }
            + item.issues.map { ("issues", $0) }
            + item.places.map { ("places", $0) } + item.agencies.map { ("agencies", $0) }
            + item.people.map { ("people", $0) }
    }

    private static let kept = [
        "id", "form", "source", "voice", "key", "first_key", "story", "state", "language", "content_hash",
    ]

    private static func redacted(_ whole: Item) -> Item {
        var item = Item(Record())
        for key in kept { item.record[key] = whole.record[key] }
        if let day = whole.published?.day {
            item.published = ItemTime(day: day, text: "", precision: .day, evidence: "")
        }
        if let code = whole.record["relevance"]?["code"] { item.record["relevance"] = .object(["code": code]) }
        item.kind = whole.kind.map(bare)
        item.tone = whole.tone.map(bare)
        item.issues = whole.issues.map(bare)
        item.agencies = whole.agencies.map(bare)
        var places: [Label] = []
        for var place in whole.places.map(bare) {
            place.code = place.code.split(separator: ".").prefix(3).joined(separator: ".")
            if !places.contains(where: { $0.code == place.code }) { places.append(place) }
        }
        item.places = places
        item.sensitive = true
        return item
    }

    private static func bare(_ label: Label) -> Label {
        Label(code: label.code, score: label.score, target: label.target, evidence: [])
    }
}
