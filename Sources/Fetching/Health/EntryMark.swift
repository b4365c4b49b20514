/// One entry of a list as later keys tell it again: what names it, its title and its dates, as digests.
struct EntryMark: Hashable {
    /// The first 64 bits of the SHA-256 of its `guid` or `id`, else `link`, `loc`, title or text.
    var id: UInt64
    /// 32 bits of that of its title; 0 where it has none.
    var title: UInt32 = 0
    /// 32 bits of that of when it was published and changed; 0 where it does not say.
    var date: UInt32 = 0

    /// Whether a list tells something new to who knows these entries: one that is not among them, or one with another
    /// title or date.
    ///
    /// Other dates alone are news only where another entry has kept its date: servers that date every entry by the
    /// moment at which they were asked would never fall silent.
    static func areNews(_ marks: [EntryMark], toWhoKnows known: [UInt64: EntryMark]) -> Bool {
        var (isRedated, isKept) = (false, false)
        for mark in marks {
            guard let before = known[mark.id], before.title == mark.title else { return true }
            if before.date != mark.date {
                isRedated = true
            } else if mark.date != 0 {
                isKept = true
            }
        }
        return isRedated && isKept
    }

    /// Both lists as one in rising order; what stands in both is as the second has it.
    static func union(_ left: [EntryMark], _ right: [EntryMark]) -> [EntryMark] {
        if left.isEmpty { return right }
        return Array(byID(left + right).values.sorted { $0.id < $1.id }.prefix(EntryMarks.limit))
    }

    /// Entries by what names them, the last of equal ones.
    static func byID(_ marks: [EntryMark]) -> [UInt64: EntryMark] {
        Dictionary(marks.map { ($0.id, $0) }) { $1 }
    }
}
