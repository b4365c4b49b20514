/// What was wrong with a text and was put right before it was parsed.
public enum Mend: String, Sendable, CaseIterable, Comparable {
    /// Bytes that are no UTF-8 became U+FFFD.
    case invalidUTF8 = "invalid_utf8"
    /// Bytes of windows-1252 inside UTF-8 became their characters.
    case cp1252InUTF8 = "cp1252_in_utf8"
    /// The text was declared as another charset and is UTF-8.
    case utf8DeclaredOtherwise = "utf8_declared_otherwise"
    /// The charset's name is unknown; the next evidence counted.
    case unknownCharset = "unknown_charset"
    /// Bytes that the charset does not have became U+FFFD.
    case invalidBytes = "invalid_bytes"
    /// Something stood before the XML declaration or the first tag.
    case textBeforeDeclaration = "text_before_declaration"
    /// An ampersand that began no reference was escaped.
    case bareAmpersand = "bare_ampersand"
    /// A `<` that began no tag was escaped.
    case bareLessThan = "bare_less_than"
    /// An entity of HTML, unknown to XML, became its character.
    case htmlEntity = "html_entity"
    /// A reference to an entity that nobody declared was kept as text.
    case unknownEntity = "unknown_entity"
    /// Control characters, or references to them, were dropped.
    case controlCharacter = "control_character"
    /// The text ends before its last element does.
    case truncated
    /// A prefix is used without its namespace declaration; its customary meaning counted.
    case undeclaredPrefix = "undeclared_prefix"
    /// There are more entries than the limit; the first of them were read.
    case tooManyEntries = "too_many_entries"
    /// The answer names a media type that no feed has: `text/plain`.
    case otherMediaType = "other_media_type"
    /// Served as `text/...` XML without a charset, which RFC 3023 reads as US-ASCII, and holds other characters.
    case charsetNotSaid = "charset_not_said"
    /// There are more names of elements and attributes, or more namespaces at once, than any vocabulary has; what follows
    /// was not read.
    case tooManyNames = "too_many_names"
    /// Elements stand deeper in each other than in any vocabulary; what follows was not read.
    case tooDeep = "too_deep"
    /// A tag has more attributes than any has; the first of them were read.
    case tooManyAttributes = "too_many_attributes"
    /// Tags do not close in the order in which they open, attributes are broken, or the like.
    case notWellFormed = "not_well_formed"

    /// In the order of the spelling, so that lists of mends are always the same.
    public static func < (left: Mend, right: Mend) -> Bool { left.rawValue < right.rawValue }
}

extension Set<Mend> {
    /// The spellings in order.
    var reasons: [String] { sorted().map(\.rawValue) }
}
