import Records

/// One URL to ask for.
public struct FetchRequest: Sendable, Hashable {
    /// The URL as the register or the entry has it.
    public var url: String
    /// The host of the URL may be at an address of this machine or of a private network.
    public var allowPrivate: Bool
    /// Where redirects may lead then.
    public var privateHosts: PrivateHosts
    /// Asks for a body only where it is another than the one that these are of; 304 otherwise.
    public var validators: Validators?
    /// The source's own proxy, or `none`; nil for the run's. It may hold a password: never show it.
    public var proxy: String?
    /// Hosts, with those below them, whose owner has permitted what their robots.txt does not.
    public var permittedHosts: [String]

    /// A request of its parts; one that is allowed private addresses without `privateHosts` is so for its own host.
    public init(
        url: String, allowPrivate: Bool = false, privateHosts: PrivateHosts? = nil, validators: Validators? = nil,
        proxy: String? = nil, permittedHosts: [String] = []
    ) {
        self.url = url
        self.allowPrivate = allowPrivate
        let own = allowPrivate ? URLParts(url).map { [$0.host] } : nil
        self.privateHosts = privateHosts ?? PrivateHosts(names: own ?? [])
        self.validators = validators
        self.proxy = proxy
        self.permittedHosts = permittedHosts
    }
}

/// One step of a chain of redirects: who said so, and with which status.
public struct Redirect: Sendable, Equatable {
    /// The URL that answered with a redirect.
    public var url: String
    /// 301, 302, 303, 307 or 308; permanent ones are worth a change in the register.
    public var status: Int
}

/// What an attempt came to, from whichever way in.
public struct Answer: Sendable {
    /// The URL that answered last.
    public var finalURL: String
    /// The redirects on the way there.
    public var redirects: [Redirect] = []
    /// The moment when the answer was whole, or given up.
    public var fetchedAt: Instant
    /// The HTTP status; nil where nothing answered, and for files.
    public var status: Int?
    /// The last answer's headers.
    public var headers = HeaderFields()
    /// The body; nil for failures and 304.
    public var body: Body? { didSet { digest = nil } }
    private var digest: String?
    /// Why there is none.
    public var failure: FetchFailure?
    /// What an operator should know of how the host was asked.
    public var note: String?
    /// Every connection on the way went to an address of this machine or of a private network; false where none stood.
    public internal(set) var isPrivate = false

    /// SHA-256 of the body in hexadecimal; nil without one. Whoever knows it may say so, as taking it costs.
    var sha256: String? {
        get { digest ?? body?.sha256 }
        set { digest = newValue }
    }

    /// An answer of a URL at a moment.
    public init(finalURL: String, fetchedAt: Instant) {
        self.finalURL = finalURL
        self.fetchedAt = fetchedAt
    }

    /// Keeps the body where the status says that it is one, and turns any other status into a failure.
    mutating func settle(_ body: Body) {
        guard let status else { return self.body = body }
        switch status {
        case 200..<300: self.body = body
        case 304: break
        default: failure = .status(status, retryAfter: [429, 503].contains(status) ? headers["retry-after"] : nil)
        }
    }
}

/// Whatever answers requests: the network, a replay.
protocol Fetcher {
    /// Answers every request once, in any order, by its place in the list.
    func fetch(_ requests: [FetchRequest], _ deliver: (Int, Answer) throws -> Void) throws
}

/// The header fields of one answer (RFC 9110, section 5), by lower-case name.
public struct HeaderFields: Sendable, Equatable {
    private var fields: [(name: String, value: String)] = []

    /// No fields.
    public init() {}

    /// Whether both have equal fields.
    public static func == (left: HeaderFields, right: HeaderFields) -> Bool { left.json == right.json }

    /// The values of a field, joined by `, `; nil where it is not there.
    public subscript(name: String) -> String? {
        let values = values(name)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// Each value of a field.
    public func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Adds a field.
    public mutating func add(_ name: String, _ value: String) { fields.append((name.lowercased(), value)) }

    /// Adds the field of a header line; false where it is none.
    @discardableResult
    public mutating func add(line: some BidirectionalCollection<UInt8>) -> Bool {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return false }
        add(text(line[..<colon]), text(line[line.index(after: colon)...]))
        return true
    }

    /// All fields but cookies, sorted by name, as a capture keeps them.
    public var json: JSONObject {
        let kept = fields.filter { $0.name != "set-cookie" && $0.name != "set-cookie2" }
        var joined: [(name: String, value: String)] = []
        for place in kept.indices.sorted(by: { (kept[$0].name, $0) < (kept[$1].name, $1) }) {
            if joined.last?.name == kept[place].name {
                joined[joined.count - 1].value += ", \(kept[place].value)"
            } else {
                joined.append(kept[place])
            }
        }
        return JSONObject(joined.map { ($0.name, .string($0.value)) })
    }

    /// The media type without parameters, in lower case.
    public var mediaType: String? {
        guard let type = self["content-type"]?.utf8.split(separator: UInt8(ascii: ";")).first else { return nil }
        let trimmed = text(type).lowercased()
        return trimmed.isEmpty ? nil : trimmed
    }

    /// The `charset` parameter of the media type, in lower case.
    public var charset: String? {
        for parameter in (self["content-type"] ?? "").utf8.split(separator: UInt8(ascii: ";")).dropFirst() {
            let parts = parameter.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard parts.count == 2, text(parts[0]).lowercased() == "charset" else { continue }
            let value = text(parts[1].filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }).lowercased()
            return value.isEmpty ? nil : value
        }
        return nil
    }

    private func text(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
        let head = bytes.drop(while: isSpace)
        guard let last = head.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(decoding: head[...last], as: UTF8.self)
    }
}
