import Records

/// What makes a page the same page to be fetched once: URL rule 1, and without parameters that only count clicks.
///
/// Some feeds hand out a new `fbclid` each night; the page behind it is asked for once all the same. Costs a second pass
/// over URLs with a query, and nothing for others.
func pageIdentity(_ url: String) -> String {
    let link = linkIdentity(url)
    guard let mark = link.firstIndex(of: "?") else { return link }
    let kept = link[link.index(after: mark)...].split(separator: "&").filter { !ClickParameters.contains($0) }
    return link[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
}
