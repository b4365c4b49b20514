import Records

extension SectionWriter {
    /// 6: all issues of the day.
    func issues() -> View {
        let issues = input.rows("issues").map { (row: $0, facts: IssueFacts($0, input)) }
        var view: View = [
            "trends": issues.contains { $0.facts.status != nil }, "previous_name": View.text(input.previousName),
        ]
        view.list(
            "rows",
            issues.map { row, facts in
                var cells = tones(row, of: row.name)
                cells["issue"] = row.name
                cells["count"] = book.view(row, title: "Isu \(row.name)")
                cells["story_count"] = book.view(row, "stories", title: "Isu \(row.name), satu butir tiap cerita")
                cells["media_count"] = book.view(row, "media", title: "Isu \(row.name), satu artikel tiap media")
                cells["previous"] = book.optional(row, "previous", title: "Isu \(row.name), sehari sebelumnya")
                cells["since"] = View.text(facts.since)
                cells["status"] = View.text(facts.status)
                cells["status_code"] = row.text("status") ?? ""
                cells["agency"] = View.text(facts.agency)
                cells["place"] = View.text(facts.shortPlace)
                cells["before"] = facts.sinceBefore
                let example = example(row)
                cells["example"] = View.view(example)
                cells["withheld"] = View.text(example == nil ? withheld(row) : nil)
                return cells
            })
        view.columns(["since", "agency", "place"], of: "rows")
        view.list(
            "agencies",
            input.rows("agencies").map { row in
                var cells = tones(row, of: row.name)
                cells["agency"] = row.name
                cells["outside"] = !row.bool("district")
                cells["count"] = book.view(row, title: row.name)
                cells["complaint_count"] = book.view(row, "pengaduan", title: "\(row.name), pengaduan")
                cells["open_count"] = book.view(row, "open", title: "\(row.name), laporan terbuka")
                cells["previous"] = book.optional(row, "previous", title: "\(row.name), sehari sebelumnya")
                return cells
            })
        return view
    }

    private func example(_ row: ReportRow) -> View? {
        guard let id = row.text("example"), let item = input.items[id], !item.sensitive,
            let link = item.item.url.flatMap(PlainText.link)
        else { return nil }
        return ["link": link, "label": input.sourceName(item.source)]
    }

    /// Why no example of an issue is shown.
    private func withheld(_ row: ReportRow) -> String? {
        let items = row.items("count").compactMap { input.items[$0] }
        if items.isEmpty { return nil }
        return items.allSatisfy(\.sensitive) ? "sensitif, tidak ditampilkan" : "tanpa tautan"
    }

    /// 10: kecamatan, each with its villages.
    func places() -> View {
        var view: View = [:]
        view.list(
            "rows",
            input.rows("places").filter { $0.text("level") == "kecamatan" || $0.count("count") > 0 }.map { row in
                var cells = tones(row, of: row.name)
                cells["place"] = row.name
                cells["below"] = ["desa", "kelurahan"].contains(row.text("level") ?? "")
                cells["rest"] = ["kabupaten", "tanpa_tempat"].contains(row.code)
                cells["count"] = book.view(row, title: row.name)
                cells["complaint_count"] = book.view(row, "pengaduan", title: "\(row.name), pengaduan")
                cells["issue"] = View.text(row.text("issue").map(input.issueName))
                return cells
            })
        view.columns(["issue"], of: "rows")
        return view
    }

    /// What the articles of a voice count for, in thousandths.
    private static func weight(_ row: ReportRow) -> Int { row.int("article_weight") ?? 1000 * row.count("articles") }

    /// 8: whose words were heard, which sources spoke, what was reprinted.
    func media() -> View {
        var view: View = [:]
        let voices = input.rows("voices")
        let articles = voices.reduce(0) { $0 + $1.count("articles") }
        let weight = voices.reduce(0) { $0 + Self.weight($1) }
        let hasShares = input.smallNumbers.share(0, of: articles) != nil && weight > 0
        view["shares"] = hasShares
        view["weighted"] = hasShares && voices.contains { Self.weight($0) != 1000 * $0.count("articles") }
        view.list(
            "voices",
            voices.filter { $0.count("count") > 0 }.map { row in
                let word = Words.title(row.name)
                return [
                    "label": word, "count": book.view(row, title: word),
                    "article_count": book.view(row, "articles", title: "\(word), artikel media"),
                    "story_count": book.view(row, "stories", title: "\(word), satu butir tiap cerita"),
                    "share": View.text(hasShares ? Indonesian.share(Self.weight(row), of: weight) : nil),
                ]
            })
        view.list(
            "sources",
            input.rows("sources").map { row in
                [
                    "label": row.name, "owner": View.text(row.text("owner").map(Words.of)),
                    "count": book.view(row, title: row.name),
                    "story_count": book.view(row, "stories", title: "\(row.name), satu butir tiap cerita"),
                    "release_count": book.view(row, "rilis", title: "\(row.name), rilis pemerintah"),
                    "paid_count": book.view(row, "advertorial", title: "\(row.name), advertorial"),
                ]
            })
        view.columns(["owner"], of: "sources")
        view.list(
            "stories",
            input.rows("stories").filter { $0.count("new") > 0 }.map { row in
                let name = row.bool("sensitive") ? "Cerita sensitif" : row.name
                let earliest = row.text("earliest").flatMap { input.items[$0] }
                return [
                    "label": PlainText.shortened(name.isEmpty ? earliest?.heading ?? "Tanpa judul" : name, to: 110),
                    "count": book.view(row, title: "Cerita: \(PlainText.shortened(name, to: 90))"),
                    "media_count": book.view(
                        row, "media", title: "Media yang memuat: \(PlainText.shortened(name, to: 80))"),
                    "first": View.text(earliest.map { input.sourceName($0.source) }),
                    "day": View.text(row.day("first_day").map(Indonesian.shortDate)),
                    "government": row.bool("government_words"), "other": row.bool("other"),
                ]
            })
        return view
    }
}
