/// What belongs to the page and not to the article, told by tag names, class names and the words of short lines.
enum Boilerplate {
    /// How surely an element is no part of an article.
    enum Verdict: Int {
        /// Nothing says so.
        case none
        /// Its names do, but articles are called so too: `widget` is any part of a page.
        case weak
        /// Its tag, its role or its names do.
        case strong
    }

    /// What an element's tag and role say, and its names, which are judged already.
    static func verdict(_ node: HTMLTree.Node, names: Verdict) -> Verdict {
        if node.isText { return .none }
        if node.kind.contains(.furniture) { return .strong }
        for (name, value) in node.attributes {
            switch name {
            case "hidden": return .strong
            case "aria-hidden": if value == "true" { return .strong }
            case "style": if Self.isUnseen(value) { return .strong }
            case "role": if roles.contains(value) { return .strong }
            case "rel": if value.holds("tag") { return .strong }
            default: break
            }
        }
        return node.kind.contains(.whole) ? .none : names
    }

    private static let roles: Set<String> = [
        "navigation", "complementary", "contentinfo", "banner", "search", "dialog", "menu",
    ]

    private static func isUnseen(_ style: String) -> Bool {
        style.holds("display:none") || style.holds("display: none")
    }

    /// What of an element says that it is no part of an article, in words; nil where nothing does.
    static func reason(_ node: HTMLTree.Node) -> String? {
        if node.kind.contains(.furniture) { return "<\(node.name)>" }
        if node["hidden"] != nil || node["aria-hidden"] == "true" { return "hidden" }
        if let style = node["style"], isUnseen(style) { return "not displayed" }
        for attribute in ["class", "id", "data-testid", "data-component"] {
            guard let value = node[attribute] else { continue }
            let names = value.split(whereSeparator: \.isWhitespace)
            if let name = names.first(where: { telling(String($0)) != .none }) { return "\(attribute) '\(name)'" }
        }
        return node["role"].map { "role '\($0)'" } ?? (node["rel"] == nil ? nil : "rel 'tag'")
    }

    /// What class names or an id tell.
    static func telling(_ value: String) -> Verdict {
        var found = Verdict.none
        var value = value
        value.withUTF8 { bytes in
            for name in bytes.split(whereSeparator: \.isBlank) {
                // Utility classes with conditions (`print:hidden`, `[.floated_&]:mt-0`) speak of looks alone, and a
                // heading as an id (`pelatihan-promosi-bagi-umkm-di-desa`) of the text.
                guard !name.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "[") }),
                    name.count(where: { $0 == 0x2D }) < 5
                else { continue }
                let verdict = parts.strongest(in: name)
                if verdict.rawValue > found.rawValue { found = verdict }
            }
        }
        return found
    }

    private static let parts: NameParts = {
        var parts = NameParts()
        parts.add(strongWords, .strong, areWords: true)
        parts.add(strongPieces, .strong, areWords: false)
        parts.add(weakWords, .weak, areWords: true)
        parts.add(weakPieces, .weak, areWords: false)
        return parts
    }()

    /// Words that tell when they stand alone between hyphens, of what holds no article.
    private static let weakWords = [
        "ad", "ads", "advert", "adv", "social", "sosmed", "widget", "subscribe", "subscription", "promo", "banner",
        "toolbar", "masthead", "skip", "print", "baca", "iklan", "login", "signup", "rating", "meta",
        "timestamp", "topics", "topic", "tag", "hidden", "follow", "feedback", "correction", "corrections", "more",
        "kicker", "sidebar", "sponsor", "sponsored", "teaser",
    ]

    /// Words that tell when they stand alone between hyphens.
    private static let strongWords = [
        "share", "sharing", "sharer", "related", "comment",
        "comments",
        "komentar", "disqus", "newsletter", "breadcrumb",
        "breadcrumbs",
        "nav", "menu", "footer", "popup", "modal", "cookie", "consent", "gdpr", "byline", "tags", "taglist",

        "caption", "credit", "pagination", "pager", "recommended", "recommendations", "trending", "popular",

        "outbrain", "taboola", "addtoany", "sharedaddy", "terkait",
        "populer", "terpopuler", "bacajuga", "lihatjuga",
        "author", "bio", "copyright", "disclaimer",
        "playlist", "rollover", "tooltip", "popover", "flyout", "lightbox",
        "survey", "poll", "readmore",
    ]

    /// Words that tell wherever they stand.
    private static let strongPieces = [
        "related", "newsletter", "breadcrumb", "recommend", "read-also", "also-read", "readalso",
        "baca-juga", "bacajuga", "sharebar", "share-", "-share", "comment-list",
        "commentlist", "comments-", "author-box", "authorbox", "author-bio", "post-meta", "entry-meta", "article-meta",
        "most-read", "mostread", "most-popular", "read-more", "read-next", "up-next", "image-caption",
        "wp-caption-text", "screen-reader", "visually-hidden", "sr-only", "cookie",
        "jp-relatedposts",
        "onetrust", "ccpa", "optanon", "tags-links", "post-tags", "entry-tags",
        "article-tags", "gallery-caption",
    ]

    /// The same of what holds no article.
    private static let weakPieces = [
        "sidebar", "side-bar", "social-", "promo-", "-promo", "subscribe", "subscription", "advertis", "sponsor",
        "latest-",
    ]

    /// Whether a short line is a pointer elsewhere, a label or a call, and no sentence of the article.
    static func isLabel(_ text: String) -> Bool {
        guard text.utf8.count < 240 else { return false }
        // "Baca juga" opens a link whatever follows; a label stands alone or before a colon.
        if starts.holds(text.trimmed, onlyAtStart: true) { return true }
        return text.utf8.count < 60 && wholeLines.contains(text.lowercased().trimmingPunctuation)
    }

    private static let starts = NameParts(pieces: [
        "baca juga", "simak juga", "lihat juga", "baca selengkapnya", "halaman selanjutnya", "editor:", "editor :",
        "penulis:", "penulis :", "reporter:", "reporter :", "pewarta:", "pewarta :", "redaktur:", "redaktur :",
        "sumber:",
        "tonton juga", "artikel terkait", "berita terkait", "video pilihan", "pilihan editor", "ikuti berita",
        "dapatkan update berita", "cek berita", "also read", "read also", "see also:", "read more:", "related:",
        "related articles", "related stories", "recommended stories", "sign up for", "subscribe to", "follow us on",
        "share this", "click here to", "tags:", "filed under", "copyright ©", "© ", "all rights reserved", "watch:",
        "listen:", "advertisement", "story continues", "continue reading", "more from", "more on this story",
        "photo:", "image:", "foto:", "dibaca:", "dibaca :", "lihat artikel asli", "download aplikasi",
    ])

    private static let wholeLines: Set<String> = [
        "iklan", "scroll to continue with content", "advertisement", "share", "bagikan", "print", "cetak", "tweet",
        "comments", "komentar", "related", "terkait", "read more", "selengkapnya", "lanjutkan membaca", "next",
        "previous",
        "subscribe", "sign in", "log in", "most read", "terpopuler", "gambas:video", "advertisement scroll to continue",
    ]
}

extension String {
    /// Without punctuation at both ends.
    fileprivate var trimmingPunctuation: String {
        func isWord(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: isWord), let last = scalars.lastIndex(where: isWord) else {
            return ""
        }
        return String(scalars[first...last])
    }
}
