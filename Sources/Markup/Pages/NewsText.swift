/// The text of an article as a feed carries it, without the place before its first sentence and the signature after its
/// last: what pages have in fields of their own.
public struct NewsText: Sendable, Equatable {
    /// The text between the two, or all of it.
    public private(set) var text: String
    /// The place named before the first sentence.
    public private(set) var dateline: String?
    /// The signature at the end, `(*Agency/Initials)`, as written.
    public private(set) var credit: String?

    /// Looks at the first and last paragraph of a text whose paragraphs are separated by one line end.
    public init(_ whole: String) {
        text = whole
        var paragraphs = whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let first = paragraphs.first, let parts = Dateline.split(first) {
            dateline = parts.dateline
            paragraphs[0] = parts.rest
        }
        if let last = paragraphs.last, let parts = Dateline.credit(last) {
            credit = parts.credit
            paragraphs.removeLast()
            if !parts.rest.isEmpty { paragraphs.append(parts.rest) }
        }
        // A text of nothing but a signature is no article's; it stays what it is.
        guard paragraphs.contains(where: { !$0.isEmpty }) else {
            (dateline, credit) = (nil, nil)
            return
        }
        text = paragraphs.joined(separator: "\n")
    }
}
