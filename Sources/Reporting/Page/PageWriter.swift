import Mustache

/// The HTML of a report: templates filled with the views of all sections.
struct PageWriter {
    private let library: MustacheLibrary

    init() throws {
        MustacheContentTypes.register(SafeHTML(), named: "SAFE")
        var library = MustacheLibrary()
        for (name, text) in Templates.all { try library.register("{{% CONTENT_TYPE: SAFE}}\n\(text)", named: name) }
        self.library = library
    }

    /// The page.
    func html(_ page: View) -> String { library.render(page, withTemplate: "page") ?? "" }
}

/// Escapes by scalars; see `PlainText.html`.
private struct SafeHTML: MustacheContentType {
    func escapeText(_ text: String) -> String { PlainText.html(text) }
}
