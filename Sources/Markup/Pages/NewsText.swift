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
        var whole = whole
        let breaks = whole.withUTF8 { bytes in
            bytes.next(0x0A, from: 0).map { (first: $0, last: bytes.lastIndex(of: 0x0A) ?? $0) }
        }
        let bytes = whole.utf8
        let firstEnd = breaks.map { bytes.index(bytes.startIndex, offsetBy: $0.first) } ?? bytes.endIndex
        let lastBreak = breaks.map { bytes.index(bytes.startIndex, offsetBy: $0.last) } ?? bytes.endIndex
        var first = String(whole[..<firstEnd])
        if let parts = Dateline.split(first) { (dateline, first) = (parts.dateline, parts.rest) }
        let hasMore = breaks != nil
        let last = hasMore ? String(whole[bytes.index(after: lastBreak)...]) : first
        var end: String? = last
        if let parts = Dateline.credit(last) { (credit, end) = (parts.credit, parts.rest.nonEmpty) }
        guard dateline != nil || credit != nil else { return }
        var kept = hasMore ? first : end ?? ""
        if hasMore {
            kept.reserveCapacity(bytes.count)
            kept += whole[firstEnd..<lastBreak]
            if let end {
                kept += "\n"
                kept += end
            }
        }
        // A text of nothing but a signature is no article's; it stays what it is.
        guard kept.utf8.contains(where: { $0 != 0x0A }) else {
            (dateline, credit) = (nil, nil)
            return
        }
        text = kept
    }
}
