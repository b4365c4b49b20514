import Records

/// Reads dates as sources write them; the one place of the project where that is done.
///
/// RFC 5322 and its abuses, RFC 3339 and ISO 8601, asctime, names in Indonesian, Malay, English and more, and times told
/// from the moment of the fetch. The day stands before the month; a zone named in the text counts before the reader's own.
/// What cannot be read surely is not read: the answer says how precise it is and what it took for granted. The forms, and
/// what is refused, are in `docs/dates.md`. A date of a feed costs well under a microsecond, others a few.
///
///     DateReader(zone: wita).read("Selasa, 15 Agustus 2023 | 18:19 WIB")?.at    // 2023-08-15T11:19:00Z
public struct DateReader: Sendable {
    /// The zone of times that name none.
    public let zone: Zone
    /// Which number comes first where a date is written in numbers alone and could be read both ways.
    public let order: DayOrder
    private let words: [String: DateWord]

    /// A reader for sources of a zone; `months` adds names (in lower case) of other languages to the built-in ones.
    public init(zone: Zone, order: DayOrder = .dayFirst, months: [String: Int] = [:]) {
        self.zone = zone
        self.order = order
        var words = DateWords.table
        for (name, month) in months {
            let name = name.filter { $0 != "'" && $0 != "’" }
            // Most packs name what is known: then all readers share one table.
            if words[name]?.month != month { words[name, default: DateWord()].month = month }
        }
        self.words = words
    }

    private init(zone: Zone, order: DayOrder, words: [String: DateWord]) {
        self.zone = zone
        self.order = order
        self.words = words
    }

    /// The same reader for times of another zone.
    public func inZone(_ zone: Zone) -> DateReader { DateReader(zone: zone, order: order, words: words) }

    /// The time that a text names; nil where it is none that can be read surely.
    ///
    /// `now` is the moment of the fetch: without it, times told from it are not read. A date more than a day after it
    /// is refused, and so is one that was never set (the beginning of 1970) and, in feeds, one before 1990: then only text
    /// and evidence are there. `foundIn` (`rss:pubDate`) begins the evidence.
    public func read(
        _ text: String, relativeTo now: Instant? = nil, foundIn: String = "", field: DateField = .written
    ) -> ItemTime? {
        if case .unix = field, let (moment, unit) = UnixTime.read(text) {
            let time = ItemTime(at: moment, text: text, precision: .second, evidence: evidence(foundIn, [unit]))
            return believed(time, time.day, now, field)
        }
        if let fields = QuickDate.read(text) {
            return believed(time(of: fields, text: text, foundIn: foundIn), fields.firstDay, now, field)
        }
        guard let tokens = DateToken.split(text, words: words), !tokens.isEmpty else { return nil }
        let rules = DateRules(order: order, field: field, today: now?.day(in: zone))
        if let fields = fields(tokens, rules) {
            return believed(time(of: fields, text: text, foundIn: foundIn), fields.firstDay, now, field)
        }
        guard let now, let found = RelativeDate.read(tokens, now: now, zone: zone) else { return nil }
        let time = ItemTime(
            at: found.at, day: found.day, text: text, precision: found.precision,
            evidence: evidence(foundIn, found.notes))
        return believed(time, time.day, now, field)
    }

    /// As `read`, but what cannot be read is kept as text of no precision, never lost.
    public func keep(
        _ text: String, relativeTo now: Instant? = nil, foundIn: String = "", field: DateField = .written
    ) -> ItemTime {
        read(text, relativeTo: now, foundIn: foundIn, field: field)
            ?? ItemTime(text: text, precision: .none, evidence: evidence(foundIn, ["not understood"]))
    }

    /// The parts of a full date, before any zone is assumed; nil for times told from the fetch and for no dates.
    public func fields(of text: String, field: DateField = .written) -> DateFields? {
        if let fields = QuickDate.read(text) { return fields }
        return DateToken.split(text, words: words).flatMap { fields($0, DateRules(order: order, field: field)) }
    }

    private func fields(_ tokens: [DateToken], _ rules: DateRules) -> DateFields? {
        if case .feed = rules.field, let fields = TruncatedDate.read(tokens) { return fields }
        return WrittenDate.read(tokens, rules)
    }

    private func time(of fields: DateFields, text: String, foundIn: String) -> ItemTime {
        var notes = fields.notes
        var time = ItemTime(text: text, precision: fields.precision, evidence: "")
        let firstDay = fields.firstDay
        if let weekday = fields.weekday, fields.day != nil, weekday != firstDay?.weekday {
            notes.append("weekday disagrees")
        }
        if fields.day != nil { time.day = firstDay }
        if let hour = fields.hour, let day = firstDay {
            var named = zone
            switch fields.zone {
            case .named(let stated): named = stated
            case .none: notes.append("zone \(zone) assumed")
            case .unknown(let name):
                notes.append(Self.unknown(name))
                time.precision = .day
                time.evidence = evidence(foundIn, notes)
                return time
            }
            time.day = nil
            time.at = Instant(day, hour: hour, minute: fields.minute ?? 0, second: fields.second ?? 0, in: named)
        } else if fields.day == nil {
            notes.append(fields.month == nil ? "in \(fields.year)" : "in \(firstDay?.description.prefix(7) ?? "")")
        }
        time.evidence = evidence(foundIn, notes)
        return time
    }

    /// What the evidence says of a zone that cannot be told.
    static func unknown(_ name: String) -> String {
        if let zones = ZoneNames.ambiguous[name.asciiLowercased] { return "zone \(name) is ambiguous (\(zones))" }
        return "zone \(name) unknown"
    }

    // MARK: What is not believed

    /// The time where its moment, or the first day that it can mean, is one to believe.
    private func believed(_ time: ItemTime, _ first: CivilDay?, _ now: Instant?, _ field: DateField) -> ItemTime {
        if let now {
            let limit = now.seconds + 86_400
            let isLate =
                time.at.map { $0.seconds > limit } ?? first.map { $0 > Instant(seconds: limit).day(in: zone) } ?? false
            if isLate { return refused(time, first, "refused", "is more than a day after the fetch") }
        }
        if Self.isNull(time) { return refused(time, first, "refused", "is a date that was never set") }
        if case .feed = field, let seconds = time.at?.seconds ?? first.map({ $0.number * 86_400 }), seconds < Self.web {
            return refused(time, first, "doubtful", "is before 1990")
        }
        return time
    }

    /// 1990-01-01T00:00:00Z: there was nothing on the web before.
    private static let web = 631_152_000

    /// Where programs begin to count, which is what they print for no date: 1970, and 1900 in tables.
    private static func isNull(_ time: ItemTime) -> Bool {
        let nineteenHundred = -25_567
        if let at = time.at { return at.seconds == 0 || at.seconds == nineteenHundred * 86_400 }
        return time.day.map { $0.number == 0 || $0.number == nineteenHundred } ?? false
    }

    private func refused(_ time: ItemTime, _ first: CivilDay?, _ how: String, _ why: String) -> ItemTime {
        let read = time.at?.description ?? first?.description ?? ""
        return ItemTime(
            text: time.text, precision: .none, evidence: evidence(time.evidence, ["\(how): \(read) \(why)"]))
    }

    private func evidence(_ foundIn: String, _ notes: [String]) -> String {
        if notes.isEmpty { return foundIn }
        return ([foundIn].filter { !$0.isEmpty } + notes).joined(separator: "; ")
    }
}
