/// Names of writers out of what bylines and metadata hold.
enum AuthorNames {
    /// Single names, without "By", addresses, the site's own name and titles.
    static func clean(_ texts: [String], site: String?) -> [String] {
        var names: [String] = []
        for text in texts {
            for part in split(text) {
                let name = trim(part)
                guard isName(name), name.lowercased() != site?.lowercased(),
                    !names.contains(where: { $0.lowercased() == name.lowercased() })
                else { continue }
                names.append(name)
            }
        }
        return names
    }

    private static func split(_ text: String) -> [String] {
        var parts = [text.squeezed]
        for separator in [", ", ",", " and ", " And ", " AND ", " & ", " dan ", " | ", ";", " / "] {
            parts = parts.flatMap { $0.pieces(between: separator) }
        }
        return parts
    }

    private static func trim(_ text: String) -> String {
        var name = text.trimmed
        for word in ["by ", "oleh ", "oleh:", "by:", "penulis:", "reporter:", "written by "]
        where name.lowercased().hasPrefix(word) {
            name = String(name.dropFirst(word.count)).trimmed
        }
        return name
    }

    private static func isName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard (1...6).contains(words.count), text.utf8.count <= 80, !text.contains("://"), !text.contains("@"),
            !text.hasPrefix("www."), text.unicodeScalars.contains(where: { $0.properties.isAlphabetic })
        else { return false }
        return ![
            "admin", "administrator", "redaksi", "editor", "staff", "developer", "editorial staff", "staff writer",
        ]
        .contains(text.lowercased())
    }
}

extension String {
    /// The pieces between occurrences of a separator.
    fileprivate func pieces(between separator: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(separator) {
                pieces.append(piece)
                piece = ""
                index = self.index(index, offsetBy: separator.count)
            } else {
                piece.append(self[index])
                index = self.index(after: index)
            }
        }
        return pieces + [piece]
    }
}
