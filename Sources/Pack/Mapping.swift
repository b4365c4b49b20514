import Records

/// How a table of some export becomes items (`mappings/<name>.yaml`): which column gives which field.
///
/// A table is known by the names in its header, and a field's value is taken by its column's name, never by position.
/// Columns that are neither mapped nor dropped stay with the item under `columns`.
public struct Mapping: Sendable, Equatable {
    /// `lapor-scrape`
    public var name: String
    /// What kind of file it reads, in a sentence.
    public var about: String
    /// Columns that are all in the header of such a file, and in no other's.
    public var recognize: [String]
    /// The line of the mapping file that names them.
    public var recognizeLine: Int?
    /// The form of the items: `laporan`.
    public var form: String
    /// The source of the items where the capture names none.
    public var source: String?
    /// The separator, where the header line does not tell it.
    public var separator: UInt8?
    /// What stands before the fraction of a number, where the number does not tell it.
    public var decimal: UInt8?
    /// What makes a row the same item again; nil: its link, else its title and date.
    public var identity: MappingIdentity?
    /// When the export was made: what relative dates are told from.
    public var scrapedAt: ScrapeTime?
    /// Where each field comes from, in the order of the file.
    public var fields: [MappingField]
    /// Which columns hold counts, in the order of the file.
    public var counters: [MappingCounter]
    /// Columns that are left out: what is known already, and what nobody needs to know.
    public var drop: [String]
    /// The file it was read from.
    public var file: String

    /// The file within its pack, for messages that are the same on every machine: `mappings/lapor-scrape.yaml`.
    public var place: String { file.split(separator: "/").suffix(2).joined(separator: "/") }

    /// The file with a line of it, where that is known.
    public func place(_ line: Int?) -> String { line.map { "\(place):\($0)" } ?? place }

    /// The line that takes something from a column; nil where none does.
    public func line(of column: String) -> Int? {
        fields.first { $0.columns.contains(column) }?.line ?? counters.first { $0.column == column }?.line
            ?? (identity?.columns.contains(column) == true ? identity?.line : nil)
    }

    /// A field's rule; nil where the mapping has none.
    public func field(_ name: MappingField.Name) -> MappingField? { fields.first { $0.name == name } }

    /// Every column that the mapping takes something from, or drops.
    public var columns: Set<String> {
        var columns = Set(drop).union(fields.flatMap(\.columns)).union(counters.map(\.column))
        if let identity { columns.formUnion(identity.columns) }
        if case .column(let column, _) = scrapedAt { columns.insert(column) }
        return columns
    }

    /// The mapping for a header: of those whose `recognize` columns are all there, the one with the most; of equals the
    /// first by name.
    public static func matching(header names: [String], in mappings: [Mapping]) -> Mapping? {
        let names = Set(names)
        return mappings.filter { $0.recognize.allSatisfy(names.contains) }
            .min { ($1.recognize.count, $0.name) < ($0.recognize.count, $1.name) }
    }
}

/// The number by which a system knows a row: a tracking number, a post id.
public struct MappingIdentity: Sendable, Equatable {
    /// The system that gives the number out: numbers of two systems are never the same.
    public var system: String
    /// The column that holds it, or the columns that together tell a row from others where no number does.
    public var columns: [String]
    /// What stands before it, to be taken away: `#`.
    public var strip: String
    /// The line of the mapping file.
    public var line: Int?

    /// A number of a system.
    public init(system: String, columns: [String], strip: String = "", line: Int? = nil) {
        self.system = system
        self.columns = columns
        self.strip = strip
        self.line = line
    }
}

/// Which column holds a count.
public struct MappingCounter: Sendable, Equatable {
    /// The name of the count in the item: `likes`.
    public var name: String
    /// The column.
    public var column: String
    /// The words that the number stands before, where the cell holds more than the number.
    public var before: String?
    /// The line of the mapping file.
    public var line: Int?

    /// A count of a column.
    public init(name: String, column: String, before: String? = nil, line: Int? = nil) {
        self.name = name
        self.column = column
        self.before = before
        self.line = line
    }
}

/// When an export was made.
public enum ScrapeTime: Sendable, Equatable {
    /// The day stands in the file's name between two texts; the time of day is always the same.
    case fileName(before: String, after: String, hour: Int, minute: Int, Zone)
    /// A column holds it; a time without a zone is in this one.
    case column(String, Zone)
    /// Always the same: for one file that was exported once.
    case constant(Instant)

    /// The moment that a file's name tells: `lapor-2023-08-15.csv` or `lapor-20230815.csv`.
    public func moment(fileName: String) -> Instant? {
        switch self {
        case .constant(let instant): return instant
        case .column: return nil
        case .fileName(let before, let after, let hour, let minute, let zone):
            guard fileName.hasPrefix(before), fileName.hasSuffix(after),
                fileName.utf8.count > before.utf8.count + after.utf8.count
            else { return nil }
            let text = Array(fileName.utf8.dropFirst(before.utf8.count).dropLast(after.utf8.count))
            let dashed = text.count == 8 ? text[0..<4] + [0x2D] + text[4..<6] + [0x2D] + text[6..<8] : text[...]
            return CivilDay(String(decoding: dashed, as: UTF8.self)).map {
                Instant($0, hour: hour, minute: minute, in: zone)
            }
        }
    }
}
