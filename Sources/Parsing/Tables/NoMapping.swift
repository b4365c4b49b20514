import Pack

/// A table that no mapping takes: its columns, and the mapping that it comes nearest to.
struct NoMapping: CustomStringConvertible {
    let table: String
    let names: [String]
    let mappings: [Mapping]

    var description: String {
        let shown = names.prefix(40).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
        let known =
            mappings.isEmpty ? "the packs hold none" : "known are \(mappings.map(\.name).joined(separator: ", "))"
        return "\(table): no mapping takes a table with the columns \(shown); \(closest ?? known); "
            + "add one to mappings/, or mend the header line"
    }

    /// The mapping of which at least half the columns are there, and what it lacks.
    private var closest: String? {
        let header = Set(names)
        let scored = mappings.filter { !$0.recognize.isEmpty }
            .map { (there: $0.recognize.filter(header.contains).count, mapping: $0) }
            .filter { $0.there * 2 >= $0.mapping.recognize.count && $0.there > 0 }
        let best = scored.max { one, other in
            let (left, right) = (one.there * other.mapping.recognize.count, other.there * one.mapping.recognize.count)
            return left == right ? one.mapping.name > other.mapping.name : left < right
        }
        guard let mapping = best?.mapping else { return nil }
        let free = names.filter { !mapping.columns.contains($0) }
        let lacking = mapping.recognize.filter { !header.contains($0) }.map { column in
            "'\(column)'" + (nearest(column, among: free).map { " (is it '\($0)'?)" } ?? "")
        }
        return "\(mapping.name) (\(mapping.place(mapping.recognizeLine))) comes nearest and lacks "
            + lacking.joined(separator: ", ")
    }
}
