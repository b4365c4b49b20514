import Records

extension SectionWriter {
    /// 1: letterhead, title, period, and what is missing.
    func head() -> View {
        let letterhead = input.letterhead
        let period = input.period
        var view: View = [
            "government": View.text(letterhead.government), "office": View.text(letterhead.office),
            "has_kop": letterhead.office != nil || letterhead.government != nil,
            "district": View.text(input.district),
            "title": period.day("day") == nil
                ? "Laporan Opini dan Aspirasi Publik" : "Laporan Harian Opini dan Aspirasi Publik",
            "period": input.periodName,
            "cutoff": View.text(
                period.text("cutoff").flatMap { Instant($0) }.map { Indonesian.moment($0, in: input.zone) }),
            "rules": View.text(
                input.vocabulary.packs.map { "\($0.name) \($0.version)" }.joined(separator: ", ")),
        ]
        view.list("address", letterhead.address.map { ["line": $0] })
        view.list("missing", input.missing.map { ["what": $0] })
        view.list("silent", silentSources())
        view["document_title"] = [view["title"] as? String, input.district, input.periodName].compactMap { $0 }
            .filter { !$0.isEmpty }.joined(separator: ", ")
        return view
    }

    /// The sources that have fallen silent: what they miss is missing here too, though nothing failed.
    private func silentSources() -> [View] {
        input.silentSources.map { state in
            [
                "name": state.name,
                "since": View.text(state.silentSince.map { Indonesian.date($0.day(in: input.zone)) }),
                "gap": View.text(state.usualGap.map { Self.gap(hours: $0) }),
            ]
        }
    }

    /// 16: who signs.
    func signature() -> View {
        let signature = input.letterhead.signature
        let day = input.period.day("day").map { Indonesian.date($0.adding(1)) }
        let place = signature.place ?? "…………………"
        return [
            "place_day": "\(place), \(signature.place == nil ? "…………………" : day ?? "…………………")",
            "title": signature.title ?? "Yang membuat laporan", "name": View.text(signature.name),
            "rank": View.text(signature.rank), "nip": View.text(signature.nip.map { "NIP \($0)" }),
        ]
    }
}

extension ReportInput {
    /// The sources that have fallen silent, each once, by name.
    var silentSources: [SourceState] {
        var seen: Set<String> = []
        return accounts.flatMap(\.health).filter { $0.isSilent && seen.insert($0.source).inserted }
            .sorted { ($0.name, $0.source) < ($1.name, $1.source) }
    }

    /// `Selasa, 15 Agustus 2023`, or the name of an archive.
    var periodName: String {
        if let day = period.day("day") { return Indonesian.fullDate(day) }
        return key.isEmpty ? "periode tidak disebut" : "Arsip \(key)"
    }

    /// `Senin, 14 Agustus` of the report before; nil where there is none to compare with.
    var previousName: String? { period.day("previous").map { Indonesian.shortDate($0) } }
}
