extension FetchFailure {
    /// The failure of a page as an operator can mend it: its address is the word of a feed, and not of the register.
    ///
    /// Told from the words, so that what a killed attempt has told comes out the same.
    func ofPage(_ link: PageLink) -> FetchFailure {
        let way = "an entry of source '\(link.source)' leads there by its link '\(shownURL(link.url))'"
        for (hint, more) in [
            (Self.registerHint, ""),
            (Self.allowanceHint, "; 'allow_private: true' holds for the hosts of 'url' and 'domains' of the source"),
        ] where detail.hasSuffix(hint) {
            return .told(reason: reason, detail: "\(detail.dropLast(hint.count))\(way)\(more)")
        }
        return self
    }
}
