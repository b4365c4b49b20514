/// The names of a table's columns, as its header row has them.
public struct TableHeader: Sendable, Equatable {
    /// The names, trimmed, no-break spaces as spaces; a name that comes again gets ` 2`, ` 3`, an empty one `column 5`.
    public let names: [String]
    /// The row itself: the names as written, and where each stands.
    public let row: TextRow
    private let places: [String: Int]

    /// A header of names as a row has them.
    public init(_ row: TextRow) {
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
    }

    /// Where a column stands, by its name.
    public func index(of name: String) -> Int? { places[name] }
}
