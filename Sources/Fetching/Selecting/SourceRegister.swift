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
            for domain in source.asciiDomains { hosts[domain] = hosts[domain] ?? source.code }
            if let parts = URLParts(source.url) { hosts[parts.host] = hosts[parts.host] ?? source.code }
        }
        self.hosts = hosts
    }

    subscript(code: String) -> Source? { places[code].map { sources[$0] } }

    /// The code of the source whose domain a URL's host is, or is below.
    func code(ofURL url: String) -> String? { URLParts(url).flatMap { code(of: $0) } }

    /// The same for a URL that is taken apart already.
    func code(of url: URLParts) -> String? {
        var rest = url.host[...]
        while true {
            if let code = hosts[String(rest)] { return code }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }

    /// The request for a URL that belongs to a source.
    ///
    /// What the source allows holds for its own hosts: those of its address and its `domains`. Where a feed's entries
    /// lead is the feed's word and not the register's.
    func request(_ url: String, of code: String, validators: Validators? = nil) -> FetchRequest {
        guard let source = self[code] else { return FetchRequest(url: url, validators: validators) }
        let privateHosts = source.privateHosts
        return FetchRequest(
            url: url, allowPrivate: URLParts(url).map { privateHosts.hold($0.host) } ?? false,
            privateHosts: privateHosts, validators: validators, proxy: source.proxy,
            permittedHosts: source.robots ? [] : source.hosts)
    }

    /// Codes in the register's order; those that it does not know come last, by name.
    func sorted(_ codes: some Sequence<String>) -> [String] {
        codes.sorted { (places[$0] ?? .max, $0) < (places[$1] ?? .max, $1) }
    }
}

extension Source {
    /// Its `domains` as hosts of URLs are compared: in lower case, and as the DNS has them.
    fileprivate var asciiDomains: [String] { domains.map { InternationalName.ascii($0) ?? $0.lowercased() } }

    /// The hosts that may be at private addresses: those of its address and its `domains`.
    fileprivate var privateHosts: PrivateHosts {
        guard allowPrivate else { return PrivateHosts() }
        return PrivateHosts(names: URLParts(url).map { [$0.host] } ?? [], domains: asciiDomains)
    }

    /// The hosts that the register names for the source.
    fileprivate var hosts: [String] { (URLParts(url).map { [$0.host] } ?? []) + asciiDomains }
}
