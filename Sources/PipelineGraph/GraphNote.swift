import Records

/// What a drawing says beside a stage: the counts of a run, say.
public struct GraphNote: Sendable, Equatable {
    /// Short words, joined by commas.
    public var words: [String]
    /// Whether something in it failed, which is marked.
    public var isBad: Bool

    /// A note of some words.
    public init(words: [String], isBad: Bool = false) {
        self.words = words
        self.isBad = isBad
    }

    var text: String { words.joined(separator: ", ") }
}
