import Records

/// The line under a headline that names writer, time and editor.
///
/// `Oleh <writer>, <weekday>, <d> <month> <yyyy> | <HH:MM> <zone> - Redaktur: <name> - <hits>`; any part but one may be
/// missing, and the number at the end counts visits. A part ends at a hyphen between spaces and before the next word of a
/// role with a colon: `Penulis: <writer> Penyunting: <editor>`.
public struct Byline: Sendable, Equatable {
    /// The writer, as written.
    public var author: String?
    /// The editor, as written.
    public var editor: String?
    /// The words of the date.
    public var date: String?
    /// How often the page was read.
    public var hits: Int?
    /// The writer stands behind a label: `Penulis: …`.
    private(set) var isLabelled = false

    private static let writers = ["oleh", "penulis", "reporter", "pewarta", "wartawan", "jurnalis", "kontributor"]
    private static let editors = ["redaktur", "editor", "penyunting"]
    private static let visits = ["dibaca", "dilihat", "hits", "views"]
    /// Of people and things that no field names; they end a name all the same.
    private static let others = ["fotografer", "foto", "sumber", "video", "infografis"]

    private static func withColon(_ words: [String]) -> [String] { words.flatMap { ["\($0):", "\($0) :"] } }
    private static let writerWords =
        withColon(writers) + withColon(["laporan", "diposting oleh", "ditulis oleh", "posted by"]) + [
            "oleh ", "ditulis oleh ", "diposting oleh ", "dipublikasikan oleh ", "diunggah oleh ", "posted by ",
        ]
    private static let editorWords = withColon(editors)
    /// Before a medium's name and a comma: `Laporan Wartawan Warta Contoh, Ani Contoh`.
    private static let reportWords = [
        "laporan wartawan ", "laporan reporter ", "laporan kontributor ", "laporan jurnalis ",
    ]
    private static let hitWords = withColon(visits) + ["dibaca ", "dilihat "]
    private static let roles = Set(writers + editors + visits + others)

    /// Reads a line; nil where nothing in it is of a byline.
    public init?(_ line: String) {
        guard line.utf8.count <= 300, Self.mayBe(line) else { return nil }
        let line = line.squeezed
        var text = Substring(line)
        while let first = text.first, first == ":" || first == " " || first == "|" { text = text.dropFirst() }
        for part in Self.parts(String(text)) { read(part) }
        guard author != nil || editor != nil || hits != nil && date != nil else { return nil }
    }

    /// Whether any word of a byline can be in a line: nearly all lines of a page are turned away here.
    private static func mayBe(_ line: String) -> Bool {
        var line = line
        return line.withUTF8 { bytes in
            for index in bytes.indices {
                let word: StaticString
                switch bytes[index] {
                case UInt8(ascii: ":"):
                    if isLabel(bytes, before: index) { return true }
                    continue
                case UInt8(ascii: "o"), UInt8(ascii: "O"): word = "oleh "
                case UInt8(ascii: "p"), UInt8(ascii: "P"): word = "posted by "
                case UInt8(ascii: "l"), UInt8(ascii: "L"): word = "laporan "
                case UInt8(ascii: "d"), UInt8(ascii: "D"):
                    word = bytes.hasCaseless("dib", at: index) ? "dibaca " : "dilihat "
                default: continue
                }
                if bytes.hasCaseless(word, at: index) { return true }
            }
            let start = bytes.firstIndex { $0 != UInt8(ascii: " ") } ?? 0
            return bareRoleWords.contains { bytes.hasCaseless($0, at: start) }
        }
    }

    /// Whether the word before a colon is a role's, or ends the words of one.
    private static func isLabel(_ bytes: UnsafeBufferPointer<UInt8>, before colon: Int) -> Bool {
        var end = colon
        while end > 0, bytes[end - 1].isBlank { end -= 1 }
        var start = end
        while start > 0, bytes[start - 1].isLetter { start -= 1 }
        return labels.contains { label in
            label.count == end - start && label.indices.allSatisfy { label[$0] == bytes[start + $0].lowercased }
        }
    }

    private static let labels = (roles + ["laporan", "oleh", "by"]).map { Array($0.utf8) }

    /// Between hyphens with spaces around, which names and times do not have, and before roles.
    private static func parts(_ text: String) -> [String] {
        var parts: [[Substring]] = [[]]
        let words = text.split(separator: " ")
        for (index, word) in words.enumerated() {
            if word == "-" || word == "–" || word == "—" || word == "|" && isStart(words, index + 1) {
                parts.append([])
                continue
            }
            // `COPYRIGHT © …` after the last name, where a line end was all that stood between.
            if index > 0, word == "©" || word.lowercased() == "copyright" { break }
            if isRole(words, index) || isOleh(words, index) && isDate(parts[parts.count - 1]) { parts.append([]) }
            parts[parts.count - 1].append(word)
        }
        return parts.map { $0.joined(separator: " ") }.filter { !$0.isEmpty }
    }

    /// Whether a word of a role with its colon stands there: `Editor:`, `Editor :`, `Editor:Ani`.
    private static func isRole(_ words: [Substring], _ index: Int) -> Bool {
        guard index < words.count else { return false }
        let word = words[index].lowercased()
        if let colon = word.firstIndex(of: ":") { return roles.contains(String(word[..<colon])) }
        return roles.contains(word) && index + 1 < words.count && words[index + 1].hasPrefix(":")
    }

    /// Whether a role or "oleh" stands there: a bar inside of a date is followed by its time.
    private static func isStart(_ words: [Substring], _ index: Int) -> Bool {
        isRole(words, index) || isOleh(words, index)
    }

    private static func isOleh(_ words: [Substring], _ index: Int) -> Bool {
        index < words.count && ["oleh", "oleh:"].contains(words[index].lowercased())
    }

    private static func isDate(_ words: [Substring]) -> Bool {
        words.count >= 3 && reader.fields(of: words.joined(separator: " "))?.day != nil
    }

    private mutating func read(_ part: String) {
        if let rest = Self.after(Self.writerWords, in: part) {
            let (name, date) = Self.split(rest)
            if author == nil {
                author = name.nonEmpty
                isLabelled = Self.writers.contains { $0 != "oleh" && part.lowercased().hasPrefix($0) }
            }
            if self.date == nil { self.date = date }
        } else if let rest = Self.after(Self.editorWords, in: part) {
            let (name, date) = Self.split(rest)
            if editor == nil { editor = name.nonEmpty }
            if self.date == nil { self.date = date }
        } else if let rest = Self.after(Self.reportWords, in: part) {
            if author == nil, let comma = rest.lastIndex(of: ",") {
                author = Self.withoutMarks(String(rest[rest.index(after: comma)...])).nonEmpty
            }
        } else if let (role, name) = Self.bare(part) {
            if !Self.writers.contains(role) {
                editor = editor ?? name
            } else if author == nil {
                (author, isLabelled) = (name, true)
            }
        } else if let rest = Self.after(Self.hitWords, in: part) {
            hits = hits ?? Self.count(rest)
        } else if let number = Self.count(part), author != nil || editor != nil {
            hits = hits ?? number
        } else if date == nil, Self.reader.fields(of: part)?.day != nil {
            date = part
        }
    }

    /// `Penulis Ani Contoh`: a role and a name with nothing between them or after them.
    private static func bare(_ part: String) -> (role: String, name: String)? {
        guard isBare(part) else { return nil }
        let words = part.split(separator: " ")
        return (words[0].lowercased(), withoutMarks(words.dropFirst().joined(separator: " ")))
    }

    private static func isBare(_ part: String) -> Bool {
        let words = part.split(separator: " ")
        guard (2...6).contains(words.count), bareRoles.contains(words[0].lowercased()) else { return false }
        return words.dropFirst().allSatisfy { word in
            (word.unicodeScalars.first?.properties.isUppercase ?? false)
                && !word.dropLast().contains(where: { ":;?!".contains($0) })
        }
    }

    /// `Reporter` and `Jurnalis` begin headlines too.
    private static let bareRoles: Set<String> = ["penulis", "editor", "redaktur", "penyunting", "pewarta"]
    private static let bareRoleWords: [StaticString] = ["penulis ", "editor ", "redaktur ", "penyunting ", "pewarta "]

    private static let reader = DateReader(zone: .utc)

    /// A name, and the date that follows it after a comma or bar, or after nothing but a space.
    private static func split(_ text: String) -> (name: String, date: String?) {
        for (offset, character) in zip(text.indices, text) where character == "," || character == "|" {
            let rest = String(text[text.index(after: offset)...]).trimmed
            if reader.fields(of: rest)?.day != nil {
                return dateAside(String(text[..<offset]), rest)
            }
        }
        if text.contains(where: \.isNumber) {
            let words = text.split(separator: " ")
            for index in words.indices.dropFirst() {
                let rest = words[index...].joined(separator: " ")
                if reader.fields(of: rest)?.day != nil {
                    return dateAside(words[..<index].joined(separator: " "), rest)
                }
            }
        }
        return (withoutMarks(text), nil)
    }

    /// The day of the week belongs to the date: `Redaksi Minggu, 13 Agustus 2023`.
    private static func dateAside(_ name: String, _ date: String) -> (name: String, date: String?) {
        var words = withoutMarks(name).split(separator: " ")
        var date = date
        if words.count > 1, let last = words.last,
            let day = String(last).trimmed.nonEmpty, weekdays.contains(day.lowercased())
        {
            words.removeLast()
            date = "\(day), \(date)"
        }
        return (withoutMarks(words.joined(separator: " ")), date)
    }

    /// Names of days in full: short ones are names of people too.
    private static let weekdays = Set(DateWords.weekdays.keys.filter { $0.utf8.count >= 4 })

    /// Without the marks that join parts.
    private static func withoutMarks(_ name: String) -> String {
        var name = Substring(name.trimmed)
        while let last = name.last, "|/,;·•-–".contains(last) || last == " " { name = name.dropLast() }
        return String(name)
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
