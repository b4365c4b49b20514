/// Why bytes gave no article.
public enum PageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing that a reader would see.
    case empty
    /// Something else than an HTML page: `PDF`, `JSON`, `feed`.
    case notAPage(what: String)
    /// A page that reports a failure, by its title.
    case errorPage(title: String)
    /// The front page of a site, where its articles change from hour to hour.
    case frontPage
    /// The beginning of an article that only subscribers read, or less.
    case paywall(bytes: Int)
    /// A page of links to articles.
    case listing(links: Int)
    /// Less text than an article has.
    case tooShort(bytes: Int, limit: Int)
    /// Elements nested too deeply, or too many of them, to read the page to its end, and no article before.
    case tooComplex
    /// More bytes than are read.
    case tooLarge(bytes: Int, limit: Int)

    /// The code for a rejection: `empty`, `not_a_page`, `error_page`, `front_page`, `paywall`, `listing`,
    /// `too_short`, `too_complex`, `too_large`.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .notAPage: "not_a_page"
        case .errorPage: "error_page"
        case .frontPage: "front_page"
        case .paywall: "paywall"
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
        case .frontPage:
            "the page is the front page of its site, not an article; where a link led here, its article is gone"
        case .paywall(let bytes): "the page shows \(bytes) bytes of an article that only subscribers read"
        case .listing(let links): "the page is a list of \(links) links, not an article"
        case .tooShort(let bytes, let limit):
            "the page's text has \(bytes) bytes; an article has at least \(limit)"
        case .tooComplex: "the page nests its elements too deeply, or has too many, to be read to its end"
        case .tooLarge(let bytes, let limit): "the page has \(bytes) bytes, more than the \(limit) that are read"
        }
    }
}
