/// A place of the gazetteer, by the code of the Ministry of Home Affairs: `64.09.03.2001`.
public struct Region: Sendable, Equatable {
    /// Levels of government, from the province down.
    public enum Level: String, Sendable, CaseIterable {
        case provinsi, kabupaten, kota, kecamatan, kelurahan, desa
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
    /// When it exists.
    public var validity: Validity
    /// Where the fact comes from.
    public var origin: Origin

    /// `Kelurahan Petung`, `Desa Babulu Darat`, `Kecamatan Waru`.
    public var fullName: String { "\(level.rawValue.prefix(1).uppercased())\(level.rawValue.dropFirst()) \(name)" }
    /// The code of the kecamatan that this is or lies in; nil above that level.
    public var kecamatan: String? {
        let parts = code.split(separator: ".")
        return parts.count >= 3 ? parts.prefix(3).joined(separator: ".") : nil
    }
}
