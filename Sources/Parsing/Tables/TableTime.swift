import Markup
import Records

/// A date of a table's cell: told from the scrape and from nothing else, as the moment of the fetch is not when the page
/// said "an hour ago".
enum TableTime {
    static func read(
        _ text: String, _ bound: BoundMapping.Field, scraped: Instant?, fetchedAt: Instant?
    ) -> ItemTime {
        let field = bound.field
        let foundIn = "table:\(field.columns.joined(separator: "+"))"
        var time = bound.dates.keep(
            text, relativeTo: scraped, foundIn: foundIn, field: field.unix ? .unix : .written)
        if scraped != nil {
            time.evidence = time.evidence.split(separator: ";", omittingEmptySubsequences: false)
                .map { $0.hasPrefix(" ") && $0.hasSuffix(" fetched_at") ? "\($0.dropLast(10))scraped_at" : $0 }
                .joined(separator: ";")
        }
        guard scraped == nil, let fetchedAt, let at = time.at, at.seconds > fetchedAt.seconds + 86_400 else {
            return time
        }
        return ItemTime(
            text: text, precision: .none, evidence: "\(foundIn); refused: \(at) is more than a day after the fetch")
    }
}
