import Records

extension Table {
    /// The numbers of the first page: items, stories, forms, and what is kept out of all other figures.
    static func totals(_ picture: Picture) -> Table {
        var table = Table("totals")
        func add(_ code: String, _ name: String, _ items: [ItemFacts], _ before: [ItemFacts]) {
            var row = TableRow("totals", code, name: name)
            row.figure("count", items)
            if picture.period.hasPrevious { row.figure("previous", before) }
            table.rows.append(row)
        }
        func form(_ forms: String...) -> (ItemFacts) -> Bool { { forms.contains($0.form) } }
        let (counted, previous) = (picture.counted, picture.previous)
        add("items", "Butir baru", counted, previous)
        add("stories", "Cerita", picture.oneForEachStory(counted), picture.oneForEachStory(previous))
        for (code, name, belongs) in [
            ("articles", "Artikel media", form("artikel")),
            ("posts", "Unggahan dan komentar", form("unggahan", "komentar")),
            ("complaints", "Laporan warga", form("laporan")), ("messages", "Pesan", form("pesan")),
            ("sensitive", "Butir sensitif", { $0.sensitive }),
            ("corrected", "Label yang dikoreksi", { $0.corrected }),
        ] { add(code, name, counted.filter(belongs), previous.filter(belongs)) }
        let key = picture.period.key
        for (code, name, items) in [
            ("outside", "Di luar daerah", picture.all.filter { $0.state == .new && $0.outside }),
            ("late", "Susulan dari sebelum jendela", picture.all.filter { $0.state == .late && $0.firstKey == key }),
            ("coming", "Bertanggal sesudah laporan ini", picture.all.filter { $0.state == .coming }),
        ] {
            var row = TableRow("totals", code, name: name)
            row.figure("count", items)
            table.rows.append(row)
        }
        return table
    }

    /// How many items of each kind.
    static func kinds(_ picture: Picture) -> Table {
        var table = Table("kinds")
        let codes = [
            "berita", "pengaduan", "aspirasi", "permintaan_informasi", "opini", "apresiasi", "whistleblowing", "lain",
        ]
        for code in codes {
            var row = TableRow("kinds", code, name: code)
            row.figure("count", picture.counted.filter { $0.kind == code })
            picture.comparing(&row) { $0.kind == code }
            table.rows.append(row)
        }
        return table
    }

    /// Tone of the items as a whole, by whose voice it is, and towards whom.
    static func tone(_ picture: Picture) -> Table {
        var table = Table("tone")
        var whole = TableRow("tone", "semua", name: "Semua butir")
        whole.figure("count", picture.counted)
        whole.tones(picture.counted)
        table.rows.append(whole)
        for voice in Self.voiceCodes {
            let items = picture.counted.filter { $0.voice == voice }
            guard !items.isEmpty else { continue }
            var row = TableRow("tone", "suara.\(voice)", name: voice)
            row.figure("count", items)
            row.tones(items)
            table.rows.append(row)
        }
        for target in ["pemkab", "opd", "tokoh", "pihak_lain", "tidak_jelas"] {
            let items = picture.counted.filter { $0.tones.contains { $0.target == target } }
            guard !items.isEmpty else { continue }
            var row = TableRow("tone", "sasaran.\(target)", name: target)
            row.figure("count", items)
            for tone in ["positif", "netral", "negatif"] {
                // An item may speak well and badly of the same target; its strongest word counts.
                row.figure(tone, items.filter { $0.tones.first { $0.target == target }?.code == tone })
            }
            table.rows.append(row)
        }
        return table
    }

    /// Whose words were heard: independent media, releases, paid pieces, citizens; `article_weight` is what the articles
    /// count for in shares of voice, by the weights of their sources, in thousandths.
    static func voices(_ picture: Picture) -> Table {
        var table = Table("voices")
        for voice in Self.voiceCodes {
            let items = picture.counted.filter { $0.voice == voice }
            var row = TableRow("voices", voice, name: voice)
            row.figure("count", items)
            let articles = items.filter { $0.form == "artikel" }
            row.figure("articles", articles)
            row.fact("article_weight", picture.weight(articles))
            row.figure("stories", picture.oneForEachStory(items))
            picture.comparing(&row) { $0.voice == voice }
            table.rows.append(row)
        }
        return table
    }

    /// Each source that had something new.
    static func sources(_ picture: Picture) -> Table {
        var table = Table("sources")
        for (code, items) in picture.ranked(picture.counted, by: { [$0.source] }) {
            let source = picture.source(code)
            var row = TableRow("sources", code, name: source?.name ?? code)
            row.fact("owner", source?.owner.rawValue)
            row.figure("count", items)
            row.figure("stories", picture.oneForEachStory(items))
            for voice in Self.voiceCodes { row.figure(voice, items.filter { $0.voice == voice }) }
            picture.comparing(&row) { $0.source == code }
            table.rows.append(row)
        }
        return table
    }

    static let voiceCodes = ["independen", "rilis", "advertorial", "warga"]
}
