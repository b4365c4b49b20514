import Records

/// Puts marks in place of personal data in every field of an item where a person wrote or may be named.
///
/// All texts of the record are masked, at any depth, in fields that this program has never heard of too; only what the
/// system itself made (ids, hashes, keys, times, byte offsets) is passed by, as a mark there would break it.
struct Masking: Sendable {
    private static let untouched: Set<String> = [
        "id", "form", "source", "key", "first_key", "story", "content_hash", "minhash", "raw", "counters", "parent",
        "via",
        "published", "modified", "voice", "voice_evidence", "language", "tracking",
    ]
    private let pseudonym: Pseudonym

    /// Masks with these pseudonyms.
    init(pseudonym: Pseudonym) { self.pseudonym = pseudonym }

    /// Masks an item; with `citizen` its authors too.
    func mask(_ item: inout Item, citizen: Bool) {
        var names: [String: String] = [:]
        if citizen {
            let source = item.source ?? ""
            let authors = item.authors
            for name in authors + [item.record["in_reply"]?.string].compactMap({ $0 }) where !name.isEmpty {
                names[name] = pseudonym(name, source: source)
            }
            if !authors.isEmpty { item.authors = authors.map { names[$0] ?? $0 } }
            if let name = item.record["in_reply"]?.string, let hashed = names[name] {
                item.record["in_reply"] = .string(hashed)
            }
            if let url = item.url { item.url = Self.withoutAccount(url, names) }
            if !item.sameAs.isEmpty { item.sameAs = item.sameAs.map { Self.withoutAccount($0, names) } }
        }
        for key in item.record.keys where !Self.untouched.contains(key) {
            guard let value = item.record[key] else { continue }
            let masked = Self.masked(value, names, link: ["url", "same_as", "images", "links"].contains(key))
            if masked != value { item.record[key] = masked }
        }
    }

    private static func masked(_ value: JSONValue, _ names: [String: String], link: Bool) -> JSONValue {
        switch value {
        case .string(let text):
            if let name = names[text] { return .string(name) }
            return .string(PersonalData.masked(text, accounts: !link))
        case .number(let number):
            let masked = PersonalData.masked(number.spelling)
            return masked == number.spelling ? value : .string(masked)
        case .array(let elements): return .array(elements.map { Self.masked($0, names, link: link) })
        case .object(let members):
            return .object(
                JSONObject(members.map { (PersonalData.masked($0.key), Self.masked($0.value, names, link: link)) }))
        case .null, .bool: return value
        }
    }

    /// A link without the account in its path: the segment that is an author's name, begins with `@`, or stands before
    /// `status` in the links of posts.
    private static func withoutAccount(_ url: String, _ names: [String: String]) -> String {
        var segments = url.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard segments.count > 3 else { return url }
        let known = Set(names.keys.map { $0.lowercased() })
        for index in 3..<segments.count {
            let isAccount =
                segments[index].hasPrefix("@") || known.contains(segments[index].lowercased())
                || index + 1 < segments.count && ["status", "statuses"].contains(segments[index + 1])
            if isAccount { segments[index] = "[AKUN]" }
        }
        return segments.joined(separator: "/")
    }
}
