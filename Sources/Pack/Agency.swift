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

    /// An agency of its parts.
    public init(
        code: String, name: String, shortName: String? = nil, aliases: [String] = [], district: Bool = true,
        validity: Validity = Validity(), origin: Origin
    ) {
        self.code = code
        self.name = name
        self.shortName = shortName ?? name
        self.aliases = aliases
        self.district = district
        self.validity = validity
        self.origin = origin
    }
}
