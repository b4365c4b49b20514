import Records

/// The page of a report as views: all sections in their order, then the items and the lists behind the figures.
struct ReportPage {
    let view: View
    let book: FigureBook

    init(_ input: ReportInput) {
        let book = FigureBook()
        let writer = SectionWriter(input: input, book: book)
        var view: View = ["head": writer.head(), "empty": input.counted == 0]
        view["summary"] = writer.summary()
        view["totals"] = writer.totals()
        view["tone"] = writer.tone()
        view["trend"] = writer.trend()
        view["issues"] = writer.issues()
        view["complaints"] = writer.complaints()
        view["media"] = writer.media()
        view["places"] = writer.places()
        view["warnings"] = writer.warnings()
        view["method"] = writer.method()
        view["signature"] = writer.signature()
        let clippings = Clippings(input: input, figures: book.figures)
        view["clippings"] = clippings.section
        view["earlier"] = clippings.earlier
        view["lists"] = clippings.lists
        self.view = view
        self.book = book
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
