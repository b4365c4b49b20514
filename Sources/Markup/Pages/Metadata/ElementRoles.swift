/// What the names of an element (`class`, `id`) say that it holds, as far as metadata asks.
///
/// Names are read as words: `post-author_name` is `post`, `author` and `name`.
struct ElementRoles: OptionSet, Sendable {
    let rawValue: UInt16

    /// Other articles, comments, menus.
    static let aside = ElementRoles(rawValue: 1)
    /// The foot of a page.
    static let foot = ElementRoles(rawValue: 1 << 1)
    /// Who wrote the article.
    static let author = ElementRoles(rawValue: 1 << 2)
    /// When it was published.
    static let published = ElementRoles(rawValue: 1 << 3)
    /// When it was changed.
    static let modified = ElementRoles(rawValue: 1 << 4)
    /// What it is about.
    static let tags = ElementRoles(rawValue: 1 << 5)
    /// Where it is filed.
    static let breadcrumbs = ElementRoles(rawValue: 1 << 6)
    /// What is written under a picture.
    static let caption = ElementRoles(rawValue: 1 << 7)
    /// The sign of a person.
    static let person = ElementRoles(rawValue: 1 << 8)
    /// A sign of a font of signs.
    static let sign = ElementRoles(rawValue: 1 << 9)

    /// A date.
    static let date = ElementRoles(rawValue: 1 << 10)

    /// The roles that an attribute's value tells.
    static func of(_ value: String) -> ElementRoles {
        var told: ElementRoles = []
        var denied: ElementRoles = []
        var value = value
        value.withUTF8 { bytes in
            for word in bytes.split(whereSeparator: { !$0.isLetter }) where word.count <= 20 {
                guard let entry = table[word.letterMark] else { continue }
                told.formUnion(entry.tells)
                denied.formUnion(entry.denies)
            }
        }
        return told.subtracting(denied)
    }

    private typealias Entry = (tells: ElementRoles, denies: ElementRoles)

    private static let table: [UInt64: Entry] = {
        var table: [UInt64: Entry] = [:]
        func add(_ words: String, tells: ElementRoles = [], denies: ElementRoles = []) {
            for word in words.split(whereSeparator: \.isWhitespace) {
                table[word.utf8.letterMark, default: ([], [])].tells.formUnion(tells)
                table[word.utf8.letterMark, default: ([], [])].denies.formUnion(denies)
            }
        }
        add(
            """
            related comment comments komentar disqus sidebar widget recommended recommendation recommendations recirculation
            teaser teasers popular populer terpopuler terkait terbaru lainnya latest trending nav menu navigation mostread
            promo newsletter
            """, tells: .aside)
        add("footer", tells: .foot)
        add("entry post article content", denies: .foot)
        add(
            """
            author authors authorname byline penulis reporter wartawan jurnalis autor auteur autore writer vcard
            """, tells: .author)
        add(
            """
            bio avatar img image photo foto description desc about social follow related more comment share email role title
            job jobtitle position twitter url
            """, denies: .author)
        add("published publish pubdate created terbit tayang", tells: .published)
        add("date datetime publishdate pubdate tanggal tgl waktu timestamp datum fecha tarih", tells: .date)
        add("updated update modified lastupdated diperbarui", tells: .modified)
        add("tags tag tagar taglist topik keywords", tells: .tags)
        add("cloud more", denies: .tags)
        add("breadcrumb breadcrumbs", tells: .breadcrumbs)
        add("caption keterangan", tells: .caption)
        add("title", denies: .caption)
        add("user person pencil pen author", tells: .person)
        add("login nav menu", denies: .person)
        add("fa fas far fal bi icon glyphicon ti la las mdi lni", tells: .sign)
        return table
    }()
}
