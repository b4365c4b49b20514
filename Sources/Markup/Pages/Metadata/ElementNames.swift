/// Which of the names that elements carry (`class`, `id`) have one of some words in them and none of others:
/// `post-author_name` has `post`, `author` and `name`.
///
/// Verdicts are kept: a page repeats its names hundreds of times.
struct ElementNames {
    private let wanted: Set<String>
    private let unwanted: Set<String>
    private var verdicts: [String: Bool] = [:]

    init(with wanted: Set<String>, without unwanted: Set<String> = []) {
        self.wanted = wanted
        self.unwanted = unwanted
    }

    /// Whether the value of an attribute is such a name.
    mutating func match(_ value: String?) -> Bool {
        guard let value, !value.isEmpty else { return false }
        if let known = verdicts[value] { return known }
        var isWanted = false
        var isUnwanted = false
        for word in value.utf8.split(whereSeparator: { !$0.isLetter }) {
            let word = String(decoding: word.map(\.lowercased), as: UTF8.self)
            isWanted = isWanted || wanted.contains(word)
            isUnwanted = isUnwanted || unwanted.contains(word)
        }
        verdicts[value] = isWanted && !isUnwanted
        return isWanted && !isUnwanted
    }
}
