/// The words of a command line by the quoting rules of POSIX.1-2017, XCU 2.2, without any expansion.
public enum CommandWords {
    /// Splits at blanks; quotes and backslashes keep blanks. Nil where a quote is not closed.
    public static func split(_ text: String) -> [String]? {
        var words: [String] = []
        // Grown in place: a word may be as long as the file.
        var word = ""
        var isOpen = false
        var quote: Character?
        var iterator = text.makeIterator()
        func add(_ piece: some StringProtocol) {
            word += piece
            isOpen = true
        }
        while let character = iterator.next() {
            switch (quote, character) {
            case (nil, "'"), (nil, "\""):
                quote = character
                isOpen = true
            case (nil, "\\"):
                guard let next = iterator.next() else { return nil }
                add(String(next))
            case (nil, let blank) where blank.isWhitespace:
                if isOpen { words.append(word) }
                word = ""
                isOpen = false
            case ("\""?, "\\"):
                guard let next = iterator.next() else { return nil }
                add("$`\"\\\n".contains(next) ? String(next) : "\\" + String(next))
            case (let open?, _) where character == open: quote = nil
            default: add(String(character))
            }
        }
        guard quote == nil else { return nil }
        if isOpen { words.append(word) }
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
