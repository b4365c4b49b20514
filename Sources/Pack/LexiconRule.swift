/// One line of a lexicon: words that speak for a code.
///
/// `lexicon/<task>.csv` with the columns `code,phrase,weight,target,near,not_near,forms,note`; lists are separated by `|`.
/// A word of the phrase that ends in `*` stands for every word that begins so.
public struct LexiconRule: Sendable, Equatable {
    /// What the code is of: `tone`, `kind`, `issues`, `agencies`.
    public var task: String
    /// The code that the words speak for.
    public var code: String
    /// One or more words in lower case.
    public var phrase: String
    /// How strongly; negative weights speak against the code.
    public var weight: Double
    /// For tones: towards whom.
    public var target: String?
    /// At least one of these words stands in the same sentence.
    public var near: [String]
    /// None of these words stands in the same sentence.
    public var notNear: [String]
    /// Only for items of these forms; empty means all.
    public var forms: [String]
    /// `lexicon/tone.csv:17`, relative to its pack: the rule's name in evidence.
    public var name: String

    /// A line of its parts.
    public init(
        task: String, code: String, phrase: String, weight: Double = 1, target: String? = nil, near: [String] = [],
        notNear: [String] = [], forms: [String] = [], name: String
    ) {
        self.task = task
        self.code = code
        self.phrase = phrase
        self.weight = weight
        self.target = target
        self.near = near
        self.notNear = notNear
        self.forms = forms
        self.name = name
    }
}
