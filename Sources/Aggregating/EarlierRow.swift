import Records

/// A short row for an item without a record in this key that a figure counts: enough to name it and to link to it.
enum EarlierRow {
    static func record(_ facts: ItemFacts) -> JSONObject {
        var row: JSONObject = ["id": .string(facts.id), "form": .string(facts.form)]
        if facts.sensitive {
            row["sensitive"] = true
        } else {
            for (name, text) in [("title", facts.title), ("url", facts.url), ("tracking", facts.tracking)]
            where !text.isEmpty { row[name] = .string(text) }
        }
        for (name, text) in [
            ("source", facts.source), ("voice", facts.voice), ("kind", facts.kind), ("tone", facts.tone),
        ]
        where !text.isEmpty { row[name] = .string(text) }
        row["issues"] = .strings(facts.issues)
        row["agencies"] = .strings(facts.agencies)
        row["places"] = .strings(facts.sensitive ? facts.kecamatan : facts.places)
        if let day = facts.published { row["day"] = .string(day.description) }
        row["first_key"] = .string(facts.firstKey)
        row["story"] = .string(facts.story)
        row["state"] = .string(facts.state.rawValue)
        if facts.outside { row["relevance"] = "lain" }
        return row
    }
}
