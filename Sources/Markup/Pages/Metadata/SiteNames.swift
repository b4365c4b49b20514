/// What a site is called, as far as its metadata, its host and the ends of its titles tell.
struct SiteNames {
    private var exact: Set<String> = []
    private let labels: [String]

    /// Names from metadata, and the labels of the address's host without `www` and the registry's ending.
    init(_ names: [String?], url: String?) {
        let host = url.flatMap { URLs.isWeb($0) ? URLs.host($0) : nil } ?? ""
        var labels = host.split(separator: ".").map(String.init)
        if labels.count > 1 { labels.removeLast() }
        // `co.id`, `go.id`, `com.au`: an ending of two labels.
        if labels.count > 1, let last = labels.last, last.utf8.count <= 3 { labels.removeLast() }
        if labels.first == "www" { labels.removeFirst() }
        self.labels = labels.map(\.titleKey).filter { $0.utf8.count >= 3 }
        exact = Set(names.compactMap { $0?.titleKey.nonEmpty } + self.labels)
        exact.insert(host.titleKey)
        exact.insert((host.hasPrefix("www.") ? String(host.dropFirst(4)) : host).titleKey)
        exact.remove("")
    }

    /// Adds the ends that stand before the headline in one title and after it in another.
    mutating func learn(from titles: [String]) {
        let ends = titles.map { TitleCut.all($0).filter(\.isSpaced) }.filter { !$0.isEmpty }
        for (index, cuts) in ends.enumerated() {
            // Where nothing but the two have changed places, the longer is the headline.
            guard let cut = cuts.first, cut.before.split(separator: " ").count <= 5 else { continue }
            let name = cut.before.titleKey
            guard !name.isEmpty, name.utf8.count < cut.after.titleKey.utf8.count else { continue }
            for (other, more) in ends.enumerated() where other != index && more.last?.after.titleKey == name {
                exact.insert(name)
            }
        }
    }

    /// Whether a text is one of the names, letter for letter.
    func contain(_ text: String) -> Bool { exact.contains(text.titleKey) }

    /// Whether a few words hold a label of the host, or the host's label them: `Kota News` at `kotanews.example`.
    func resemble(_ text: String) -> Bool {
        guard text.split(separator: " ").count <= 4 else { return false }
        let key = text.titleKey
        return labels.contains { label in
            label.utf8.count >= 4 && key.holds(label) || key.utf8.count >= 4 && label.holds(key)
        }
    }
}

extension String {
    /// Letters and digits alone, in lower case: titles are the same where these are, however quotes and spaces are written.
    var titleKey: String {
        // Nearly all titles are ASCII but for a quotation mark or two.
        var ascii: [UInt8] = []
        ascii.reserveCapacity(utf8.count)
        for byte in utf8 {
            if byte >= 0x80 { return wideTitleKey }
            if byte.isLetter || byte.isDigit { ascii.append(byte.lowercased) }
        }
        return String(decoding: ascii, as: UTF8.self)
    }

    private var wideTitleKey: String {
        var key = UnicodeScalarView()
        for scalar in unicodeScalars {
            if let plain = Self.plainlyLower(scalar) {
                key.append(plain)
            } else if !scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(key)
    }

    /// A letter or digit in lower case, where that needs no look into the tables of Unicode; nil elsewhere.
    private static func plainlyLower(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: scalar
        case 0x41...0x5A: Unicode.Scalar(scalar.value + 0x20)
        case 0xC0...0xD6, 0xD8...0xDE, 0x410...0x42F: Unicode.Scalar(scalar.value + 0x20)
        case 0xDF...0xF6, 0xF8...0xFF, 0x430...0x45F, 0x620...0x64A, 0x905...0x939: scalar
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: scalar
        default: nil
        }
    }
}
