/// The headline of a page, without the site's name.
enum PageTitle {
    /// Chooses among what the page calls itself; a heading that the others contain is the surest.
    static func choose(headings: [String], headline: String?, openGraph: String?, title: String?, site: String?)
        -> String?
    {
        let named = [openGraph, headline, title].compactMap { $0?.squeezed.nonEmpty }
        for heading in headings where heading.utf8.count >= 10 {
            let key = heading.lowercased()
            if named.contains(where: { $0.lowercased().hasPrefix(key) || $0.lowercased().contains(key) }) {
                return heading
            }
        }
        if let headline = headline?.squeezed.nonEmpty { return withoutSite(headline, site) }
        if let first = named.first { return withoutSite(first, site) }
        return headings.first
    }

    /// Cuts ` | Site`, ` - Site` from the end.
    static func withoutSite(_ title: String, _ site: String?) -> String {
        for mark in [" | ", " - ", " – ", " — ", " :: ", " • "] {
            guard let cut = title.lastCut(mark) else { continue }
            let isSite = site.map { $0.lowercased() == cut.after.lowercased() } ?? false
            if isSite || mark == " | " && cut.before.utf8.count >= 15 && cut.after.split(separator: " ").count <= 4 {
                return cut.before
            }
        }
        return title
    }
}

extension String {
    /// The parts before and after the last occurrence of a mark.
    fileprivate func lastCut(_ mark: String) -> (before: String, after: String)? {
        var index = endIndex
        while index > startIndex {
            index = self.index(before: index)
            if self[index...].hasPrefix(mark) {
                return (
                    String(self[..<index]).trimmed, String(self[self.index(index, offsetBy: mark.count)...]).trimmed
                )
            }
        }
        return nil
    }
}
