import Records

/// What one stage did to a record: the fields that it added, changed and took away.
struct RecordChanges: Sendable, Equatable {
    /// A field with its new value.
    struct Field: Sendable, Equatable {
        let name: String
        let value: JSONValue
    }

    var added: [Field] = []
    var changed: [Field] = []
    var removed: [String] = []

    /// Compares a record with the one that it was made from, by the bytes of each value; without one all is added.
    init(_ record: Record, from before: Record?) {
        var seen: Set<String> = []
        for name in record.keys where seen.insert(name).inserted {
            let field = Field(name: name, value: record[name] ?? .null)
            guard let old = before?.raw(name) else {
                added.append(field)
                continue
            }
            if old != record.raw(name) { changed.append(field) }
        }
        for name in before?.keys ?? [] where seen.insert(name).inserted { removed.append(name) }
    }

    /// One line for each kind of change. Values are those of the new record alone, cut to some 60 characters; names
    /// alone where values are kept back.
    func lines(showingValues: Bool) -> [String] {
        func shown(_ fields: [Field]) -> String {
            fields.map { showingValues ? "\($0.name) \(Self.short($0.value))" : $0.name }.joined(separator: ", ")
        }
        var lines: [String] = []
        if !added.isEmpty { lines.append("adds \(shown(added))") }
        if !changed.isEmpty { lines.append("changes \(shown(changed))") }
        if !removed.isEmpty { lines.append("takes away \(removed.joined(separator: ", "))") }
        return lines.isEmpty ? ["changes nothing"] : lines
    }

    /// `{"added","changed","removed"}`: objects with whole values, or lists of names where values are kept back.
    func json(showingValues: Bool) -> JSONObject {
        func fields(_ fields: [Field]) -> JSONValue {
            showingValues
                ? .object(JSONObject(fields.map { ($0.name, $0.value) })) : .strings(fields.map(\.name))
        }
        return ["added": fields(added), "changed": fields(changed), "removed": .strings(removed)]
    }

    /// A value in a few words: labels by their codes, everything else as JSON, cut.
    static func short(_ value: JSONValue) -> String {
        if let labels = codes(value) { return labels }
        let text = plain(value.text)
        return text.count > 60 ? "\(text.prefix(57))..." : text
    }

    private static func codes(_ value: JSONValue) -> String? {
        func code(_ value: JSONValue) -> String? {
            guard let code = value["code"]?.string else { return nil }
            return code + (value["target"]?.string.map { ":\($0)" } ?? "")
        }
        if let one = code(value) { return plain(one) }
        guard let list = value.array, !list.isEmpty else { return nil }
        let codes = list.compactMap(code)
        return codes.count == list.count ? plain(codes.joined(separator: "|")) : nil
    }

    /// Text of strangers on a terminal: what could move the cursor or turn the line around is shown by number.
    static func plain(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
                output.append(contentsOf: "<U+\(String(scalar.value, radix: 16, uppercase: true))>".unicodeScalars)
            default: output.append(scalar)
            }
        }
        return String(output)
    }
}
