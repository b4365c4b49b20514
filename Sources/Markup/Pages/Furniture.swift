/// Lines at the beginning and end of an article's text, and calls inside it, that are no part of what it tells: dates,
/// places of filing, newsletters, who writes here.
enum Furniture {
    /// How many lines at each end may be furniture.
    private static let reach = 4

    /// The text without them; all of it where nothing else would be left.
    static func removed(from blocks: [Article.Block], authors: [String]) -> [Article.Block] {
        var kept = blocks.filter { $0.kind == .quote || !isCall($0.text) && !isCaption($0.text) }
        guard let long = kept.firstIndex(where: { $0.kind != .heading && $0.text.utf8.count >= 100 }) else {
            return blocks
        }
        let head = kept[..<long].enumerated().filter { !isOverline($0.element, at: $0.offset) }.map(\.element)
        kept.replaceSubrange(..<long, with: head)
        for _ in 0..<reach {
            guard kept.count > 2, let last = kept.last, last.kind != .quote, isUnderline(last.text, authors) else {
                break
            }
            kept.removeLast()
        }
        return kept
    }

    /// Whether a block before the first paragraph is a date, a section or a label.
    private static func isOverline(_ block: Article.Block, at place: Int) -> Bool {
        let text = block.text
        guard place < reach, block.kind != .heading, text.utf8.count < 90, !endsSentence(text) else { return false }
        let digits = text.utf8.count(where: \.isDigit)
        return digits >= 3 || place < 2 && text.unicodeScalars.count < 40
    }

    /// Whether a short text ends in the credit of a picture.
    private static func isCaption(_ text: String) -> Bool {
        guard text.utf8.count < 300 else { return false }
        let end = String(text.suffix(48)).lowercased()
        return end.holds("©") || end.holds("getty images") || end.holds("(ap photo") || end.hasSuffix("撮影）")
    }

    /// Whether the last block says who wrote, edited or helped, or how to reach them.
    private static func isUnderline(_ text: String, _ authors: [String]) -> Bool {
        guard text.utf8.count < 420 else { return false }
        if ends.holds(text, onlyAtStart: true) { return true }
        if text.utf8.count < 260, text.utf8.contains(UInt8(ascii: "@")), !text.utf8.contains(0x22) { return true }
        // A quotation may name its writer; what is told of him in the third person is no part of the article.
        guard !text.unicodeScalars.contains(where: { "\"“”„«»".unicodeScalars.contains($0) }) else { return false }
        return authors.contains { $0.utf8.count >= 8 && $0.utf8.contains(0x20) && text.prefix(160).contains($0) }
    }

    private static let ends = NameParts(pieces: [
        "reporting by", "(reporting by", "additional reporting", "writing by", "editing by", "(editing by",
        "our standards:", "with files from", "sumber artikel", "laporan tambahan", "(penulis adalah",
    ])

    /// Whether a short text asks readers to do something else than read on.
    static func isCall(_ text: String) -> Bool {
        text.utf8.count < 280 && calls.holds(text)
    }

    private static let calls = NameParts(pieces: [
        "our newsletter", "free newsletter", "weekly newsletter", "daily newsletter", "newsletter here",
        "’s newsletter",
        "'s newsletter", "zum newsletter", "newsletter abonnieren", "newsletter anmelden", "right in your inbox",
        "meet your inbox", "sign up for our", "sign up to our", "sign up here", "subscribe to our", "subscribe now",
        "follow us on", "follow him on twitter", "follow her on twitter", "on facebook and twitter", "download our app",
        "download the app", "breaking news and stories from", "bookmark our homepage", "create an account or sign in",
        "réservée aux abonnés", "réservé aux abonnés", "news-app", "whatsapp channel", "saluran whatsapp",
        "kanal whatsapp", "channel whatsapp", "channel telegram", "saluran telegram", "di google news",
        "unduh aplikasi",
        "download aplikasi", "ikuti kami di", "simak berita lainnya", "dapatkan berita", "cek berita dan artikel",
        "klik di sini", "gabung di", "berlangganan", "会員登録", "会員限定", "有料記事", "have a tip?", "got a tip?",
        "we want to hear from you",
    ])

    private static func endsSentence(_ text: String) -> Bool {
        guard let last = text.unicodeScalars.last else { return false }
        return ".?!…:;,\"”»。」』".unicodeScalars.contains(last)
    }
}
