import Pack
import RecordIO
import Records

/// The corrections of an office as read from their file: what can be applied, and the lines that cannot, each with its
/// reason.
struct CorrectionFile: Sendable {
    /// The corrections that count, one for each item and field, by item.
    private(set) var byItem: [String: [Correction]] = [:]
    /// Lines that were refused: the item they name, and what an operator should know.
    private(set) var refused: [(item: String, detail: String)] = []
    /// How many corrections count.
    var count: Int { byItem.values.reduce(0) { $0 + $1.count } }

    /// Reads the bytes of a file; `path` stands in messages.
    init(bytes: [UInt8], path: String, vocabulary: Vocabulary) throws {
        let known = KnownCodes(vocabulary)
        var found: [(correction: Correction, line: Int)] = []
        do {
            _ = try CSVReader.read(bytes) { event, header in
                switch event {
                case .bad(let row): refused.append(("", "\(path):\(row.line): \(row.fault)"))
                case .row(let row):
                    func cell(_ name: String) -> String {
                        header.index(of: name).map { row[$0] }.map(trimmed) ?? ""
                    }
                    switch Self.correction(cell, known) {
                    case .success(let correction): found.append((correction, row.line))
                    case .failure(let fault): refused.append((cell("item"), "\(path):\(row.line): \(fault.detail)"))
                    }
                }
            }
        } catch let error as CSVHeaderError {
            guard error != .empty else { return }
            refused.append(("", "\(path): \(error)"))
        }
        for (correction, _) in found.sorted(by: { ($0.correction.when, $0.line) < ($1.correction.when, $1.line) }) {
            byItem[correction.item, default: []].removeAll { $0.field == correction.field }
            byItem[correction.item, default: []].append(correction)
        }
    }

    private struct Fault: Error {
        let detail: String
    }

    private static func correction(_ cell: (String) -> String, _ known: KnownCodes) -> Result<Correction, Fault> {
        let item = cell("item")
        guard !item.isEmpty else { return .failure(Fault(detail: "the column 'item' is empty; give the item's id")) }
        guard let field = Correction.Field(rawValue: cell("field")) else {
            let all = Correction.Field.allCases.map(\.rawValue).joined(separator: ", ")
            return .failure(Fault(detail: "unknown field '\(cell("field"))'; known are: \(all)"))
        }
        let values = cell("value").split(separator: "|").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        if field == .kind || field == .relevance, values.count != 1 {
            return .failure(Fault(detail: "'\(field.rawValue)' takes one value, not '\(cell("value"))'"))
        }
        for value in values where !known.allows(value, for: field) {
            return .failure(Fault(detail: "'\(value)' is no code for '\(field.rawValue)'; see the packs"))
        }
        return .success(
            Correction(item: item, field: field, values: values, who: cell("who"), when: cell("when")))
    }
}

/// The codes that a correction may name. Where the packs say nothing about a field, any code goes.
private struct KnownCodes {
    let codes: [Correction.Field: Set<String>]

    init(_ vocabulary: Vocabulary) {
        codes = [
            .kind: [
                "berita", "pengaduan", "aspirasi", "permintaan_informasi", "whistleblowing", "opini", "apresiasi",
                "lain",
            ],
            .tone: ["positif", "netral", "negatif"],
            .relevance: ["tentang", "dekat", "lain"],
            .issues: Set(vocabulary.issues.map(\.code)),
            .places: Set(vocabulary.regions.map(\.code)),
            .agencies: Set(vocabulary.agencies.map(\.code)),
        ]
    }

    func allows(_ value: String, for field: Correction.Field) -> Bool {
        guard let allowed = codes[field], !allowed.isEmpty else { return true }
        return allowed.contains(field == .tone ? String(value.prefix { $0 != ":" }) : value)
    }
}

private func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
}
