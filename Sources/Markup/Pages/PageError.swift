/// Why bytes gave no article.
public enum PageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing that a reader would see.
    case empty
    /// Something else than an HTML page: `PDF`, `JSON`, `feed`.
    case notAPage(what: String)
    /// A page that reports a failure, by its title.
    case errorPage(title: String)
    /// A page of links to articles.
    case listing(links: Int)
    /// Less text than an article has.
    case tooShort(bytes: Int, limit: Int)
    /// Elements nested too deeply, or too many of them, to read the page to its end, and no article before.
    case tooComplex
    /// More bytes than are read.
    case tooLarge(bytes: Int, limit: Int)

    /// The code for a rejection: `empty`, `not_a_page`, `error_page`, `listing`, `too_short`, `too_complex`, `too_large`.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .notAPage: "not_a_page"
        case .errorPage: "error_page"
        case .listing: "listing"
        case .tooShort: "too_short"
        case .tooComplex: "too_complex"
        case .tooLarge: "too_large"
        }
    }

    /// The message, in lower case.
    public var description: String {
        switch self {
        case .empty: "the page is empty"
        case .notAPage(let what): "not a page but: \(what)"
        case .errorPage(let title): "the page reports an error: \"\(title)\""
        case .listing(let links): "the page is a list of \(links) links, not an article"
        case .tooShort(let bytes, let limit):
            "the page's text has \(bytes) bytes; an article has at least \(limit)"
        case .tooComplex: "the page nests its elements too deeply, or has too many, to be read to its end"
        case .tooLarge(let bytes, let limit): "the page has \(bytes) bytes, more than the \(limit) that are read"
        }
    }
}
