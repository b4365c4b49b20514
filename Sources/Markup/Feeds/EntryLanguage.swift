/// Finds the language of an entry's text among those that its elements name.
struct EntryLanguage {
    /// The text that readers read: content before summary before title, and the language that it names itself.
    private var text: (rank: Int, own: String?)?
    /// dc:language, news:language.
    private var named: String?
    /// What holds for the entry's element by xml:lang; empty where a blank one ended the inheritance.
    private let inherited: String?

    init(inherited: String? = nil) { self.inherited = inherited }

    /// A text of the entry: 0 content, 1 summary, 2 title.
    mutating func met(_ frame: FeedBuilder.Frame, rank: Int) {
        if text.map({ rank < $0.rank }) ?? true { text = (rank, frame.namesLanguage ? frame.language : nil) }
    }

    /// An element whose value is a language.
    mutating func met(named language: String) { named = named ?? language.nonEmpty }

    /// The language; empty where the entry says that none is known, nil where it says nothing.
    var result: String? { text?.own ?? named ?? inherited }
}
