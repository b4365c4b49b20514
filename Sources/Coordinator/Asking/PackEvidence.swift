import Records

/// The pack files that the evidence of labels names, as the receipt of the stage that wrote them lists them.
struct PackEvidence: Sendable, Equatable {
    struct File: Sendable, Equatable {
        let fact: FileFact
        /// The rules in it, in the order of the record: `lexicon/tone.csv:300`, `agency diskominfo`.
        var rules: [String]
    }

    private(set) var files: [File] = []

    /// Looks for rules anywhere in the values. `lexicon/tone.csv:300` names the file itself; `agency diskominfo` is an
    /// entry of `agencies.yaml`. Where several packs have a file of that name all of them are given: the rule may come
    /// from each.
    init(_ values: [JSONValue], uses: [FileFact]) {
        var rules: [String] = []
        for value in values { Self.collect(value, &rules) }
        for rule in rules {
            for fact in uses where Self.names(rule).contains(where: { fact.path.hasSuffix("/\($0)") }) {
                if let index = files.firstIndex(where: { $0.fact == fact }) {
                    files[index].rules.append(rule)
                } else {
                    files.append(File(fact: fact, rules: [rule]))
                }
            }
        }
    }

    private static func collect(_ value: JSONValue, _ rules: inout [String]) {
        switch value {
        case .array(let elements): for element in elements { collect(element, &rules) }
        case .object(let object):
            if let rule = object["rule"]?.string, !rules.contains(rule) { rules.append(rule) }
            for (_, member) in object { collect(member, &rules) }
        default: break
        }
    }

    private static func names(_ rule: String) -> [String] {
        let word = rule.prefix { $0 != " " }
        if word.count < rule.count {
            let plural = word.hasSuffix("y") ? "\(word.dropLast())ies" : "\(word)s"
            return ["\(plural).yaml", "\(plural).csv"]
        }
        return [String(rule.prefix { $0 != ":" })]
    }
}
