/// Why bytes gave no feed.
public enum FeedError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing but white space.
    case empty
    /// Something else than a feed: `HTML page`, `JSON`, `plain text`, `XML document <svg>`.
    case notAFeed(what: String)
    /// More bytes than are read.
    case tooLarge(bytes: Int, limit: Int)
    /// No element could be read.
    case unreadable

    /// The code for a rejection: `empty`, `not_a_feed`, `too_large`, `unreadable`.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .notAFeed: "not_a_feed"
        case .tooLarge: "too_large"
        case .unreadable: "unreadable"
        }
    }

    /// The message, in lower case.
    public var description: String {
        switch self {
        case .empty: "the feed is empty"
        case .notAFeed(let what): "not a feed but: \(what)"
        case .tooLarge(let bytes, let limit): "the feed has \(bytes) bytes, more than the \(limit) that are read"
        case .unreadable: "the feed holds no element that can be read"
        }
    }
}
