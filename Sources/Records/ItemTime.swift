/// A time as a source gave it and as we read it: never a guess, always with what it was read from.
public struct ItemTime: Sendable, Equatable {
    /// How much of the moment the source really said.
    public enum Precision: String, Sendable {
        case second, minute, hour, day, month, year
        /// The text was not understood, or was refused: only `text` is there.
        case none
    }

    /// The full moment; absent where the source gave no time of day.
    public var at: Instant?
    /// The district's day; set by normalize.
    public var day: CivilDay?
    /// The words as written.
    public var text: String
    /// How much the source said.
    public var precision: Precision
    /// Where the time was found and what was assumed: `rss:pubDate`, `relative to fetched_at`.
    public var evidence: String

    /// A time of its parts.
    public init(at: Instant? = nil, day: CivilDay? = nil, text: String, precision: Precision, evidence: String) {
        self.at = at
        self.day = day
        self.text = text
        self.precision = precision
        self.evidence = evidence
    }

    /// Reads a record's value; nil where it is no time.
    public init?(_ value: JSONValue?) {
        guard let object = value?.object, let precision = object["precision"]?.string.flatMap(Precision.init) else {
            return nil
        }
        self.init(
            at: object["at"]?.string.flatMap { Instant($0) }, day: object["day"]?.string.flatMap { CivilDay($0) },
            text: object["text"]?.string ?? "", precision: precision, evidence: object["evidence"]?.string ?? "")
    }

    /// The value that records hold.
    public var json: JSONValue {
        var object = JSONObject()
        if let at { object["at"] = .string(at.description) }
        if let day { object["day"] = .string(day.description) }
        object["text"] = .string(text)
        object["precision"] = .string(precision.rawValue)
        object["evidence"] = .string(evidence)
        return .object(object)
    }
}
