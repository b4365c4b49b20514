import Records

/// The items of a report, each once with an anchor; and the lists behind the figures, which lead to them.
///
/// Sensitive items are counted in the lists, one line each, without a title, a source or an anchor.
struct Clippings {
    /// Lists longer than this lead to their items by number alone, or a night of six thousand posts would repeat each
    /// title twenty times.
    static let longList = 300

    private let input: ReportInput
    private let figures: [FigureBook.Figure]
    private let shown: [ReportItem]
    private let referred: [ReportItem]
    private let anchors: [String: String]

    init(input: ReportInput, figures: [FigureBook.Figure]) {
        self.input = input
        self.figures = figures
        let open = input.items.values.filter { !$0.sensitive }
        shown = open.filter(\.counted).sorted(by: Self.earlier)
        let wanted = Set(figures.flatMap(\.items)).subtracting(shown.map(\.id))
        referred = open.filter { wanted.contains($0.id) }.sorted(by: Self.earlier)
        var anchors: [String: String] = [:]
        for (index, item) in (shown + referred).enumerated() { anchors[item.id] = "b\(index + 1)" }
        self.anchors = anchors
    }

    /// 14: the items of this report by form.
    var section: View {
        var view: View = ["total": Indonesian.number(shown.count)]
        let forms = ["artikel", "laporan", "unggahan", "komentar", "pesan"]
        let groups = forms + Set(shown.map(\.form)).subtracting(forms).sorted()
        view.list(
            "groups",
            groups.compactMap { form in
                let items = shown.filter { $0.form == form }
                guard !items.isEmpty else { return nil }
                var group: View = ["heading": Words.title(form), "total": Indonesian.number(items.count)]
                group.list("rows", items.map { ItemView(input: input, item: $0, anchor: anchors[$0.id] ?? "").view })
                return group
            })
        return view
    }

    /// Older items that a figure counts, in short; each shows itself when a link leads to it.
    var earlier: View {
        var view: View = ["total": Indonesian.number(referred.count)]
        view.list("rows", referred.map { ItemView(input: input, item: $0, anchor: anchors[$0.id] ?? "").shortView })
        return view
    }

    /// One list for each figure.
    var lists: View {
        var view: View = [:]
        view.list(
            "figures",
            figures.compactMap { figure in
                guard let anchor = figure.anchor else { return nil }
                var list: View = [
                    "anchor": anchor, "title": figure.title, "total": Indonesian.number(figure.items.count),
                ]
                let items = figure.items.map { ($0, input.items[$0]) }
                let known = items.compactMap(\.1).filter { !$0.sensitive }.sorted(by: Self.earlier)
                let compact = known.count > Self.longList
                list["compact"] = compact
                list.list("rows", compact ? known.map(number) : known.map(line))
                // Nothing may tell sensitive items apart, not even their order among the others.
                list.list("hidden", items.filter { $0.1?.sensitive ?? false }.map { _ in ["hidden": true] })
                list.list("unknown", items.filter { $0.1 == nil }.map { ["id": $0.0] })
                return list
            })
        return view
    }

    private func number(_ item: ReportItem) -> View {
        let anchor = anchors[item.id] ?? ""
        return ["to": anchor, "number": String(anchor.dropFirst())]
    }

    private func line(_ item: ReportItem) -> View {
        [
            "to": anchors[item.id] ?? "", "heading": PlainText.shortened(item.heading, to: 90),
            "source": input.sourceName(item.source), "day": View.text(item.day.map(Indonesian.shortDate)),
        ]
    }

    private static func earlier(_ left: ReportItem, _ right: ReportItem) -> Bool {
        func place(_ item: ReportItem) -> (String, String, String) {
            (item.day?.description ?? "~", item.at?.description ?? "~", item.id)
        }
        return place(right) < place(left)
    }
}
