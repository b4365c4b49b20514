/// What belongs to the page and not to the article, told by tag names, class names and the words of short lines.
enum Boilerplate {
    static let tags: Set<String> = [
        "nav", "aside", "footer", "form", "button", "select", "textarea", "input", "figcaption", "object", "embed",
        "video", "audio", "canvas", "map", "dialog", "menu", "iframe", "fieldset", "label", "option",
    ]

    /// Whether an element's tag, role, class or id says that it is no part of an article.
    ///
    /// `verdicts` remembers what names were found to tell: pages repeat theirs hundreds of times.
    static func marks(_ node: HTMLTree.Node, _ verdicts: inout [String: Bool]) -> Bool {
        if tags.contains(node.name) { return true }
        if node["hidden"] != nil || node["aria-hidden"] == "true" { return true }
        if let style = node["style"], style.contains("display:none") || style.contains("display: none") { return true }
        if let role = node["role"],
            ["navigation", "complementary", "contentinfo", "banner", "search", "dialog", "menu"].contains(role)
        {
            return true
        }
        if ["html", "body", "main", "article", "p", "h1"].contains(node.name) || ArticleFinder.isNamedBody(node) {
            return false
        }
        for attribute in ["class", "id", "data-testid", "data-component"] {
            guard let value = node[attribute] else { continue }
            if let known = verdicts[value] {
                if known { return true }
                continue
            }
            let verdict = isTelling(value)
            verdicts[value] = verdict
            if verdict { return true }
        }
        if let rel = node["rel"], rel.contains("tag") { return true }
        return false
    }

    /// Whether class names or an id tell of something beside the article.
    static func isTelling(_ value: String) -> Bool {
        value.utf8.map(\.lowercased).split(whereSeparator: \.isBlank).contains { name in
            // Utility classes with conditions (`print:hidden`, `[.floated_&]:mt-0`) speak of looks alone.
            if name.contains(UInt8(ascii: ":")) || name.contains(UInt8(ascii: "[")) { return false }
            let name = Array(name)
            if parts.contains(where: { name.holds($0) }) { return true }
            let isBetween: (UInt8) -> Bool = { $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
            return name.split(whereSeparator: isBetween).contains {
                whole.contains(String(decoding: $0, as: UTF8.self))
            }
        }
    }

    /// Words that tell when they stand alone between hyphens.
    private static let whole: Set<String> = [
        "ad", "ads", "advert", "adv", "share", "sharing", "sharer", "social", "sosmed", "related", "comment",
        "comments",
        "komentar", "disqus", "sidebar", "widget", "newsletter", "subscribe", "subscription", "breadcrumb",
        "breadcrumbs",
        "nav", "menu", "footer", "promo", "popup", "modal", "cookie", "consent", "gdpr", "byline", "tags", "taglist",
        "tag",
        "caption", "credit", "pagination", "pager", "recommended", "recommendations", "trending", "popular",
        "sponsored",
        "sponsor", "outbrain", "taboola", "addtoany", "sharedaddy", "toolbar", "masthead", "skip", "print", "terkait",
        "populer", "terpopuler", "bacajuga", "lihatjuga", "baca", "iklan", "banner", "paywall", "login", "signup",
        "author", "bio", "rating", "meta", "timestamp", "copyright", "disclaimer", "topics", "topic", "teaser",
        "playlist",
        "hidden", "survey", "poll", "follow", "feedback", "correction", "corrections", "readmore", "more", "kicker",
    ]

    /// Words that tell wherever they stand.
    private static let parts: [[UInt8]] = [
        "related", "newsletter", "sidebar", "side-bar", "breadcrumb", "recommend", "read-also", "also-read", "readalso",
        "baca-juga", "bacajuga", "social-", "sharebar", "share-", "-share", "advertis", "sponsor", "comment-list",
        "commentlist", "comments-", "author-box", "authorbox", "author-bio", "post-meta", "entry-meta", "article-meta",
        "most-read", "mostread", "most-popular", "latest-", "read-more", "read-next", "up-next", "image-caption",
        "wp-caption-text", "screen-reader", "visually-hidden", "sr-only", "cookie", "promo-", "-promo",
        "jp-relatedposts",
        "onetrust", "ccpa", "optanon", "subscribe", "subscription", "tags-links", "post-tags", "entry-tags",
        "article-tags", "gallery-caption",
    ].map { Array($0.utf8) }

    /// Whether a short line is a pointer elsewhere, a label or a call, and no sentence of the article.
    static func isLabel(_ text: String) -> Bool {
        let lower = text.lowercased().trimmed
        guard lower.utf8.count < 240 else { return false }
        for start in starts where lower.hasPrefix(start) {
            // "Baca juga" opens a link whatever follows; a label stands alone or before a colon.
            return true
        }
        return wholeLines.contains(lower.trimmingPunctuation)
    }

    private static let starts: [String] = [
        "baca juga", "simak juga", "lihat juga", "baca selengkapnya", "halaman selanjutnya", "editor:", "editor :",
        "penulis:", "penulis :", "reporter:", "reporter :", "pewarta:", "pewarta :", "redaktur:", "redaktur :",
        "sumber:",
        "tonton juga", "artikel terkait", "berita terkait", "video pilihan", "pilihan editor", "ikuti berita",
        "dapatkan update berita", "cek berita", "also read", "read also", "see also:", "read more:", "related:",
        "related articles", "related stories", "recommended stories", "sign up for", "subscribe to", "follow us on",
        "share this", "click here to", "tags:", "filed under", "copyright ©", "© ", "all rights reserved", "watch:",
        "listen:", "advertisement", "story continues", "continue reading", "more from", "more on this story",
        "photo:", "image:", "foto:", "dibaca:", "dibaca :", "lihat artikel asli", "download aplikasi",
    ]

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

extension [UInt8] {
    /// Whether the bytes of another array, which is not empty, stand in this one.
    fileprivate func holds(_ wanted: [UInt8]) -> Bool {
        guard count >= wanted.count, let first = wanted.first else { return false }
        for start in 0...count - wanted.count where self[start] == first {
            var offset = 1
            while offset < wanted.count, self[start + offset] == wanted[offset] { offset += 1 }
            if offset == wanted.count { return true }
        }
        return false
    }
}
