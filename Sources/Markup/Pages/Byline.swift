import Records

/// The line under a headline that names writer, time and editor.
///
/// `Oleh <writer>, <weekday>, <d> <month> <yyyy> | <HH:MM> <zone> - Redaktur: <name> - <hits>`; any part but one may be
/// missing, and the number at the end counts visits.
public struct Byline: Sendable, Equatable {
    /// The writer, as written.
    public var author: String?
    /// The editor, as written.
    public var editor: String?
    /// The words of the date.
    public var date: String?
    /// How often the page was read.
    public var hits: Int?

    private static let writerWords = ["oleh:", "oleh :", "oleh ", "penulis:", "penulis :", "reporter:", "pewarta:"]
    private static let editorWords = ["redaktur:", "redaktur :", "editor:", "editor :", "penyunting:"]
    private static let hitWords = ["dibaca:", "dibaca :", "dibaca ", "dilihat:", "dilihat ", "hits:", "views:"]

    /// Reads a line; nil where nothing in it is of a byline.
    public init?(_ line: String) {
        let line = line.squeezed
        guard line.utf8.count <= 300 else { return nil }
        var text = Substring(line)
        while let first = text.first, first == ":" || first == " " || first == "|" { text = text.dropFirst() }
        for part in Self.parts(String(text)) { read(part) }
        guard author != nil || editor != nil || hits != nil && date != nil else { return nil }
    }

    /// Between hyphens with spaces around, which names and times do not have.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = [""]
        for word in text.split(separator: " ") {
            if word == "-" || word == "–" || word == "—" {
                parts.append("")
            } else {
                parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + word
            }
        }
        return parts.filter { !$0.isEmpty }
    }

    private mutating func read(_ part: String) {
        if let rest = Self.after(Self.writerWords, in: part) {
            let (name, date) = Self.split(rest)
            if author == nil { author = name.nonEmpty }
            if self.date == nil { self.date = date }
        } else if let rest = Self.after(Self.editorWords, in: part) {
            let (name, date) = Self.split(rest)
            if editor == nil { editor = name.nonEmpty }
            if self.date == nil { self.date = date }
        } else if let rest = Self.after(Self.hitWords, in: part) {
            hits = hits ?? Self.count(rest)
        } else if let number = Self.count(part), author != nil || editor != nil {
            hits = hits ?? number
        } else if date == nil, Self.reader.fields(of: part)?.day != nil {
            date = part
        }
    }

    private static let reader = DateReader(zone: .utc)

    /// A name, and the date that follows it after a comma or bar.
    private static func split(_ text: String) -> (name: String, date: String?) {
        for (offset, character) in zip(text.indices, text) where character == "," || character == "|" {
            let rest = String(text[text.index(after: offset)...]).trimmed
            if reader.fields(of: rest)?.day != nil { return (String(text[..<offset]).trimmed, rest) }
        }
        return (text.trimmed, nil)
    }

    private static func after(_ words: [String], in text: String) -> String? {
        let lower = text.lowercased()
        for word in words where lower.hasPrefix(word) {
            return String(text.dropFirst(word.count)).trimmed.nonEmpty
        }
        return nil
    }

    /// `77`, `1.234`, `77 kali`.
    private static func count(_ text: String) -> Int? {
        let words = text.split(separator: " ")
        guard let first = words.first,
            words.count == 1 || ["kali", "x", "views", "hits"].contains(words[1].lowercased())
        else { return nil }
        let digits = first.utf8.filter { $0.isDigit }
        guard digits.count <= 9, first.utf8.allSatisfy({ $0.isDigit || $0 == 0x2E || $0 == 0x2C }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
