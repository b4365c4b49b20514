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

        /// An exception of its parts.
        public init(
            agency: String, words: [String] = [], places: [String] = [], validity: Validity = Validity()
        ) {
            self.agency = agency
            self.words = words
            self.places = places
            self.validity = validity
        }
    }

    /// `jalan_rusak`
    public var code: String
    /// `Jalan rusak/berlubang`
    public var name: String
    /// The code of the agency that answers for it.
    public var owner: String?
    /// Exceptions; the first that holds counts. One holds where the day is right, one of its words is there (if it has
    /// words) and the item lies in one of its places (if it has places).
    public var routing: [Routing]
    /// Paths in the category tree of SP4N-LAPOR.
    public var categories: [String]
    /// Counted, but the text is left out of reports.
    public var sensitive: Bool
    /// Whether it may be among the issues that lead a report. What gathers leftovers or ceremonies is counted, not led with.
    public var leading: Bool
    /// Where the fact comes from.
    public var origin: Origin

    /// An issue of its parts.
    public init(
        code: String, name: String, owner: String? = nil, routing: [Routing] = [], categories: [String] = [],
        sensitive: Bool = false, leading: Bool = true, origin: Origin
    ) {
        self.code = code
        self.name = name
        self.owner = owner
        self.routing = routing
        self.categories = categories
        self.sensitive = sensitive
        self.leading = leading
        self.origin = origin
    }
}
