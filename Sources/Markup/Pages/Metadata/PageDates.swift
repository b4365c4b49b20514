import Records

/// When a page says that its article was published and changed.
///
/// What machines are told comes first, then what readers see, then the address. The first that says it is completed, and
/// never contradicted, by the others: a zone that readers are shown for the same wall clock wins (some publishing systems
/// print local time and call it UTC), one that another place names for the same wall clock or the same moment is taken,
/// and a day without a time gets the time that another place has for that day. No zone is taken from country or language.
struct PageDates {
    private(set) var published: DatedText?
    private(set) var modified: DatedText?
    private static let reader = DateReader(zone: .utc)

    private struct Candidate {
        let date: DatedText
        let fields: DateFields
        /// Readers see it.
        let isShown: Bool

        init?(_ text: String?, _ place: String, isShown: Bool = false) {
            guard let text = text?.squeezed.nonEmpty, let fields = PageDates.reader.fields(of: text), fields.day != nil
            else {
                return nil
            }
            date = DatedText(text: text, foundIn: place)
            self.fields = fields
            self.isShown = isShown
        }

        /// Whether a time of day is told; midnight to the second is how programs write none.
        var hasTime: Bool {
            fields.hour != nil && !(fields.hour == 0 && fields.minute == 0 && (fields.second ?? 0) == 0)
        }

        var zone: Zone? { if case .named(let zone) = fields.zone { zone } else { nil } }

        /// The wall clock in minutes.
        var minutes: Int? {
            guard let day = fields.firstDay, let hour = fields.hour else { return nil }
            return day.number * 1440 + hour * 60 + (fields.minute ?? 0)
        }
    }

    init(
        _ data: LinkedData, _ meta: MetaTags, _ embedded: EmbeddedData, bylines: [Byline], lines: [PageLines.Line],
        addresses: [String]
    ) {
        let shown = Self.shown(bylines, lines)
        var candidates: [Candidate?] = [Candidate(data.published, "json-ld:datePublished")]
        for key in MetaTags.published { candidates.append(Candidate(meta.first(key)?.value, "meta:\(key)")) }
        candidates += embedded.published.map { Candidate($0.text, $0.foundIn, isShown: true) }
        candidates += shown.published.filter { $0.date.foundIn == "byline" }.map { $0 }
        candidates += embedded.times.map { Candidate($0.text, $0.foundIn, isShown: true) }
        candidates += embedded.dates.filter { !Self.isChange($0.text) }
            .map { Candidate($0.text, $0.foundIn, isShown: true) }
        candidates += shown.published.filter { $0.date.foundIn != "byline" }.map { $0 }
        candidates.append(Candidate(data.created, "json-ld:dateCreated"))
        candidates += addresses.map { Candidate(Self.day(inPathOf: $0), "url") }
        published = Self.settle(candidates.compactMap { $0 })

        var changes: [Candidate?] = [Candidate(data.modified, "json-ld:dateModified")]
        for key in MetaTags.modified { changes.append(Candidate(meta.first(key)?.value, "meta:\(key)")) }
        changes += embedded.modified.map { Candidate($0.text, $0.foundIn, isShown: true) }
        changes += shown.modified.map { $0 }
        modified = Self.settle(changes.compactMap { $0 })
    }

    // MARK: What readers see

    private static let lineLimit = 400

    /// Dates of bylines, then of lines that are nothing but a date; those after a word for a change are no publication.
    private static func shown(_ bylines: [Byline], _ lines: [PageLines.Line]) -> (
        published: [Candidate], modified: [Candidate]
    ) {
        var published = bylines.compactMap { Candidate($0.date, "byline", isShown: true) }
        var modified: [Candidate] = []
        for line in lines.prefix(lineLimit)
        where line.text.utf8.count <= 100 && line.text.utf8.contains(where: \.isDigit) {
            for part in parts(of: line.text) {
                guard let candidate = Candidate(part, "text", isShown: true) else { continue }
                if isChange(part) { modified.append(candidate) } else { published.append(candidate) }
            }
        }
        return (published, modified)
    }

    /// A line as a whole, and, where it is no date, what stands between its bars and before a word for a change.
    private static func parts(of line: String) -> [String] {
        if reader.fields(of: line) != nil { return [line] }
        var parts: [[Substring]] = [[]]
        for word in line.split(separator: " ") {
            if bars.contains(String(word)) {
                parts.append([])
                continue
            }
            if isChange(word), parts.last?.isEmpty == false { parts.append([]) }
            parts[parts.count - 1].append(word)
        }
        guard parts.count > 1 else { return beforeComma(of: line).map { [$0] } ?? [] }
        var whole = parts.map { $0.joined(separator: " ") }.filter { !$0.isEmpty }
        // `Selasa, 15 Agustus 2023 | 18:19 WIB`, with more before or after it.
        if parts.count > 2 {
            for index in whole.indices.dropLast() { whole.append(whole[index] + " " + whole[index + 1]) }
        }
        return whole.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// The date that a line begins with, where a comma and other things follow: `15.08.2023, 5 menit baca`.
    private static func beforeComma(of line: String) -> String? {
        var end = line.endIndex
        while let comma = line[..<end].lastIndex(of: ",") {
            let beginning = String(line[..<comma])
            if let fields = reader.fields(of: beginning), fields.day != nil { return beginning }
            end = comma
        }
        return nil
    }

    private static let bars: Set<String> = ["|", "•", "·", "-", "–", "—", "/", "//", "||"]

    private static func isChange(_ text: some StringProtocol) -> Bool {
        let first = text.split(separator: " ").first?.lowercased() ?? ""
        return changes.contains(first.hasSuffix(":") ? String(first.dropLast()) : first)
    }

    private static let changes: Set<String> = [
        "diperbarui", "diperbaharui", "diupdate", "update", "updated", "modified", "terakhir", "last", "pembaruan",
        "aktualisiert", "actualizado", "actualisé", "aggiornato", "güncelleme",
    ]

    // MARK: The vote

    private static func settle(_ candidates: [Candidate]) -> DatedText? {
        guard let first = candidates.first else { return nil }
        if first.hasTime || first.fields.hour != nil && !candidates.contains(where: { adds(time: $0, to: first) }) {
            return withZone(first, candidates).date
        }
        let fuller = candidates.filter { adds(time: $0, to: first) }
        guard let best = fuller.first(where: { $0.zone != nil }) ?? fuller.first else { return first.date }
        return withZone(best, candidates).date
    }

    private static func adds(time other: Candidate, to first: Candidate) -> Bool {
        other.hasTime && other.fields.firstDay == first.fields.firstDay
    }

    /// The candidate that tells the same moment with the surest zone.
    private static func withZone(_ first: Candidate, _ candidates: [Candidate]) -> Candidate {
        guard let minutes = first.minutes else { return first }
        let sameClock = candidates.filter { $0.minutes == minutes && $0.zone != nil }
        if let shown = sameClock.first(where: { $0.isShown && isPrinted($0) }),
            first.zone?.secondsEast != shown.zone?.secondsEast
        {
            return shown
        }
        if first.zone != nil { return first }
        if let same = sameClock.first { return same }
        return candidates.first { isSameMoment($0, minutes, first.fields.second) } ?? first
    }

    /// Printed for people, as no attribute or metadata is: with a word for the zone or for the day.
    private static func isPrinted(_ candidate: Candidate) -> Bool {
        guard let zone = candidate.zone else { return false }
        return zone.name.utf8.contains(where: \.isLetter) && zone.name != "UTC" && zone.name != "Z"
    }

    /// Whether a time with a zone can be the same moment as a wall clock without one: they differ by a zone's offset.
    private static func isSameMoment(_ other: Candidate, _ minutes: Int, _ second: Int?) -> Bool {
        guard let zone = other.zone, let clock = other.minutes else { return false }
        let offset = minutes - (clock - zone.secondsEast / 60)
        let hasSameSecond = second == nil || other.fields.second == nil || second == other.fields.second
        return hasSameSecond && abs(offset) <= 14 * 60 && offset % 30 == 0
    }

    // MARK: The address

    /// `/2023/08/15/`, `/2023-08-15/`, `/20230815/`: the day, as publishing systems put it into addresses.
    static func day(inPathOf address: String) -> String? {
        let path = URLs.Parts(address).path
        let segments = path.split(separator: "/").map { Array($0.utf8) }
        for (index, segment) in segments.enumerated() {
            let numbers = segment.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            if segment.count == 4, index + 2 < segments.count,
                let day = day(segment[...], segments[index + 1][...], segments[index + 2][...])
            {
                return day
            }
            if numbers.count >= 3, numbers[0].count == 4, let day = day(numbers[0], numbers[1], numbers[2]) {
                return day
            }
            if let eight = numbers.first(where: { $0.count == 8 }),
                let day = day(eight.prefix(4), eight.dropFirst(4).prefix(2), eight.suffix(2))
            {
                return day
            }
        }
        return nil
    }

    private static func day(_ year: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>) -> String?
    {
        guard (1...2).contains(month.count), (1...2).contains(day.count), let year = number(year),
            let month = number(month), let day = number(day), (1995...2100).contains(year)
        else { return nil }
        return CivilDay(year: year, month: month, day: day)?.description
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy(\.isDigit) ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }
}
