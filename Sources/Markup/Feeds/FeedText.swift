/// The text of a feed's element in the three forms that values need, by the `type` and `mode` that it names.
struct FeedText {
    /// As written, without white space around.
    let raw: String
    /// An HTML fragment.
    let html: String
    /// The text itself, where the element says that it is plain text.
    let plain: String?
    /// What makes plain text of it.
    private enum Form { case text, html, maybeHTML }
    private let form: Form

    init(_ frame: borrowing FeedBuilder.Frame) {
        var text = String(textOf: frame.text).trimmed
        raw = text
        guard frame.capturesMarkup else {
            html = text
            plain = nil
            form = .maybeHTML
            return
        }
        var type = frame.attributes.value("type")?.asciiLowercased
        var mode = frame.namespace == .atom ? frame.attributes.value("mode") : nil
        if frame.namespace == .atom, !frame.hasMarkup, mode == "base64" || Self.isInlineBytes(type) {
            text = Base64.text(text)?.trimmed ?? ""
            mode = type?.contains("html") ?? false ? "escaped" : nil
            if Self.isInlineBytes(type) { type = nil }
        }
        if frame.hasMarkup {
            plain = nil
            html = type == "xhtml" && frame.beginsWithXHTML ? Self.withoutWrapper(text) : text
            form = .html
        } else if frame.namespace == .atom, type == nil || type == "text" || type == "text/plain",
            mode != "escaped"
        {
            plain = text
            html = HTMLWriting.escaped(text)
            form = .text
        } else if type == "html" || type == "text/html" || frame.element != .title {
            plain = nil
            html = text
            form = .html
        } else {
            plain = nil
            html = text
            form = .maybeHTML
        }
    }

    /// Plain text on one line; made when asked for, as nobody asks it of the content of an entry.
    var line: String {
        switch form {
        case .text: (plain ?? raw).squeezed
        case .html: PlainText.line(html: html)
        case .maybeHTML: PlainText.line(maybeHTML: html)
        }
    }

    /// Whether Atom holds bytes of this media type as base64: neither text nor XML (RFC 4287, 4.1.3.3).
    private static func isInlineBytes(_ type: String?) -> Bool {
        guard let type, type.contains("/") else { return false }
        return !type.hasPrefix("text/") && !type.hasSuffix("+xml") && !type.hasSuffix("/xml")
    }

    /// The `div` around XHTML content is no part of it (RFC 4287, 3.1.1.3).
    private static func withoutWrapper(_ html: String) -> String {
        guard html.hasPrefix("<div"), html.hasSuffix("</div>"), let end = html.firstIndex(of: ">") else { return html }
        let inner = html[html.index(after: end)...].dropLast(6)
        // Two wrappers beside each other are no wrapper.
        var depth = 1
        var rest = inner
        while let next = rest.firstRange(ofEither: "<div", "</div>") {
            depth += next.isFirst ? 1 : -1
            if depth == 0 { return html }
            rest = rest[next.end...]
        }
        return String(inner).trimmed
    }
}

extension Substring {
    fileprivate func firstRange(ofEither first: String, _ second: String) -> (isFirst: Bool, end: Index)? {
        var index = startIndex
        while index < endIndex {
            if self[index] == "<" {
                if self[index...].hasPrefix(first) { return (true, self.index(index, offsetBy: first.count)) }
                if self[index...].hasPrefix(second) { return (false, self.index(index, offsetBy: second.count)) }
            }
            index = self.index(after: index)
        }
        return nil
    }
}
