/// Names of writers out of what bylines and metadata hold.
enum AuthorNames {
    /// Single names, without "By", roles, addresses and the site's own names; newsrooms, organisations and the site itself
    /// only where they are wanted because nobody else signs.
    static func clean(_ texts: [String], site: String?, newsroom: Bool = false) -> [String] {
        clean(texts, sites: SiteNames([site], url: nil), newsroom: newsroom)
    }

    /// As above, for a site with all that it is known by.
    static func clean(_ texts: [String], sites: SiteNames, newsroom: Bool = false) -> [String] {
        var names: [String] = []
        var keys: Set<String> = []
        for text in texts.prefix(limit) where text.utf8.count <= 1000 {
            for name in split(text.squeezed, sites: sites) {
                switch kind(of: name, sites: sites) {
                case .none: continue
                case .newsroom: if !newsroom { continue }
                case .person: break
                }
                if names.count < limit, keys.insert(name.lowercased()).inserted { names.append(name) }
            }
        }
        return names
    }

    private static let limit = 40

    // MARK: Kinds

    private enum Kind { case person, newsroom, none }

    private static func kind(of name: String, sites: SiteNames) -> Kind {
        let words = name.split(separator: " ")
        let lower = name.lowercased()
        guard !words.isEmpty, name.utf8.count <= 120, !lower.contains("://"), !lower.contains("@"),
            !lower.hasPrefix("www."), !(lower.utf8.first.map(\.isDigit) ?? false), !lower.hasPrefix("/"),
            !lower.contains("facebook.com"),
            name.unicodeScalars.filter({ $0.properties.isAlphabetic }).count >= 2,
            !AuthorWords.accounts.contains(lower), words.count > 1 || !lower.hasPrefix("admin")
        else { return .none }
        let isOffice = AuthorWords.offices.contains(words[0].lowercased())
        guard words.count <= (isOffice ? 12 : 6) else { return .none }
        if AuthorWords.newsrooms.contains(lower) || sites.contain(name) || isHost(lower) { return .newsroom }
        // `Redaksi Warta Contoh`, `Admin Warta`: the newsroom by another name.
        if words.count > 1, AuthorWords.newsrooms.contains(words[0].lowercased()) { return .newsroom }
        return .person
    }

    /// `warta.example`: no name of a person has a full stop before two letters or more and no space.
    private static func isHost(_ name: String) -> Bool {
        guard !name.contains(" "), let dot = name.lastIndex(of: ".") else { return false }
        let ending = name[name.index(after: dot)...]
        return ending.utf8.count >= 2 && ending.utf8.allSatisfy(\.isLetter) && name[..<dot].utf8.count >= 2
    }

    // MARK: Splitting

    private static func split(_ text: String, sites: SiteNames) -> [String] {
        var names: [String] = []
        for part in pieces(of: withoutDate(withoutLead(withoutAsides(text)))) {
            let part = withoutMarks(part)
            // `Ani Contoh, S.Sos., M.Si`: degrees belong to the name before them.
            if let last = names.indices.last, isDegree(part) {
                names[last] += ", " + part
                continue
            }
            guard let name = withoutRole(withoutLead(part), sites: sites)?.nonEmpty else { continue }
            names.append(name)
        }
        return names
    }

    /// Without what stands in brackets: initials, roles, addresses.
    private static func withoutAsides(_ text: String) -> String {
        var output = ""
        var depth = 0
        for character in text {
            if "([<（".contains(character) {
                depth += 1
            } else if ")]>）".contains(character) {
                depth = max(0, depth - 1)
            } else if depth == 0 {
                output.append(character)
            }
        }
        return depth == 0 ? output.squeezed : text
    }

    /// At commas, bars and the words for "and"; an office's name may hold such a word itself.
    private static func pieces(of text: String) -> [String] {
        let isOffice = text.split(separator: " ").first.map { AuthorWords.offices.contains($0.lowercased()) } ?? false
        var pieces: [String] = []
        var piece: [Substring] = []
        func end() {
            if !piece.isEmpty { pieces.append(piece.joined(separator: " ")) }
            piece = []
        }
        for word in text.split(separator: " ") {
            // A capital alone is an initial, and `Dan` a name.
            let isJoin = AuthorWords.joins.contains(
                word.count > 1 && word.allSatisfy(\.isUppercase) ? word.lowercased() : String(word))
            if isJoin, piece.isEmpty, !pieces.isEmpty { continue }
            if AuthorWords.marks.contains(String(word)) || isJoin && !isOffice && !piece.isEmpty {
                end()
                continue
            }
            let parts = word.split(omittingEmptySubsequences: false, whereSeparator: { ",;，；、|".contains($0) })
            for (index, part) in parts.enumerated() {
                if index > 0 { end() }
                if !part.isEmpty { piece.append(part) }
            }
        }
        end()
        return pieces
    }

    /// Without a date behind the names, or what begins one: `Ani Contoh Monday, November 18, 2019`.
    private static func withoutDate(_ text: String) -> String {
        let words = text.split(separator: " ")
        func startsWithDigit(_ index: Int) -> Bool {
            words.indices.contains(index) && (words[index].utf8.first.map(\.isDigit) ?? false)
        }
        for index in words.indices.dropFirst() {
            let word = words[index].lowercased().filter(\.isLetter)
            let isDay = DateWords.weekdays[word] != nil && words[index...].contains { $0.contains(where: \.isNumber) }
            let isMonth = DateWords.months[word] != nil && (startsWithDigit(index - 1) || startsWithDigit(index + 1))
            guard isDay || isMonth || AuthorWords.stops.contains(word) else { continue }
            return words[..<(startsWithDigit(index - 1) ? index - 1 : index)].joined(separator: " ")
        }
        return text
    }

    private static func isDegree(_ text: String) -> Bool {
        let key = text.filter { $0 != " " }
        if AuthorWords.degrees.contains(key.filter { $0 != "." }.lowercased()) { return true }
        // `S.Sos`, `M.A.P.`: short letters, each with a full stop.
        let parts = key.split(separator: ".")
        return key.contains(".") && key.utf8.count <= 9 && parts.count >= 2 && key.first?.isUppercase == true
            && parts.allSatisfy { (1...5).contains($0.count) }
            && (parts.first.map { $0.count <= 2 } ?? false)
    }

    // MARK: Trimming

    /// Without the words before a name: `By`, `Oleh`, `Penulis:`.
    private static func withoutLead(_ text: String) -> String {
        var words = text.split(separator: " ")
        while words.count > 1, let first = words.first {
            let word = first.lowercased()
            let bare = word.hasSuffix(":") ? String(word.dropLast()) : word
            if word == ":" || AuthorWords.leads.contains(word) || AuthorWords.labels.contains(bare) && word != bare {
                words.removeFirst()
            } else if AuthorWords.labels.contains(word), ["by", "oleh", ":"].contains(words[1].lowercased()) {
                words.removeFirst()
            } else {
                break
            }
        }
        // `Penulis:Ani`, with no space.
        if let first = words.first, let colon = first.firstIndex(of: ":"), colon != first.indices.last,
            AuthorWords.labels.contains(first[..<colon].lowercased())
        {
            words[0] = first[first.index(after: colon)...]
        }
        return words.joined(separator: " ")
    }

    private static func withoutMarks(_ text: String) -> String {
        var text = Substring(text.trimmed)
        while let first = text.first, "-–—|/:;,·•*\"“”'‘".contains(first) || first == " " { text = text.dropFirst() }
        while let last = text.last, "-–—|/:;,·•*\"“”".contains(last) || last == " " { text = text.dropLast() }
        return String(text)
    }

    /// Without what the person is or works for; nil where nothing else is there.
    private static func withoutRole(_ text: String, sites: SiteNames) -> String? {
        var text = text
        // `Ani Contoh - Warta Contoh`, `Ani Contoh – Reporter`.
        for cut in TitleCut.all(text) where cut.isSpaced {
            let after = cut.after.lowercased()
            if sites.contain(cut.after) || AuthorWords.roles.contains(after) || isRole(cut.after) || isHost(after) {
                text = cut.before
                break
            }
        }
        if isRole(text) { return nil }
        // `in Berlin`, `for the Daily`, `pada 3 Mei`: goes on about the name before it.
        if let first = text.split(separator: " ").first, AuthorWords.continuations.contains(String(first)) {
            return nil
        }
        var words = text.split(separator: " ")
        while words.count > 1, let last = words.last, AuthorWords.suffixes.contains(last.lowercased()) {
            words.removeLast()
        }
        // `Ani Contoh di 20:20`, `Ani Contoh 15 Agustus 2023`
        if let number = words.indices.dropFirst().first(where: { words[$0].first?.isNumber ?? false }) {
            words.removeSubrange(number...)
            while words.count > 1, let last = words.last, AuthorWords.continuations.contains(String(last)) {
                words.removeLast()
            }
        }
        while words.count > 1, let last = words.last, last.contains("@") || last.lowercased().hasPrefix("http") {
            words.removeLast()
        }
        // `Ani Contoh WARTA CONTOH`; an office may well end in the name of the place that its portal is called by.
        let isOffice = words.first.map { AuthorWords.offices.contains($0.lowercased()) } ?? false
        for count in [2, 3] where words.count > count && !isOffice {
            if sites.contain(words.suffix(count).joined(separator: " ")) {
                words.removeLast(count)
                break
            }
        }
        return withoutMarks(words.joined(separator: " "))
    }

    /// Words for what somebody is, and nothing of a name: `Staff Writer`, `Chief Political Correspondent`.
    private static func isRole(_ text: String) -> Bool {
        let words = text.lowercased().split(separator: " ").map(String.init)
        guard let last = words.last, let first = words.first else { return true }
        if AuthorWords.newsrooms.contains(text.lowercased()) { return false }
        if AuthorWords.roles.contains(last), words.count > 1 || !AuthorWords.accounts.contains(last) { return true }
        return words.count > 1 && AuthorWords.roles.contains(first)
            && !AuthorWords.newsrooms.contains(first) && !AuthorWords.offices.contains(first)
    }
}
