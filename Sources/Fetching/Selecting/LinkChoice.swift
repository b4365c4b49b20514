import RecordIO
import Records
import StageKit

/// Which pages a run asks for, which wait, and what becomes of each record that asks for none.
///
/// Pages never tried come first, those left over by the last key before others, then the oldest. Those asked for again
/// have what the others leave of the budget, and a quarter of it at least; the longest overdue come first. So neither a
/// heap of failures keeps new pages waiting, nor a flood of new pages a correction.
struct LinkChoice {
    /// A page that waits for a later key.
    struct Waiting {
        var link: PageLink
        var reason: String
        var detail: String
    }

    /// The pages to ask for, in this order.
    private(set) var asked: [PageLink] = []
    private(set) var waiting: [Waiting] = []
    /// Of records that ask for no page of this run, by their place in the inputs.
    private(set) var fates: [Int: Disposition] = [:]

    /// Chooses among the pages that records ask for, in their order, and those that the last key has left over.
    ///
    /// `adds`: the run adds to captures of its own key.
    init(
        listed: [PageLink], left: [PageLink], histories: PageHistories, budget: Int, nights: PageBackOff.Nights,
        adds: Bool
    ) {
        var new: [PageLink] = []
        var again: [(overdue: Int, link: PageLink)] = []
        for (link, entries) in merge(listed, left) {
            var link = link
            link.history = histories[link.identity]
            switch PageBackOff.verdict(link.history, entries: entries, nights: nights, adds: adds) {
            case .new: new.append(link)
            case .due(let overdue): again.append((overdue, link))
            case .captured: if let ordinal = link.ordinal { fates[ordinal] = .merged }
            case .waits(let reason, let detail): wait(link, reason, detail)
            case .givenUp(let detail):
                if let ordinal = link.ordinal { fates[ordinal] = .rejected(PageBackOff.givenUpReason, detail) }
            }
        }
        new.sort { Self.rank($0) < Self.rank($1) }
        again.sort { one, other in
            one.overdue == other.overdue ? Self.age(one.link) < Self.age(other.link) : one.overdue > other.overdue
        }
        let share = min(again.count, max(budget / 4, budget - new.count))
        let over = new.dropFirst(budget - share) + again.dropFirst(share).map(\.link)
        asked = new.prefix(budget - share) + again.prefix(share).map(\.link)
        for link in over {
            wait(
                link, "over_budget",
                "the budget of \(budget) pages is used up; "
                    + (link.history == nil
                        ? "the next run takes this page first" : "this page was tried before and is due again"))
        }
    }

    /// One link for each page, with the fingerprints of all entries that lead to it; the page is that of the oldest of
    /// them, in whatever order they come.
    private mutating func merge(_ listed: [PageLink], _ left: [PageLink]) -> [(PageLink, Set<String>)] {
        var pages: [(link: PageLink, entries: Set<String>)] = []
        var places: [String: Int] = [:]
        for link in listed {
            if let place = places[link.identity] {
                pages[place].entries.insert(link.fingerprint)
                let isOlder = Self.age(link) < Self.age(pages[place].link)
                if let ordinal = (isOlder ? pages[place].link : link).ordinal { fates[ordinal] = .merged }
                if isOlder { pages[place].link = link }
            } else {
                places[link.identity] = pages.count
                pages.append((link, [link.fingerprint]))
            }
        }
        for link in left {
            guard let place = places[link.identity] else {
                places[link.identity] = pages.count
                pages.append((link, [link.fingerprint]))
                continue
            }
            // The entry of today counts, where there is one.
            pages[place].link.waited = true
        }
        return pages.sorted { Self.age($0.link) < Self.age($1.link) }.map { ($0.link, $0.entries) }
    }

    private mutating func wait(_ link: PageLink, _ reason: String, _ detail: String) {
        waiting.append(Waiting(link: link, reason: reason, detail: detail))
        if let ordinal = link.ordinal { fates[ordinal] = .rejected(reason, detail) }
    }

    /// Where a page stands among others; entries whose date nobody could read come last.
    private struct Age: Comparable {
        var moment: Int
        /// Of entries of one moment.
        var words: [String]

        static func < (one: Age, other: Age) -> Bool {
            one.moment == other.moment ? one.words.lexicographicallyPrecedes(other.words) : one.moment < other.moment
        }
    }

    private static func rank(_ link: PageLink) -> (Int, Age) { (link.waited ? 0 : 1, age(link)) }

    private static func age(_ link: PageLink) -> Age {
        Age(
            moment: link.moment ?? .max,
            words: [link.url, link.item, link.source, link.title ?? "", link.published ?? ""])
    }
}
