import Records

/// What a pack says of itself (`pack.yaml`).
public struct PackManifest: Sendable, Equatable {
    /// `ppu`
    public var name: String
    /// Any text that changes when the pack does: `2026-11`.
    public var version: String
    /// What is in it, in a sentence.
    public var about: String
    /// The region code of the district that reports are about; nil where the pack is of no district.
    public var district: String?
    /// The zone of that district's clocks; nil where the pack says nothing of it.
    public var zone: Zone?
    /// On what terms it may be used.
    public var licence: String?
    /// The origin of every fact that names none.
    public var origin: Origin
    /// The directory it was read from.
    public var directory: String

    /// A manifest of its parts.
    public init(
        name: String, version: String, about: String = "", district: String? = nil, zone: Zone? = nil,
        licence: String? = nil,
        origin: Origin, directory: String
    ) {
        self.name = name
        self.version = version
        self.about = about
        self.district = district
        self.zone = zone
        self.licence = licence
        self.origin = origin
        self.directory = directory
    }
}
