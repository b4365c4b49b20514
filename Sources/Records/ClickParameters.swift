/// Parameters of a query by which senders and networks follow a reader; no page changes by them.
///
/// They are no part of URL rule 1, which ids are made of and which therefore never changes: they serve those who ask
/// whether two links lead to one page.
public enum ClickParameters {
    private static let names: Set<String> = [
        "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
        "mc_cid", "mc_eid", "_ga", "_gl",
    ]

    /// Whether a parameter, with or without its value, only counts clicks: `fbclid=x`, `utm_source=rss`.
    public static func contains(_ parameter: some StringProtocol) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return name.hasPrefix("utm_") || names.contains(name)
    }
}
