/// Who answers for something: an agency of the district (OPD) or a body outside it.
public struct Agency: Sendable, Equatable {
    /// `dpupr`
    public var code: String
    /// The full name.
    public var name: String
    /// The name people use: `DPUPR`; the full name where there is none.
    public var shortName: String
    /// Other spellings that name it in a text.
    public var aliases: [String]
    /// One of the district's own agencies, not a body outside it.
    public var district: Bool
    /// When it exists under this name.
    public var validity: Validity
    /// Where the fact comes from.
    public var origin: Origin
}

/// What people talk about: `jalan_rusak`.
public struct Issue: Sendable, Equatable {
    /// Another owner under a condition: roads of the province, land in the capital's zone after its date.
    public struct Routing: Sendable, Equatable {
        /// Who owns the issue then.
        public var agency: String
        /// Any of these words in the text.
        public var words: [String]
        /// The item's place lies in one of these regions.
        public var places: [String]
        /// On these days.
        public var validity: Validity
    }

    /// `jalan_rusak`
    public var code: String
    /// `Jalan rusak/berlubang`
    public var name: String
    /// The code of the agency that answers for it.
    public var owner: String?
    /// Exceptions; the first that holds counts.
    public var routing: [Routing]
    /// Paths in the category tree of SP4N-LAPOR.
    public var categories: [String]
    /// Counted, but the text is left out of reports.
    public var sensitive: Bool
    /// Where the fact comes from.
    public var origin: Origin
}
