/// What belongs to the page and not to the article, told by tag names, class names and the words of short lines.
enum Boilerplate {
    static let tags: Set<String> = [
        "nav", "aside", "footer", "form", "button", "select", "textarea", "input", "figcaption", "object", "embed",
        "video", "audio", "canvas", "map", "dialog", "menu", "iframe", "fieldset", "label", "option",
    ]

    /// Whether an element's tag, role, class or id says that it is no part of an article.
    static func marks(_ node: HTMLTree.Node) -> Bool {
        if tags.contains(node.name) { return true }
        if node["hidden"] != nil || node["aria-hidden"] == "true" { return true }
        if let style = node["style"], style.contains("display:none") || style.contains("display: none") { return true }
        if let role = node["role"],
            ["navigation", "complementary", "contentinfo", "banner", "search", "dialog", "menu"].contains(role)
        {
            return true
        }
        if ["html", "body", "main", "article", "p", "h1"].contains(node.name) { return false }
        for attribute in ["class", "id", "data-testid", "data-component"] {
            if let value = node[attribute], isTelling(value) { return true }
        }
        if let rel = node["rel"], rel.contains("tag") { return true }
        return false
    }

    /// Whether class names or an id tell of something beside the article.
    static func isTelling(_ value: String) -> Bool {
        value.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }).contains { name in
            let lower = String(name).asciiLowercased
            let words = lower.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == ":" || $0 == "." })
            if words.contains(where: { whole.contains($0) }) { return true }
            return parts.contains { lower.contains($0) }
        }
    }

    /// Words that tell when they stand alone between hyphens.
    private static let whole: Set<Substring> = [
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
    private static let parts: [String] = [
        "related", "newsletter", "sidebar", "side-bar", "breadcrumb", "recommend", "read-also", "also-read", "readalso",
        "baca-juga", "bacajuga", "social-", "sharebar", "share-", "-share", "advertis", "sponsor", "comment-list",
        "commentlist", "comments-", "author-box", "authorbox", "author-bio", "post-meta", "entry-meta", "article-meta",
        "most-read", "mostread", "most-popular", "latest-", "read-more", "read-next", "up-next", "image-caption",
        "wp-caption-text", "screen-reader", "visually-hidden", "sr-only", "cookie", "promo-", "-promo",
        "jp-relatedposts",
        "subscribe", "subscription", "tags-links", "post-tags", "entry-tags", "article-tags", "gallery-caption",
    ]

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
