/// Who wrote a page's article: the surest place that names people decides, and the places that say the same are kept.
///
/// What the newsroom prints with a word for it (`Penulis: …`) comes first: JSON-LD often names the account that put the
/// article in. Where no place names a person, the organisation, office or newsroom that does sign stands.
struct PageAuthors {
    /// The names, as written.
    private(set) var names: [String] = []
    /// The places that name exactly these, the surest first.
    private(set) var places: [String] = []

    init(
        _ data: LinkedData, _ meta: MetaTags, _ embedded: EmbeddedData, bylines: [Byline], signed: String?,
        beside icons: [String], sites: SiteNames
    ) {
        var places: [(name: String, texts: [String])] = []
        // A label counts before "oleh": behind that themes print the name of the account.
        for byline in bylines.filter(\.isLabelled) + bylines.filter({ !$0.isLabelled }) {
            if let author = byline.author { places.append(("byline", [author])) }
        }
        places.append(("json-ld:author", data.authors))
        for key in MetaTags.authors { places.append(("meta:\(key)", meta.all(key))) }
        places.append(("itemprop:author", embedded.authors))
        places.append(("rel:author", embedded.linkedAuthors))
        for text in embedded.classAuthors { places.append(("class", [text])) }
        for text in icons { places.append(("icon", [text])) }
        if let signed { places.append(("text", [signed])) }
        places.append(("json-ld:author", data.organizations))
        places.removeAll { $0.texts.isEmpty }
        if !choose(places, sites, newsroom: false) { _ = choose(places, sites, newsroom: true) }
    }

    private mutating func choose(
        _ places: [(name: String, texts: [String])], _ sites: SiteNames, newsroom: Bool
    ) -> Bool {
        for place in places {
            let found = AuthorNames.clean(place.texts, sites: sites, newsroom: newsroom)
            if names.isEmpty { names = found }
            guard !names.isEmpty, found == names, !self.places.contains(place.name) else { continue }
            self.places.append(place.name)
        }
        return !names.isEmpty
    }
}
