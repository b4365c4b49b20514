import Mustache

/// What a template is filled with: texts, truth values, lists and further views by name.
///
/// A name that is absent is looked for in the views around; so every name that a template asks for is set, with
/// `Absent` for what there is not.
typealias View = [String: Any]

extension View {
    /// A text, or nothing.
    static func text(_ value: String?) -> Any { value.flatMap { $0.isEmpty ? nil : $0 } ?? Absent() as Any }

    /// A view, or nothing.
    static func view(_ value: View?) -> Any { value ?? Absent() as Any }

    /// Sets a list with a flag beside it: `rows` and `has_rows`, as a list alone would repeat what stands around it.
    mutating func list(_ name: String, _ values: [View]) {
        self[name] = values
        self["has_\(name)"] = !values.isEmpty
    }

    /// Flags by which a table leaves out columns that are empty in every row: `column_agency` for `agency`.
    mutating func columns(_ names: [String], of list: String) {
        let rows = self[list] as? [View] ?? []
        for name in names { self["column_\(name)"] = rows.contains { !($0[name] is Absent) } }
    }
}

/// Nothing: an empty text, and false as a section.
struct Absent: MustacheCustomRenderable {
    let renderText = ""
    let isNull = true
}
