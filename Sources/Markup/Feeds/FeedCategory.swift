/// A keyword that a feed gives itself or an entry.
public struct FeedCategory: Sendable, Equatable, Hashable {
    /// The word: the text of an RSS category, the `term` of Atom.
    public var name: String
    /// The vocabulary that the word is of, as written: `domain` of RSS, `scheme` of Atom and Media RSS.
    public var scheme: String?
    /// The word for readers, where it is another.
    public var label: String?

    /// A keyword of its parts.
    public init(_ name: String, scheme: String? = nil, label: String? = nil) {
        self.name = name
        self.scheme = scheme
        self.label = label
    }
}

extension FeedCategory {
    /// The vocabulary that Media RSS means where a category names none.
    private static let mediaScheme = "http://search.yahoo.com/mrss/category_schema"
    /// The vocabulary of Apple's podcast directory.
    private static let podcastScheme = "http://www.itunes.com/"

    /// The keywords of an element: one category, or a list between commas.
    static func all(in frame: FeedBuilder.Frame, _ text: String) -> [FeedCategory] {
        let ownScheme = frame.namespace == .itunes ? podcastScheme : nil
        if frame.element == .keywords || frame.element == .tags {
            return text.split(separator: ",").compactMap { word in
                String(word).trimmed.nonEmpty.map { FeedCategory($0, scheme: ownScheme) }
            }
        }
        let label = frame.attributes.value("label").map { PlainText.line(maybeHTML: $0) }
        guard let word = (frame.attributes.value("term") ?? frame.attributes.value("text") ?? text.nonEmpty ?? label)
        else { return [] }
        let scheme = frame.attributes.value("scheme") ?? frame.attributes.value("domain")
        return [
            FeedCategory(word, scheme: scheme ?? (frame.namespace == .media ? mediaScheme : ownScheme), label: label)
        ]
    }
}
