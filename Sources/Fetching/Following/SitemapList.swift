/// What an index of sitemaps lists, as far as a run may ask for it.
struct SitemapList: Equatable {
    /// Those to ask for, in order; as the index is read, all.
    var due: [SitemapIndex.Entry]
    /// How many it lists.
    var listed: Int
    /// How many more are due than are kept.
    var dropped = 0

    /// Only what is due, and of that no more than so many: an index may list 50,000 sitemaps, and a round may hold many
    /// indexes.
    func kept(_ choice: SitemapChoice, most: Int) -> SitemapList {
        let due = choice.due(self.due)
        return SitemapList(due: Array(due.prefix(most)), listed: listed, dropped: dropped + max(0, due.count - most))
    }
}
