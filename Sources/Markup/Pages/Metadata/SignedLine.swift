/// The line that signs an article in languages whose bylines have no colon: `By Ani Contoh, in News`, `Von Ani Contoh`.
enum SignedLine {
    /// The names in a line, or nil where it does not sign: a sentence too may begin with "By".
    static func names(in line: String) -> String? {
        guard line.utf8.count <= 160 else { return nil }
        let words = line.split(separator: " ")
        guard words.count >= 2, let first = words.first, leads.contains(String(first)) else { return nil }
        var names: [Substring] = []
        for word in words.dropFirst() {
            guard let initial = word.unicodeScalars.first else { break }
            let isName = initial.properties.isUppercase || particles.contains(String(word))
            guard isName || !names.isEmpty && AuthorWords.joins.contains(String(word)) else { break }
            let ends = word.last.map { ",|;:".contains($0) } ?? false
            names.append(ends ? word.dropLast() : word)
            if ends { break }
        }
        while let last = names.last, AuthorWords.joins.contains(String(last)) { names.removeLast() }
        // A sentence goes on in small letters; behind a name stands a mark, a number or nothing.
        let rest = words.dropFirst(1 + names.count)
        let isMarked = line.contains(where: { ",|•·".contains($0) })
        guard (1...12).contains(names.count), rest.isEmpty || isMarked || rest.first?.first?.isNumber == true else {
            return nil
        }
        return names.joined(separator: " ")
    }

    private static let leads: Set<String> = ["By", "BY", "Von", "VON", "Par", "Por", "Door"]
    private static let particles: Set<String> = [
        "de", "van", "von", "der", "den", "bin", "binti", "al", "da", "di", "la", "le",
    ]
}
