extension FeedPerson {
    /// Reads the shapes in which RSS names people: `name`, `a@b (name)`, `name <a@b>`, `a@b`.
    init?(written text: String) {
        let text = text.trimmed
        guard !text.isEmpty else { return nil }
        self.init()
        if let inner = Self.between(text, "(", ")"), Self.isAddress(inner.before) {
            (name, email) = (inner.inside.nonEmpty, inner.before)
        } else if let inner = Self.between(text, "(", ")"), Self.isAddress(inner.inside) {
            (name, email) = (inner.before.nonEmpty, inner.inside)
        } else if let inner = Self.between(text, "<", ">"), Self.isAddress(inner.inside) {
            (name, email) = (inner.before.nonEmpty, inner.inside)
        } else if Self.isAddress(text) {
            email = text
        } else {
            name = text
        }
    }

    private static func between(_ text: String, _ open: Character, _ close: Character) -> (
        before: String, inside: String
    )? {
        guard text.last == close, let start = text.lastIndex(of: open) else { return nil }
        return (
            String(text[..<start]).trimmed, String(text[text.index(after: start)...].dropLast()).trimmed
        )
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(" ")
    }
}
