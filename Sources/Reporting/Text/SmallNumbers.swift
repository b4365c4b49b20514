/// The rule of small numbers: below thirty items there are counts, but no percentages and no words of trend.
struct SmallNumbers: Sendable, Equatable {
    /// From how many items on shares and trends say anything.
    static let least = 30

    /// How many items the report counts.
    let items: Int

    /// Whether the report may say that something rises or falls.
    var allowTrends: Bool { items >= Self.least }

    /// A share; nil where the whole is too small for one.
    func share(_ part: Int, of whole: Int) -> String? {
        whole >= Self.least ? Indonesian.share(part, of: whole) : nil
    }
}
