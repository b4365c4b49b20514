/// What the name of an element says of it, looked up once for each element of a page.
struct ElementKind: OptionSet, Sendable {
    let rawValue: UInt8

    /// Begins a line of its own.
    static let block = ElementKind(rawValue: 1)
    /// Holds what belongs to the page and not to its article.
    static let furniture = ElementKind(rawValue: 1 << 1)
    /// Holds too much for its class names to take it away.
    static let whole = ElementKind(rawValue: 1 << 2)

    /// The kind of an element by its name in small letters.
    static func of(_ name: String) -> ElementKind { table[name] ?? [] }

    private static let table: [String: ElementKind] = {
        var table: [String: ElementKind] = [:]
        func add(_ kind: ElementKind, _ names: String) {
            for name in names.split(whereSeparator: \.isWhitespace) { table[String(name), default: []].insert(kind) }
        }
        add(
            .block,
            """
            html body div p article section main header footer aside nav ul ol li dl dt dd table tbody thead tr td th blockquote
            pre h1 h2 h3 h4 h5 h6 figure figcaption form fieldset address center details summary hgroup head title
            """)
        add(
            .furniture,
            """
            nav aside footer form button select textarea input figcaption object embed video audio canvas map dialog menu iframe
            fieldset label option
            """)
        add(.whole, "html body main article p h1")
        return table
    }()
}
