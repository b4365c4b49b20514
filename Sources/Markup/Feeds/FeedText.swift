/// The text of a feed's element in the three forms that values need, by the `type` and `mode` that it names.
struct FeedText {
    /// As written, without white space around.
    let raw: String
    /// An HTML fragment.
    let html: String
    /// What makes plain text of it.
    private enum Form { case text, html, maybeHTML }
    private let form: Form

    init(_ frame: FeedBuilder.Frame) {
        let text = String(decoding: frame.text, as: UTF8.self).trimmed
        raw = text
        guard frame.capturesMarkup else {
            html = text
            form = .maybeHTML
            return
        }
        let type = frame.attributes.value("type")?.asciiLowercased
        if frame.hasMarkup {
            html = type == "xhtml" ? Self.withoutWrapper(text) : text
            form = .html
        } else if frame.namespace == .atom, type == nil || type == "text" || type == "text/plain",
            frame.attributes.value("mode") != "escaped"
        {
            html = HTMLWriting.escaped(text)
            form = .text
        } else if type == "html" || type == "text/html" || frame.local != "title" {
            html = text
            form = .html
        } else {
            html = text
            form = .maybeHTML
        }
    }

    /// Plain text on one line; made when asked for, as nobody asks it of the content of an entry.
    var line: String {
        switch form {
        case .text: raw.squeezed
        case .html: PlainText.line(html: html)
        case .maybeHTML: PlainText.line(maybeHTML: raw)
        }
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
