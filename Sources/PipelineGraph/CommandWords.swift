/// The words of a command line by the quoting rules of POSIX.1-2017, XCU 2.2, without any expansion.
public enum CommandWords {
    /// Splits at blanks; quotes and backslashes keep blanks. Nil where a quote is not closed.
    public static func split(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var iterator = text.makeIterator()
        while let character = iterator.next() {
            switch (quote, character) {
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case (nil, "\\"):
                guard let next = iterator.next() else { return nil }
                word = (word ?? "") + String(next)
            case (nil, let blank) where blank.isWhitespace:
                if let word { words.append(word) }
                word = nil
            case ("\""?, "\\"):
                guard let next = iterator.next() else { return nil }
                word = (word ?? "") + ("$`\"\\\n".contains(next) ? String(next) : "\\" + String(next))
            case (let open?, _) where character == open: quote = nil
            default: word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        if let word { words.append(word) }
        return words
    }

    /// The words of a shell script that could name a file: split at blanks, quotes and operators, each once, in order.
    ///
    /// A guess is enough: a word that is no file counts for nothing, and the script's own text counts anyway.
    public static func candidates(in script: String) -> [String] {
        var seen: Set<Substring> = []
        return script.split { $0.isWhitespace || "'\"`|&;()<>=".contains($0) }
            .filter { seen.insert($0).inserted }.map(String.init)
    }
}
