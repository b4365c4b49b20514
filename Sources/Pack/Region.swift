/// A place of the gazetteer, by the code of the Ministry of Home Affairs: `64.09.03.2001`.
public struct Region: Sendable, Equatable {
    /// Levels of government, from the province down.
    public enum Level: String, Sendable, CaseIterable {
        case provinsi, kabupaten, kota, kecamatan, kelurahan, desa
    }

    /// A condition for one of the spellings alone: `PPU` is the district near `Bupati`, and wage earners near `BPJS`.
    public struct AliasRule: Sendable, Equatable {
        /// One of the aliases.
        public var alias: String
        /// The alias counts only near one of these words; empty where it needs none.
        public var acceptNear: [String]
        /// It does not count near any of these, whatever else is there.
        public var rejectNear: [String]

        /// A condition of its parts.
        public init(alias: String, acceptNear: [String] = [], rejectNear: [String] = []) {
            self.alias = alias
            self.acceptNear = acceptNear
            self.rejectNear = rejectNear
        }
    }

    /// Dotted code; a place lies in every place whose code begins its own.
    public var code: String
    /// The name without its level: `Babulu Darat`.
    public var name: String
    /// What it is.
    public var level: Level
    /// Other spellings.
    public var aliases: [String]
    /// The name means something else too, so it counts only near one of `acceptNear` or its own level's word.
    public var ambiguous: Bool
    /// Words near which the name is taken for this place.
    public var acceptNear: [String]
    /// Words near which it is not.
    public var rejectNear: [String]
    /// Conditions for some of the aliases.
    public var aliasRules: [AliasRule]
    /// When it exists.
    public var validity: Validity
    /// Where the fact comes from.
    public var origin: Origin

    /// A place of its parts.
    public init(
        code: String, name: String, level: Level, aliases: [String] = [], ambiguous: Bool = false,
        acceptNear: [String] = [], rejectNear: [String] = [], aliasRules: [AliasRule] = [],
        validity: Validity = Validity(), origin: Origin
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.aliases = aliases
        self.ambiguous = ambiguous
        self.acceptNear = acceptNear
        self.rejectNear = rejectNear
        self.aliasRules = aliasRules
        self.validity = validity
        self.origin = origin
    }

    /// `Kelurahan Petung`, `Desa Babulu Darat`, `Kecamatan Waru`.
    public var fullName: String { "\(level.rawValue.prefix(1).uppercased())\(level.rawValue.dropFirst()) \(name)" }
    /// The code of the place that it lies in; nil for a province.
    public var parent: String? {
        code.lastIndex(of: ".").map { String(code[..<$0]) }
    }
    /// The code of the kecamatan that this is or lies in; nil above that level.
    public var kecamatan: String? {
        let parts = code.split(separator: ".")
        return parts.count >= 3 ? parts.prefix(3).joined(separator: ".") : nil
    }
}
