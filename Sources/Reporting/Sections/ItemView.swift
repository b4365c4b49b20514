import Records

/// One item as the page shows it: where it comes from, what was read in it, and the words behind that.
struct ItemView {
    let input: ReportInput
    let item: ReportItem
    let anchor: String

    /// Bytes of text around the evidence.
    static let excerptLimit = 420

    /// The item with its evidence.
    var view: View {
        var view = shortView
        let labels = labels
        let title = item.item.title ?? ""
        let heading = title.isEmpty ? [] : Excerpt(whole: title, marks: marks(labels, "title")).runs
        view.list("heading_runs", heading.isEmpty ? [["text": item.heading, "marks": false]] : heading.map(run))
        let text = item.item.text ?? item.item.summary ?? ""
        let excerpt = Excerpt(text, marks: marks(labels, "text"), limit: Self.excerptLimit).runs
        view.list(
            "runs", text.isEmpty || (title.isEmpty && text.count <= 110 && labels.isEmpty) ? [] : excerpt.map(run))
        view.list("evidence", labels.map(evidence))
        let raw = item.item.raw
        view["raw"] = View.text(
            [
                raw?["capture"]?.string.map { "rekaman \($0)" },
                raw?["sha256"]?.string.map { "SHA-256 \($0.prefix(16))…" },
            ]
            .compactMap { $0 }.joined(separator: ", "))
        return view
    }

    /// The item in one line, with its labels.
    var shortView: View {
        let when =
            item.at.map {
                "\(Indonesian.shortDate($0.day(in: input.zone))) pukul \(Indonesian.time($0, in: input.zone))"
            }
            ?? item.day.map(Indonesian.shortDate)
        var view: View = [
            "anchor": anchor, "item_id": item.id, "number": String(anchor.dropFirst()), "heading": item.heading,
            "link": View.text(item.item.url.flatMap(PlainText.link)), "source": input.sourceName(item.source),
            "when": View.text(when), "voice": View.text(item.item.voice.map(Words.of)),
            "kind": View.text(item.kind.isEmpty ? nil : Words.of(item.kind)),
            "tracking": View.text(item.item.tracking), "outside": item.outside,
        ]
        var seen: Set<String> = []
        view.list(
            "tones",
            item.tone.map { ($0.code, $0.target.map { "\(Words.of($0))" } ?? "") }
                .filter { seen.insert("\($0)").inserted }
                .map { ["label": Words.of($0.0), "target": View.text($0.1), "style": Self.style($0.0)] })
        view.list("issues", item.issues.map { ["label": input.issueName($0)] })
        view.list("places", item.places.map { ["label": input.placeName($0)] })
        view.list("agencies", item.agencies.map { ["label": input.agencyName($0, short: true)] })
        return view
    }

    private struct NamedLabel {
        let name: String
        let label: Label
    }

    private var labels: [NamedLabel] {
        let item = item.item
        func target(_ label: Label) -> String { label.target.map { " terhadap \(Words.of($0))" } ?? "" }
        return [item.kind].compactMap { $0 }.map { NamedLabel(name: "jenis \(Words.of($0.code))", label: $0) }
            + item.tone.map { NamedLabel(name: "nada \(Words.of($0.code))\(target($0))", label: $0) }
            + item.issues.map { NamedLabel(name: "isu \(input.issueName($0.code))", label: $0) }
            + item.places.map { NamedLabel(name: "tempat \(input.placeName($0.code))", label: $0) }
            + item.agencies.map { NamedLabel(name: "OPD \(input.agencyName($0.code, short: true))", label: $0) }
    }

    private func marks(_ labels: [NamedLabel], _ field: String) -> [Excerpt.Mark] {
        labels.flatMap { named in
            named.label.evidence.filter { $0.field == field }.map { ($0.range, named.name) }
        }
    }

    private func run(_ run: Excerpt.Run) -> View { ["text": run.text, "marks": View.text(run.marks)] }

    private func evidence(_ named: NamedLabel) -> View {
        var finders: [String] = []
        for evidence in named.label.evidence {
            let words = words(evidence)
            let finder =
                switch evidence.finder {
                case .rule(let name): "aturan \(name)"
                case .model(let name): "model \(name)"
                case .correction(let name): "koreksi \(name)"
                }
            let line = words.isEmpty ? finder : "“\(words)” (\(finder))"
            if !finders.contains(line) { finders.append(line) }
        }
        return ["label": named.name, "finders": finders.isEmpty ? "tanpa bukti kata" : finders.joined(separator: "; ")]
    }

    /// The words of the field that the evidence names, whichever it is: a form or a source speaks for a label too.
    private func words(_ evidence: Label.Evidence) -> String {
        let bytes = Array((item.item.record.string(evidence.field) ?? "").utf8)
        guard evidence.range.lowerBound >= 0, evidence.range.upperBound <= bytes.count else { return "" }
        return PlainText.shortened(String(decoding: bytes[evidence.range], as: UTF8.self), to: 60)
    }

    private static func style(_ tone: String) -> String {
        ["positif": "pos", "netral": "net", "negatif": "neg"][tone] ?? "none"
    }
}
