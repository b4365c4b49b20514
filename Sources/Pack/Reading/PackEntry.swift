import Records

/// One mapping of a YAML file of a pack, read key by key; whatever is wrong goes into the report with its place.
///
/// A key that is absent, empty or of the wrong kind reads as nil, and what is required says so once.
struct PackEntry {
    /// What this is, for messages: `an issue`, `an issue 'jalan_rusak'`.
    let what: String
    let place: PackPlace
    let report: PackReport
    /// The origin where the entry names none.
    let defaultOrigin: Origin
    private let members: [(key: String, place: PackPlace, value: PackTree)]

    /// An entry of a tree; nil, and a problem, where that is no mapping. Keys that are not known are problems.
    init?(_ tree: PackTree, what: String, keys: [String], origin: Origin, _ report: PackReport) {
        guard case .map(let members) = tree.content else {
            report.add(.wrongType(key: what, wanted: "a mapping", found: tree.kind), at: tree.place)
            return nil
        }
        for member in members where !keys.contains(member.key) {
            report.add(.unknownKey(member.key, in: what, known: keys), at: member.place)
        }
        self.members = members.filter { keys.contains($0.key) }
        self.what = what
        self.place = tree.place
        self.report = report
        defaultOrigin = origin
    }

    /// Whether the key is there, whatever it holds.
    func has(_ key: String) -> Bool { members.contains { $0.key == key } }

    /// The keys in order.
    var keys: [String] { members.map(\.key) }

    /// Where a key's value stands; the entry itself where there is none.
    func place(of key: String) -> PackPlace { members.first { $0.key == key }?.value.place ?? place }

    /// The value of a key as it stands.
    func tree(_ key: String) -> PackTree? {
        guard let member = members.first(where: { $0.key == key }) else { return nil }
        guard !member.value.isEmpty else {
            report.add(.empty(key: key), at: member.place)
            return nil
        }
        return member.value
    }

    /// A text.
    func text(_ key: String) -> String? {
        guard let tree = tree(key) else { return nil }
        guard case .scalar(let text, _) = tree.content else {
            report.add(.wrongType(key: key, wanted: "a text", found: tree.kind), at: tree.place)
            return nil
        }
        guard !text.isEmpty else {
            report.add(.empty(key: key), at: tree.place)
            return nil
        }
        return text
    }

    /// A text where one stands, without a word about it.
    func plainText(_ key: String) -> String? {
        guard let tree = members.first(where: { $0.key == key })?.value, !tree.isEmpty,
            case .scalar(let text, _) = tree.content
        else { return nil }
        return text
    }

    /// A list that must be there.
    func list(_ key: String) -> [PackTree]? {
        if !has(key) { report.add(.missingKey(key, in: what), at: place) }
        guard let tree = tree(key) else { return nil }
        guard case .list(let list) = tree.content else {
            report.add(.wrongType(key: key, wanted: "a list", found: tree.kind), at: tree.place)
            return nil
        }
        return list
    }

    /// A text that must be there.
    func requiredText(_ key: String) -> String? {
        if !has(key) { report.add(.missingKey(key, in: what), at: place) }
        return text(key)
    }

    /// A value read from a text; `wanted` says in words what it must be.
    func value<T>(_ key: String, _ wanted: String, _ read: (String) -> T?) -> T? {
        guard let text = text(key) else { return nil }
        guard let value = read(text) else {
            report.add(.badValue(key: key, value: text, wanted: wanted), at: place(of: key))
            return nil
        }
        return value
    }

    /// One of the cases.
    func choice<T: RawRepresentable & CaseIterable>(_ key: String, _: T.Type) -> T? where T.RawValue == String {
        value(key, "one of \(T.allCases.map(\.rawValue).joined(separator: ", "))") { T(rawValue: $0) }
    }

    /// `true` or `false`, not in quotes.
    func bool(_ key: String) -> Bool? {
        guard let tree = tree(key) else { return nil }
        guard case .scalar(let text, plain: true) = tree.content, text == "true" || text == "false" else {
            report.add(.wrongType(key: key, wanted: "true or false", found: tree.kind), at: tree.place)
            return nil
        }
        return text == "true"
    }

    /// A day.
    func day(_ key: String) -> CivilDay? {
        value(key, "a day of the calendar, such as 2023-08-15") { CivilDay($0) }
    }

    /// A whole number of a range.
    func count(_ key: String, _ range: ClosedRange<Int>) -> Int? {
        value(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A number not below zero.
    func number(_ key: String) -> Double? {
        value(key, "a number of at least 0") { text in
            Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
        }
    }

    /// The texts of a list, with their places; empty where the key is absent.
    func placedTexts(_ key: String) -> [Placed<String>] {
        guard let tree = tree(key) else { return [] }
        guard case .list(let list) = tree.content else {
            report.add(.wrongType(key: key, wanted: "a list, such as [a, b]", found: tree.kind), at: tree.place)
            return []
        }
        return list.compactMap { element in
            guard case .scalar(let text, _) = element.content, !text.isEmpty, !element.isEmpty else {
                report.add(.wrongType(key: key, wanted: "a list of texts", found: element.kind), at: element.place)
                return nil
            }
            return Placed(fact: text, place: element.place)
        }
    }

    /// The texts of a list.
    func texts(_ key: String) -> [String] { placedTexts(key).map(\.fact) }

    /// The mappings of a list; empty where the key is absent.
    func entries(_ key: String, what: String, keys: [String]) -> [PackEntry] {
        guard let tree = tree(key) else { return [] }
        guard case .list(let list) = tree.content else {
            report.add(.wrongType(key: key, wanted: "a list", found: tree.kind), at: tree.place)
            return []
        }
        return list.compactMap { PackEntry($0, what: what, keys: keys, origin: defaultOrigin, report) }
    }

    /// `from` and `until`.
    var validity: Validity {
        let validity = Validity(from: day("from"), until: day("until"))
        if let from = validity.from, let until = validity.until, until < from {
            let wanted = "a day not before 'from' (\(from))"
            report.add(.badValue(key: "until", value: "\(until)", wanted: wanted), at: place(of: "until"))
        }
        return validity
    }

    /// `origin` and `verified`, or those of the file or the pack. An origin of its own is unverified until it says so.
    var origin: Origin {
        let verified = bool("verified")
        guard let source = text("origin") else {
            return Origin(source: defaultOrigin.source, verified: verified ?? defaultOrigin.verified)
        }
        return Origin(source: source, verified: verified ?? false)
    }
}
