/// Names of writers out of what bylines and metadata hold.
enum AuthorNames {
    /// Single names, without "By", addresses, the site's own name and titles; `Redaksi` only where newsrooms are wanted.
    static func clean(_ texts: [String], site: String?, newsroom: Bool = false) -> [String] {
        var names: [String] = []
        for text in texts {
            for part in split(text) {
                let name = trim(part)
                guard isName(name) || newsroom && newsrooms.contains(name.lowercased()),
                    name.lowercased() != site?.lowercased(),
                    !names.contains(where: { $0.lowercased() == name.lowercased() })
                else { continue }
                names.append(name)
            }
        }
        return names
    }

    /// Who signs where no person does.
    private static let newsrooms: Set<String> = ["redaksi", "tim redaksi", "editorial staff", "staff writer"]

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
        let key = text.lowercased()
        return !newsrooms.contains(key) && !["admin", "administrator", "editor", "staff", "developer"].contains(key)
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
