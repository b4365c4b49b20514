/// The elements of all feed formats that say something, by their local names in whatever case.
///
/// A name is looked up once a document (`SAXName`); what follows compares numbers.
enum FeedElement: String, CaseIterable {
    // Roots and containers.
    case rss, rdf, feed, urlset, sitemapindex, channel, item, entry, url, sitemap
    // Texts.
    case title, description, summary, content, subtitle, tagline, info, abstract, body, encoded, fullitem, div, text
    case copyright, rights, language
    // Identity and addresses.
    case id, guid, identifier, link, loc, enclosure, source, a
    // People.
    case author, creator, managingeditor, webmaster, contributor, owner, name, email, uri, homepage
    // Keywords.
    case category, subject, keywords, tags
    // Pictures and files.
    case image, logo, icon, thumbnail, group, width, height
    // Dates.
    case pubdate, published, publicationDate = "publication_date", issued, available, date, created, updated, modified,
        lastmod, lastbuilddate
    // News sitemaps.
    case news, publication
    // Places.
    case `where`, point, location, lat, latitude, lon, long, longitude, pos, poslist, coordinates, lowercorner,
        uppercorner, interior, innerboundaryis, linestring, polygon, envelope, box
    // What is left out.
    case textinput, skiphours, skipdays, cloud
    case other

    init(_ local: String) { self = Self.byName[local.asciiLowercased] ?? .other }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
