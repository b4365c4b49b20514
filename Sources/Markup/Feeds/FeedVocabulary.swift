/// What the elements of all feed formats mean by name and place.
enum FeedVocabulary {
    struct Place {
        var scope: FeedBuilder.Scope
        /// Holds a value of its own.
        var isLeaf: Bool
        var capturesMarkup = false
    }

    private static func container(_ scope: FeedBuilder.Scope) -> Place { Place(scope: scope, isLeaf: false) }
    private static let nothing = Place(scope: .nothing, isLeaf: false)
    private static let value = Place(scope: .nothing, isLeaf: true)
    private static let markup = Place(scope: .nothing, isLeaf: true, capturesMarkup: true)

    static func isEntry(_ name: SAXName) -> Bool {
        guard name.namespace.isCore else { return false }
        switch name.element {
        case .item, .entry, .url, .sitemap: return true
        default: return false
        }
    }

    /// GML's geometries hold rings and positions; holes in them are passed over.
    private static func geography(_ name: FeedElement, _ namespace: FeedNamespace) -> Place {
        guard namespace == .gml || namespace == .georss else { return nothing }
        switch name {
        case .pos, .poslist, .coordinates, .lowercorner, .uppercorner: return value
        case .interior, .innerboundaryis: return nothing
        default: return container(.geo)
        }
    }

    static func place(
        of element: SAXName, in parent: FeedBuilder.Scope, format: Feed.Format, _ attributes: [SAXAttribute]
    ) -> Place {
        let (name, namespace) = (element.element, element.namespace)
        switch parent {
        case .document: return container(.feed)
        case .nothing: return nothing
        case .geo: return geography(name, namespace)
        case .feed, .entry, .source: break
        case .image, .person, .publication:
            return namespace.isCore || namespace == .image || namespace == .news ? value : nothing
        }
        if parent == .feed, namespace.isCore {
            if name == .item || name == .entry || format == .sitemap && name == .url
                || format == .sitemapindex && name == .sitemap
            {
                return container(.entry)
            }
            if name == .channel { return container(.feed) }
        }
        if parent == .entry, namespace.isCore, name == .item || name == .entry { return container(.entry) }
        switch (name, namespace) {
        case (.image, .none), (.image, .rss): return container(.image)
        case (.image, .image): return container(.image)
        case (.textinput, _), (.skiphours, _), (.skipdays, _), (.cloud, _): return nothing
        case (.news, .news), (.group, .media): return container(parent)
        case (.content, .media):
            // Its own title and the like are about the file, but thumbnails inside are the entry's.
            return container(parent)
        case (.category, .itunes) where attributes.value("text") != nil:
            // Categories stand inside of categories.
            return container(parent)
        case (.`where`, .georss), (_, .gml): return geography(name, namespace)
        case (.point, .geo), (.location, .media): return container(parent)
        case (.publication, .news): return container(.publication)
        case (.author, _) where namespace.isCore && format == .atom,
            (.contributor, _) where namespace.isCore && format == .atom, (.owner, .itunes),
            (.author, .atom), (.contributor, .atom):
            return container(.person)
        case (.source, .none) where format == .atom, (.source, .atom): return container(.source)
        case (.title, _), (.description, _), (.summary, _), (.content, _), (.subtitle, _), (.tagline, _),
            (.info, _), (.copyright, _), (.rights, _), (.body, _), (.encoded, _), (.fullitem, _), (.div, _),
            (.abstract, _):
            return markup
        default: return value
        }
    }
}
