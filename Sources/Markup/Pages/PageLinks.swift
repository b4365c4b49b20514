/// Where a page leads, and what it says of its site: its `link` elements and anchors, name, language and generator.
///
/// Nothing is loaded; links after the first 20,000 are left out. Addresses are resolved against the page's own, or its `base`.
public struct PageLinks: Sendable, Equatable {
    /// A `link` element or an anchor.
    public struct Link: Sendable, Equatable {
        /// The address, resolved.
        public var url: String
        /// The words of `rel` in lower case; empty for most anchors.
        public var relations: [String]
        /// The media type that it names, in lower case, without parameters.
        public var type: String?
        /// The title, or the anchor's text; empty where there is none.
        public var title: String
    }

    /// The `link` elements in order.
    public private(set) var head: [Link] = []
    /// The anchors in order.
    public private(set) var anchors: [Link] = []
    /// What the site is called: `og:site_name`, else `application-name`.
    public private(set) var siteName: String?
    /// The `title` element.
    public private(set) var title: String?
    /// The `lang` of the page, as written.
    public private(set) var language: String?
    /// What made the page: `WordPress 6.2`.
    public private(set) var generator: String?

    private static let limit = 20_000

    /// Reads a page of any charset; what is no page has no links.
    public init(_ bytes: [UInt8], url: String?, charset: String? = nil) {
        let tree = HTMLParser.parse(DecodedText(bytes, http: charset, markup: .html).bytes).tree
        let meta = MetaTags(tree)
        siteName = meta.first("og:site_name", "application-name")?.value
        generator = meta.first("generator")?.value
        title = tree.elements("title").first.flatMap { tree.text(of: $0).nonEmpty }
        language = tree.elements("html").first.flatMap { tree.nodes[$0]["lang"]?.trimmed.nonEmpty }
        let base =
            tree.elements("base").first.flatMap { tree.nodes[$0]["href"] }
            .map { URLs.resolve($0, against: url) } ?? url
        for (index, node) in tree.nodes.enumerated() where node.name == "link" || node.name == "a" {
            if head.count + anchors.count >= Self.limit { break }
            guard let href = node["href"]?.trimmed.nonEmpty else { continue }
            let link = Link(
                url: URLs.resolve(href, against: base),
                relations: (node["rel"] ?? "").asciiLowercased.split(separator: " ").map(String.init),
                type: node["type"].flatMap { $0.asciiLowercased.split(separator: ";").first.map(String.init) }?
                    .trimmed.nonEmpty,
                title: (node["title"] ?? "").squeezed.nonEmpty ?? (node.name == "a" ? tree.text(of: index) : ""))
            if node.name == "link" { head.append(link) } else { anchors.append(link) }
        }
    }
}
