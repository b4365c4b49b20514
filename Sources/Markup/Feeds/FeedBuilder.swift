import CLibXML2

/// Listens to a feed's document and builds its values: knows where in the feed it stands.
///
/// Each open element has a frame: what its children are about (its scope), and, for elements that hold a value, the
/// text or markup gathered for it. Text goes to the innermost frame alone, so no child's title leaks into its parent's.
final class FeedBuilder: SAXListener {
    /// What an element's children are about.
    enum Scope {
        case document, feed, entry, source, image, person, publication, geo
        /// Nobody reads what is inside.
        case nothing
    }

    struct Frame {
        let name: SAXName
        let scope: Scope
        let attributes: [SAXAttribute]
        let base: String?
        /// What is in force by xml:lang; empty where a blank one ended the inheritance.
        let language: String?
        /// The element itself says its language, or that none is known.
        let namesLanguage: Bool
        /// Inline markup is kept as HTML; else children are left out.
        let capturesMarkup: Bool
        let isLeaf: Bool
        var text: [UInt8] = []
        /// The text holds markup, and what is not markup in it is escaped.
        var hasMarkup = false
        /// The first element in it is of XHTML by its namespace.
        var beginsWithXHTML = false

        var namespace: FeedNamespace { name.namespace }
        var local: String { name.local }
        var element: FeedElement { name.element }
    }

    private(set) var root: String?
    private(set) var rootTag = ""
    private(set) var isFeed = false
    private(set) var isDone = false
    var feed = Feed(format: .rss, charset: "")
    /// The entry that is open, where one is.
    var entry = FeedEntry()
    private(set) var isInEntry = false
    var source: FeedSource?
    var person: FeedPerson?
    var picture: FeedMedia?
    /// Title and link of the picture.
    var pictureWords: (title: String?, link: String?) = (nil, nil)
    var language = EntryLanguage()
    /// What the W3C's geo vocabulary gives in two elements.
    var position: (latitude: Double?, longitude: Double?) = (nil, nil)
    /// The first corner of a GML envelope, until the second comes.
    var lowerCorner: String?
    var dates = FeedDates()
    var feedDates = FeedDates()
    /// Title and subtitle from extensions, for feeds without their own.
    var feedSpare: (title: String?, subtitle: String?) = (nil, nil)
    /// Title and summary from extensions, for entries without their own.
    var spare: (title: String?, summary: String?) = (nil, nil)
    private var entryStart = 0
    private var entryDepth = 0
    private var frames: [Frame] = []
    /// Whether the innermost element holds a value: asked of each piece of text, most of which is between elements.
    private var isLeafOpen = false
    /// How many elements of inline markup are open inside a frame that captures.
    private var markupDepth = 0
    private var faults: Set<Mend> = []
    private var brokeOff = false
    private let limit: Int
    private let url: String?
    private let answerLanguage: String?

    /// `language` is that of the answer, for what names none itself.
    init(url: String?, language: String?, limit: Int) {
        self.url = url
        answerLanguage = language
        self.limit = limit
    }

    // MARK: - Events

    func started(_ element: SAXElement, at offset: Int) {
        if isLeafOpen {
            markup(element)
            return
        }
        let namespace = element.name.namespace
        if frames.isEmpty { begin(element, namespace) }
        // CDF is written in capitals, or not.
        let attributes = feed.format == .cdf ? element.attributes.map(\.inLowerCase) : element.attributes
        let ownLanguage = element.xmlLanguage
        let language = ownLanguage ?? frames.last?.language
        let parent = frames.last?.scope ?? (FeedVocabulary.isEntry(element.name) ? .feed : .document)
        let place = FeedVocabulary.place(of: element.name, in: parent, format: feed.format, attributes)
        if place.scope == .entry, parent != .entry || FeedVocabulary.isEntry(element.name) {
            if FeedVocabulary.isEntry(element.name), isInEntry { finishEntry(before: offset) }
            if !isInEntry {
                isInEntry = true
                entry = FeedEntry()
                dates = FeedDates()
                spare = (nil, nil)
                position = (nil, nil)
                self.language = EntryLanguage(inherited: language)
                entryStart = offset
                entryDepth = frames.count
                entry.id = namespace == .rss || namespace == .none ? element.value("about") : nil
            }
        }
        let base = (element.xml("base") ?? (feed.format == .cdf ? attributes.value("base") : nil)).map {
            URLs.resolve($0, against: frames.last?.base ?? url)
        }
        let frame = Frame(
            name: element.name, scope: place.scope, attributes: attributes, base: base ?? frames.last?.base ?? url,
            language: language, namesLanguage: ownLanguage != nil, capturesMarkup: place.capturesMarkup,
            isLeaf: place.isLeaf)
        opened(frame, from: parent)
        frames.append(consume frame)
        isLeafOpen = place.isLeaf
    }

    /// Attributes that tell a channel of CDF from one of RSS whose root is gone.
    private static let cdfMarks: Set<String> = ["href", "lastmod", "base", "self", "precache"]

    /// The innermost open element of these names in GML.
    func geometry() -> Frame? {
        frames.last {
            $0.namespace == .gml
                && [.point, .linestring, .polygon, .envelope, .box].contains($0.element)
        }
    }

    private func begin(_ element: SAXElement, _ namespace: FeedNamespace) {
        root = element.local
        rootTag = (element.prefix.map { $0 + ":" } ?? "") + element.local
        switch (element.name.element, namespace) {
        case (.channel, _)
        where element.attributes.contains(where: { Self.cdfMarks.contains($0.local.asciiLowercased) }),
            (.channel, _) where element.local == "CHANNEL":
            feed.format = .cdf
        case (.rss, _), (.channel, _): feed.format = .rss
        case (.rdf, _): feed.format = .rdf
        case (.feed, _), (.entry, .atom): feed.format = .atom
        case (.urlset, _): feed.format = .sitemap
        case (.sitemapindex, _): feed.format = .sitemapindex
        default:
            isDone = true
            return
        }
        isFeed = true
        feed.language = element.xml("lang")
    }

    func ended(before offset: Int) {
        if markupDepth > 0 {
            endMarkup()
            return
        }
        guard let frame = frames.popLast() else { return }
        isLeafOpen = false
        let parent = frames.last?.scope ?? .document
        if frame.isLeaf { take(frame, in: parent) }
        closed(frame, parent: parent)
        if frames.count == entryDepth, isInEntry { finishEntry(before: offset) }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isLeafOpen, let last = frames.indices.last else { return }
        if markupDepth > 0, !frames[last].capturesMarkup { return }
        if frames[last].hasMarkup {
            HTMLWriting.escape(bytes, into: &frames[last].text)
        } else {
            frames[last].text.append(contentsOf: bytes)
        }
    }

    func section(_ bytes: UnsafeBufferPointer<UInt8>) {
        if frames.isEmpty { faults.insert(.notWellFormed) }
        text(bytes)
    }

    func stopped(by limit: Mend) {
        faults.insert(limit)
        isDone = true
    }

    func fault(code: Int32) {
        switch code {
        case Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue): faults.insert(.undeclaredPrefix)
        case Int32(XML_ERR_TAG_NOT_FINISHED.rawValue), Int32(XML_ERR_DOCUMENT_END.rawValue),
            Int32(XML_ERR_CDATA_NOT_FINISHED.rawValue), Int32(XML_ERR_COMMENT_NOT_FINISHED.rawValue),
            Int32(XML_ERR_GT_REQUIRED.rawValue), Int32(XML_ERR_INTERNAL_ERROR.rawValue):
            brokeOff = true
            faults.insert(.notWellFormed)
        default: faults.insert(.notWellFormed)
        }
    }

    // MARK: - Inline markup

    private func markup(_ element: SAXElement) {
        markupDepth += 1
        guard let last = frames.indices.last, frames[last].capturesMarkup else { return }
        if !frames[last].hasMarkup {
            frames[last].hasMarkup = true
            frames[last].beginsWithXHTML = element.uri.map { $0.hasSuffix("/1999/xhtml") } ?? false
            let plain = frames[last].text
            frames[last].text.removeAll()
            plain.withUnsafeBufferPointer { HTMLWriting.escape($0, into: &frames[last].text) }
        }
        let name = HTMLWriting.name(of: element)
        HTMLWriting.open(name, element.attributes, into: &frames[last].text)
        markupNames.append(name)
    }

    private var markupNames: [String] = []

    private func endMarkup() {
        markupDepth -= 1
        guard let last = frames.indices.last, frames[last].capturesMarkup, let name = markupNames.popLast() else {
            return
        }
        HTMLWriting.close(name, into: &frames[last].text)
    }

    // MARK: - Entries

    private func finishEntry(before end: Int) {
        isInEntry = false
        // Taken out, not copied: an entry has many fields.
        var done = FeedEntry()
        swap(&done, &entry)
        dates.settle(&done.published, &done.modified)
        if done.title == nil { done.title = spare.title }
        if done.summaryHTML == nil { done.summaryHTML = spare.summary }
        done.offset = entryStart
        done.length = end - entryStart
        if done.link == nil, done.guidIsPermalink, let guid = done.id, URLs.isWeb(guid) { done.link = guid }
        if done.link == nil, feed.format == .rdf, let about = done.id, URLs.isWeb(about) { done.link = about }
        if done.link == nil { done.link = done.links.first { $0.rel == "alternate" }?.url }
        done.language = language.result
        if done.geo == nil, let latitude = position.latitude, let longitude = position.longitude {
            done.geo = FeedGeo(.point, [[longitude, latitude]])
        }
        if feed.entries.count < limit {
            feed.entries.append(done)
        } else {
            faults.insert(.tooManyEntries)
            isDone = true
        }
    }

    /// The finished feed; `inInput` tells where a byte of the mended text stood in the input.
    func finish(charset: String, mends: Set<Mend>, closed: Bool, inInput: (Int) -> Int?) -> Feed {
        var feed = Feed(format: feed.format, charset: charset)
        swap(&feed, &self.feed)
        feed.charset = charset
        feedDates.settle(&feed.published, &feed.modified)
        if feed.title == nil { feed.title = feedSpare.title }
        if feed.subtitle == nil { feed.subtitle = feedSpare.subtitle }
        if feed.language == nil { feed.language = answerLanguage }
        var mends = mends.union(faults)
        if brokeOff, !closed {
            feed.truncated = true
            mends.insert(.truncated)
            mends.remove(.notWellFormed)
        }
        if !mends.isDisjoint(with: [.tooManyEntries, .tooManyNames, .tooDeep]) { feed.truncated = true }
        for index in feed.entries.indices {
            let start = feed.entries[index].offset ?? 0
            let end = start + (feed.entries[index].length ?? 0)
            feed.entries[index].offset = inInput(start)
            feed.entries[index].length = inInput(end).flatMap { last in inInput(start).map { last - $0 } }
            let language = feed.entries[index].language ?? feed.language
            feed.entries[index].language = language?.nonEmpty
        }
        feed.mended = mends.reasons
        return feed
    }
}

extension SAXElement {
    /// An attribute without a namespace of its own, or of RDF.
    func value(_ name: String) -> String? { attributes.value(name) }
    /// The value of xml:lang; empty where it is there and blank, nil where it is not there.
    var xmlLanguage: String? {
        attributes.first { $0.local == "lang" && $0.prefix == "xml" }?.value.trimmed
    }
    /// An attribute of the `xml` namespace.
    func xml(_ name: String) -> String? {
        attributes.first { $0.local == name && $0.prefix == "xml" }?.value.trimmed.nonEmpty
    }
}

extension SAXAttribute {
    fileprivate var inLowerCase: SAXAttribute {
        SAXAttribute(name: SAXName(local: local.asciiLowercased, prefix: prefix, uri: uri), value: value)
    }
}

extension [SAXAttribute] {
    func value(_ name: String) -> String? {
        first { $0.local == name && ($0.prefix == nil || $0.prefix == "rdf") }?.value.trimmed.nonEmpty
    }
}
