import Records

/// Reads dates as sources write them; the one place of the project where that is done.
///
/// RFC 822 and its abuses, RFC 3339 and ISO 8601, asctime, Indonesian and English names, and times told from the moment
/// of the fetch. The day stands before the month; a zone named in the text counts before the reader's own. What cannot
/// be read surely is not read: the answer says how precise it is and what it took for granted.
///
///     DateReader(zone: wita).read("Selasa, 15 Agustus 2023 | 18:19 WIB")?.at    // 2023-08-15T11:19:00Z
public struct DateReader: Sendable {
    /// The zone of times that name none.
    public let zone: Zone
    private let months: [String: Int]

    /// A reader for sources of a zone; `months` adds names (in lower case) of other languages to the built-in ones.
    public init(zone: Zone, months: [String: Int] = [:]) {
        self.zone = zone
        self.months = months.isEmpty ? DateWords.months : DateWords.months.merging(months) { _, new in new }
    }

    /// The time that a text names; nil where it is none that can be read surely.
    ///
    /// `now` is the moment of the fetch: without it, times told from it are not read. A date more than a day after it
    /// is refused: then only text and evidence are there. `foundIn` (`rss:pubDate`) begins the evidence.
    public func read(_ text: String, relativeTo now: Instant? = nil, foundIn: String = "") -> ItemTime? {
        guard let tokens = DateToken.split(text), !tokens.isEmpty else { return nil }
        if let fields = WrittenDate.read(tokens, months: months) {
            return refused(time(of: fields, text: text, foundIn: foundIn), after: now)
        }
        guard let now, let found = RelativeDate.read(tokens, now: now, zone: zone, months: months) else { return nil }
        let time = ItemTime(
            at: found.at, day: found.day, text: text, precision: found.precision,
            evidence: evidence(foundIn, found.notes))
        return refused(time, after: now)
    }

    /// As `read`, but what cannot be read is kept as text of no precision, never lost.
    public func keep(_ text: String, relativeTo now: Instant? = nil, foundIn: String = "") -> ItemTime {
        read(text, relativeTo: now, foundIn: foundIn)
            ?? ItemTime(text: text, precision: .none, evidence: evidence(foundIn, ["not understood"]))
    }

    /// The parts of a full date, before any zone is assumed; nil for times told from the fetch and for no dates.
    public func fields(of text: String) -> DateFields? {
        DateToken.split(text).flatMap { WrittenDate.read($0, months: months) }
    }

    private func time(of fields: DateFields, text: String, foundIn: String) -> ItemTime {
        var notes: [String] = []
        var time = ItemTime(text: text, precision: fields.precision, evidence: "")
        if let weekday = fields.weekday, fields.day != nil, weekday != fields.firstDay?.weekday {
            notes.append("weekday disagrees")
        }
        if fields.day != nil { time.day = fields.firstDay }
        if let hour = fields.hour, let day = fields.firstDay {
            var named = zone
            switch fields.zone {
            case .named(let stated): named = stated
            case .none: notes.append("zone \(zone) assumed")
            case .unknown(let name):
                notes.append("zone \(name) unknown")
                time.precision = .day
                time.evidence = evidence(foundIn, notes)
                return time
            }
            time.day = nil
            time.at = Instant(day, hour: hour, minute: fields.minute ?? 0, second: fields.second ?? 0, in: named)
        } else if fields.day == nil {
            notes.append(
                fields.month == nil ? "in \(fields.year)" : "in \(fields.firstDay?.description.prefix(7) ?? "")")
        }
        time.evidence = evidence(foundIn, notes)
        return time
    }

    private func refused(_ time: ItemTime, after now: Instant?) -> ItemTime {
        guard let now else { return time }
        let limit = now.seconds + 86_400
        let late =
            (time.at.map { $0.seconds > limit } ?? false)
            || (time.day.map { $0 > Instant(seconds: limit).day(in: zone) } ?? false)
        guard late else { return time }
        let read = time.at?.description ?? time.day?.description ?? ""
        return ItemTime(
            text: time.text, precision: .none,
            evidence: evidence(time.evidence, ["refused: \(read) is more than a day after the fetch"]))
    }

    private func evidence(_ foundIn: String, _ notes: [String]) -> String {
        ([foundIn].filter { !$0.isEmpty } + notes).joined(separator: "; ")
    }
}
