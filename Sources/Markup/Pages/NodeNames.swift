/// What the names of each element (`class`, `id`) say of the article: that its text stands there, or that it does not.
///
/// Names repeat hundreds of times in a page and are judged once each. One pass.
struct NodeNames {
    /// Whether an element is named for an article's text.
    enum Body {
        case none
        /// As what may hold other things too: `content`.
        case weak
        /// As nothing else is: `entry-content`.
        case strong
    }

    private(set) var bodies: [Body] = []
    private(set) var verdicts: [Boilerplate.Verdict] = []

    init(_ tree: HTMLTree) {
        bodies.reserveCapacity(tree.nodes.count)
        verdicts.reserveCapacity(tree.nodes.count)
        var known: [String: (body: Body, verdict: Boilerplate.Verdict)] = [:]
        func judge(_ value: String) -> (body: Body, verdict: Boilerplate.Verdict) {
            if let judged = known[value] { return judged }
            let judged = (Self.body(value), Boilerplate.telling(value))
            known[value] = judged
            return judged
        }
        for node in tree.nodes {
            var body = Body.none
            var verdict = Boilerplate.Verdict.none
            for (name, value) in node.attributes {
                let isName = name == "class" || name == "id"
                guard isName || name == "data-testid" || name == "data-component" else { continue }
                let judged = judge(value)
                if judged.verdict.rawValue > verdict.rawValue { verdict = judged.verdict }
                if !isName { continue }
                if judged.body == .strong || body == .none { body = judged.body }
            }
            if node.name == "body" || node.name == "html" { body = .none }
            bodies.append(body)
            verdicts.append(Boilerplate.verdict(node, names: body == .strong ? .none : verdict))
        }
    }

    private static func body(_ value: String) -> Body {
        var found = Body.none
        var value = value
        value.withUTF8 { bytes in
            for name in bytes.split(whereSeparator: \.isBlank) {
                let mark = name.letterMark
                if strongMarks.contains(mark) {
                    found = .strong
                    return
                }
                if weakMarks.contains(mark) { found = .weak }
            }
        }
        return found
    }

    private static let strongMarks = Set(strong.map(\.utf8.letterMark))
    private static let weakMarks = Set(weak.map(\.utf8.letterMark))

    /// What elements around parts of one article have in common: the name that tells, else all names.
    static func sign(_ names: String) -> (sign: String, tells: Bool) {
        letters(of: names).first(where: strong.contains).map { ($0, true) } ?? (names, false)
    }

    /// The letters of each name, small: `article__body` is `articlebody`.
    private static func letters(of value: String) -> [String] {
        value.utf8.split(whereSeparator: \.isBlank).map { name in
            String(decoding: name.filter(\.isLetter).map(\.lowercased), as: UTF8.self)
        }
    }

    /// Names without hyphens and digits.
    private static let strong: Set<String> = [
        "entrycontent", "postcontent", "articlecontent", "articlebody", "articletext", "storybody", "storycontent",
        "postbody", "isiberita", "detailcontent", "detailtext", "detailbody", "kontenberita", "newscontent",
        "contentbody",
        "articlebodytext", "bodytext", "bodycontent", "storytext", "readcontent", "itpcontent", "articlemaincontent",
        "tdpostcontent", "singlecontent", "beritaisi", "contentdetail", "detailisi", "isi", "paragraph", "mainarticle",
        "articledetail", "textarticle", "blogcontent", "articlefulltext", "articlecontentbody", "contentarticle",
        "articlepagecontent", "richtextcontent", "postarticle", "jegcontent", "contentinner", "jsarticletext",
    ]
    private static let weak: Set<String> = [
        "content", "maincontent", "article", "story", "post", "contentmain", "single", "detail", "entry", "konten",
        "page",
        "primary", "singlepost", "blogpost", "postdetail", "berita",
    ]
}
