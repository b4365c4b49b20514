import CLibXML2

/// The name of an element or attribute, made once for all the places where it stands.
final class SAXName {
    let local: String
    let prefix: String?
    let uri: String?
    /// The vocabulary that the name is of.
    let namespace: FeedNamespace
    /// What it is called there.
    let element: FeedElement

    init(local: String, prefix: String?, uri: String?) {
        self.local = local
        self.prefix = prefix
        self.uri = uri
        namespace = FeedNamespace(uri: uri, prefix: prefix)
        element = FeedElement(local)
    }
}

/// The names met in one document, found by where libxml2 keeps them: its dictionary holds each spelling once.
///
/// A fixed number of places, the newest name in each: a document of a million names costs time, not memory.
struct SAXNames {
    private struct Entry {
        var local: UnsafePointer<xmlChar>?
        var prefix: UnsafePointer<xmlChar>?
        var uri: UnsafePointer<xmlChar>?
        var name: SAXName?
    }

    private static let size = 256
    private var entries = [Entry](repeating: Entry(), count: size)

    /// The name whose parts libxml2 keeps there.
    mutating func name(
        _ local: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?
    ) -> SAXName {
        let mixed = UInt(bitPattern: local) &+ UInt(bitPattern: uri) &* 31 &+ UInt(bitPattern: prefix) &* 7
        let place = Int((mixed &* 0x9E37_79B9_7F4A_7C15) >> 56)
        let entry = entries[place]
        if let name = entry.name, entry.local == local, entry.prefix == prefix, entry.uri == uri { return name }
        let name = SAXName(
            local: local.map { String(cString: $0) } ?? "", prefix: prefix.map { String(cString: $0) },
            uri: uri.map { String(cString: $0) })
        entries[place] = Entry(local: local, prefix: prefix, uri: uri, name: name)
        return name
    }
}
