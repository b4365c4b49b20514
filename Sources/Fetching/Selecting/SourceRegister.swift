import Pack

/// The register of sources by code and by host.
struct SourceRegister: Sendable {
    /// In the register's order.
    let sources: [Source]
    private let places: [String: Int]
    private let hosts: [String: String]

    init(_ sources: [Source]) {
        self.sources = sources
        places = Dictionary(sources.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { $1 })
        var hosts: [String: String] = [:]
        for source in sources {
            for domain in source.domains { hosts[domain.lowercased()] = hosts[domain.lowercased()] ?? source.code }
            if let parts = URLParts(source.url) { hosts[parts.host] = hosts[parts.host] ?? source.code }
        }
        self.hosts = hosts
    }

    subscript(code: String) -> Source? { places[code].map { sources[$0] } }

    /// The code of the source whose domain a URL's host is, or is below.
    func code(ofURL url: String) -> String? {
        guard let host = URLParts(url)?.host else { return nil }
        var rest = host[...]
        while true {
            if let code = hosts[String(rest)] { return code }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }

    /// Codes in the register's order; those that it does not know come last, by name.
    func sorted(_ codes: some Sequence<String>) -> [String] {
        codes.sorted { (places[$0] ?? .max, $0) < (places[$1] ?? .max, $1) }
    }
}
