import Records

/// Where one field of an item comes from, and what is done to the cell on the way.
///
/// In this order: cells of several columns are joined; `strip` is taken from the front; with `after` only what follows
/// those words is taken, and nothing where they are not there; `values` replaces whole cells.
public struct MappingField: Sendable, Equatable {
    /// The fields that a table can give.
    public enum Name: String, Sendable, CaseIterable {
        case title, text, summary, url, authors, published, modified, status, channel, category, tags, language, parent
        case images, tracking
        case agencyDeclared = "agency_declared"
        case toneVendor = "tone_vendor"
    }

    /// One line of a value map. A label that ends in `*` stands for every cell that begins so.
    public struct Value: Sendable, Equatable {
        /// The cell; upper and lower case are the same.
        public var label: String
        /// What it becomes; empty: the field stays out.
        public var code: String

        /// A label and its code.
        public init(label: String, code: String) {
            self.label = label
            self.code = code
        }
    }

    /// The field.
    public var name: Name
    /// The columns, in order.
    public var columns: [String]
    /// What stands between the cells of several columns.
    public var join: String
    /// What is taken away from the front, where it is there.
    public var strip: String
    /// Only what follows these words.
    public var after: String?
    /// What separates several values of a list.
    public var split: String?
    /// Whole cells and what they become.
    public var values: [Value]
    /// Cells that `values` does not name stay out.
    public var onlyValues: Bool
    /// A cell that holds a date is no value: scrapers shift columns where a cell is missing.
    public var noDates: Bool
    /// Dates are numbers: seconds since 1970, or milliseconds.
    public var unix: Bool
    /// Character references and known tags are resolved: the exporter wrote HTML.
    public var markup: Bool
    /// The zone of dates that name none.
    public var zone: Zone?
    /// The line of the mapping file.
    public var line: Int

    /// A field of one column, taken as it is.
    public init(
        _ name: Name, columns: [String], join: String = " ", strip: String = "", after: String? = nil,
        split: String? = nil, values: [Value] = [], onlyValues: Bool = false, noDates: Bool = false,
        unix: Bool = false, markup: Bool = false, zone: Zone? = nil, line: Int = 0
    ) {
        self.name = name
        self.columns = columns
        self.join = join
        self.strip = strip
        self.after = after
        self.split = split
        self.values = values
        self.onlyValues = onlyValues
        self.noDates = noDates
        self.unix = unix
        self.markup = markup
        self.zone = zone
        self.line = line
    }

    /// Whether a cell is the value as it is.
    public var isPlain: Bool { strip.isEmpty && after == nil && values.isEmpty && !onlyValues && !noDates }

    /// What a joined and trimmed cell gives; nil where it gives nothing.
    public func value(_ cell: String) -> String? {
        var text = cell
        if !strip.isEmpty, text.hasPrefix(strip) { text.removeFirst(strip.count) }
        if let after {
            guard text.lowercased().hasPrefix(after.lowercased()) else { return nil }
            text = String(text.dropFirst(after.count).drop { $0.isWhitespace })
        }
        if !values.isEmpty {
            if let code = code(text) { return code.isEmpty ? nil : code }
            if onlyValues { return nil }
        }
        return text.isEmpty ? nil : text
    }

    /// The code of a cell in the value map.
    public func code(_ cell: String) -> String? {
        let cell = cell.lowercased()
        return values.first { value in
            let label = value.label.lowercased()
            return label.hasSuffix("*") ? cell.hasPrefix(label.dropLast()) : cell == label
        }?.code
    }
}
