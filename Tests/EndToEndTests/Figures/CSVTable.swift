/// A CSV file as RFC 4180 has it: a header, and rows of as many fields.
struct CSVTable {
    let header: [String]
    let rows: [[String: String]]
    /// Whether every row has as many fields as the header.
    let isRectangular: Bool

    init(_ text: String) {
        var records: [[String]] = []
        var record: [String] = []
        var field = ""
        var quoted = false
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        while let scalar = scalars.popFirst() {
            switch (scalar, quoted) {
            case ("\"", true) where scalars.first == "\"":
                field.unicodeScalars.append(scalar)
                scalars.removeFirst()
            case ("\"", _): quoted.toggle()
            case (",", false):
                record.append(field)
                field = ""
            case ("\r", false): continue
            case ("\n", false):
                records.append(record + [field])
                (record, field) = ([], "")
            default: field.unicodeScalars.append(scalar)
            }
        }
        let names = records.first ?? []
        header = names
        isRectangular = records.allSatisfy { $0.count == names.count }
        rows = records.dropFirst().map { Dictionary(zip(names, $0)) { $1 } }
    }
}
