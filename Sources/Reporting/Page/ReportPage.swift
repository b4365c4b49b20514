import Records

/// The page of a report as views: all sections in their order, then the items and the lists behind the figures.
struct ReportPage {
    let view: View
    let book: FigureBook

    init(_ input: ReportInput) {
        let book = FigureBook()
        let writer = SectionWriter(input: input, book: book)
        var view: View = ["empty": input.counted == 0]
        view["summary"] = writer.summary()
        view["complaints"] = writer.complaints()
        if input.counted > 0 {
            view["totals"] = writer.totals()
            view["tone"] = writer.tone()
            view["trend"] = writer.trend()
            view["issues"] = writer.issues()
            view["media"] = writer.media()
            view["places"] = writer.places()
        }
        view["warnings"] = writer.warnings()
        view["method"] = writer.method()
        view["signature"] = writer.signature()
        var head = writer.head()
        head.list("contents", Self.contents(view))
        view["head"] = head
        let clippings = Clippings(input: input, figures: book.figures)
        view["clippings"] = clippings.section
        view["earlier"] = clippings.earlier
        view["lists"] = clippings.lists
        self.view = view
        self.book = book
    }

    /// The sections that there are, for the line of links below the title.
    private static func contents(_ view: View) -> [View] {
        func has(_ section: String, _ flag: String) -> Bool { (view[section] as? View)?[flag] as? Bool ?? false }
        let full = view["empty"] as? Bool == false
        let sections: [(to: String, label: String, shown: Bool)] = [
            ("ringkasan", "Ringkasan", true), ("angka", "Angka pokok", full), ("nada", "Nada", full),
            ("tren", "Tren", full && has("trend", "has_days")), ("isu", "Isu", full),
            ("aduan", "Aduan", has("complaints", "has_any")), ("media", "Media", full), ("wilayah", "Wilayah", full),
            ("peringatan", "Peringatan", true), ("kliping", "Kliping", true), ("metodologi", "Metodologi", true),
        ]
        return sections.filter(\.shown).map { ["to": $0.to, "label": $0.label] }
    }
}

/// Writes sections as views; each section is an extension in a file of its own.
struct SectionWriter {
    let input: ReportInput
    let book: FigureBook

    /// The three tones of a row as figures, with the whole that they are of.
    func tones(_ row: ReportRow, of what: String) -> View {
        var view: View = [:]
        for tone in ["positif", "netral", "negatif"] {
            view[tone] = book.view(row, tone, title: "\(what), nada \(tone)")
        }
        view["bar"] = StackedBar.tone(row, width: 120, height: 10, of: what).view
        return view
    }
}
