/// What an address names, whatever its spelling: the host without `www`, `m` or `amp`, and the path without a slash at its end.
///
/// Query and fragment do not count, so equal addresses may still be two pages; unequal ones are two for sure.
struct PageAddress: Hashable {
    private let text: String

    /// Nil where the text is no address with a host.
    init?(_ url: String) {
        let url = url.trimmed
        let parts = URLs.Parts(url)
        guard let host = URLs.host(url) else { return nil }
        var labels = host.split(separator: ".")
        while labels.count > 2, let first = labels.first, ["www", "m", "amp", "mobile"].contains(first) {
            labels.removeFirst()
        }
        var path = Substring(parts.path)
        while path.hasSuffix("/") { path = path.dropLast() }
        if path.hasSuffix("/amp") { path = path.dropLast(4) }
        text = labels.joined(separator: ".") + path
    }
}
