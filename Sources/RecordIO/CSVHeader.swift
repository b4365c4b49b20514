/// The names of a CSV file's columns, and the separator that its first line speaks for.
public struct CSVHeader: Sendable, Equatable {
    /// The names, trimmed, no-break spaces as spaces; a name that comes again gets ` 2`, ` 3`, an empty one `column 5`.
    public let names: [String]
    /// The line itself: the names as written, and where each stands.
    public let row: CSVRow
    /// `,`, `;` or a tab.
    public let separator: UInt8
    private let places: [String: Int]

    /// A header of names as a row has them.
    init(_ row: CSVRow, separator: UInt8) {
        var names: [String] = []
        var places: [String: Int] = [:]
        for (index, text) in row.texts.enumerated() {
            let plain = text.split { $0.isWhitespace || $0 == "\u{FEFF}" }.joined(separator: " ")
            let name = plain.isEmpty ? "column \(index + 1)" : plain
            var unique = name
            var again = 2
            while places[unique] != nil {
                unique = "\(name) \(again)"
                again += 1
            }
            places[unique] = index
            names.append(unique)
        }
        self.names = names
        self.row = row
        self.places = places
        self.separator = separator
    }

    /// Where a column stands, by its name.
    public func index(of name: String) -> Int? { places[name] }

    /// The separator that stands most often in a header line outside of quotes; `,` where none does.
    static func separator(of line: some Sequence<UInt8>) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var counts = [0, 0, 0]
        var quoted = false
        for byte in line {
            if byte == quote { quoted.toggle() }
            if !quoted, let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
        }
        let most = counts.max() ?? 0
        return candidates[counts.firstIndex(of: most) ?? 0]
    }

    /// The separator that a spreadsheet's `sep=;` line names; nil for any other line.
    static func declaredSeparator(_ line: [UInt8]) -> UInt8? {
        guard line.count == 5, line.starts(with: Array("sep=".utf8)) else { return nil }
        return line[4]
    }
}
