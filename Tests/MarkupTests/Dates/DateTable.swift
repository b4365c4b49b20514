import Records

@testable import Markup

/// Written dates with what is to be read in them, at a fetch on Tuesday, 2023-08-15T12:00:00Z (20.00 in Makassar).
///
/// A line is `form => reading`, with `[feed]` or `[unix]` before forms of such fields. A reading is a moment or a day with its
/// precision; where only a month or year is known that one; `refused` where words are kept and not believed; `-` where
/// nothing is understood.
enum DateTable {
    struct Row {
        let form: String
        let field: DateField
        let reading: String
    }

    static func rows(_ table: String) -> [Row] {
        table.split(separator: "\n").compactMap { line in
            guard let arrow = line.range(of: " => ") else { return nil }
            var form = String(line[..<arrow.lowerBound])
            var field = DateField.written
            for (mark, kind) in [("[feed] ", DateField.feed), ("[unix] ", .unix)] where form.hasPrefix(mark) {
                form = String(form.dropFirst(mark.count))
                field = kind
            }
            return Row(form: form, field: field, reading: String(line[arrow.upperBound...]))
        }
    }

    static let all = [standards, iso8601, names, numbers, relative, refused].flatMap { rows($0) }

    /// What a reader makes of a text, as the table writes it.
    static func reading(_ time: ItemTime?) -> String {
        guard let time else { return "-" }
        guard time.precision != .none else { return "refused" }
        if let known = time.at?.description ?? time.day?.description { return "\(known) \(time.precision.rawValue)" }
        let last = time.evidence.split(separator: ";").last.map(String.init) ?? ""
        let known = last.split(separator: " ").last.map(String.init) ?? ""
        return "\(last.contains("about") ? "about " : "")\(known) \(time.precision.rawValue)"
    }
}
