import RecordIO
import Records

/// The first record in which two parts differ, named by line and field.
///
/// Reads each part twice at most and keeps eight bytes a line.
struct RecordDifference: Equatable, CustomStringConvertible {
    /// From 1.
    var line: Int
    /// The path of the first field that differs, as `tone.0.code`; nil where the line itself is gone or no JSON object.
    var field: String?
    /// The two values; nil where there is none, or where they are not to be shown.
    var before: String?
    var after: String?
    /// Lines in either part.
    var linesBefore: Int
    var linesAfter: Int

    var description: String {
        var text = "line \(line)"
        if let field { text += ", field '\(field)'" }
        if before != nil || after != nil {
            text += ": \(before ?? "nothing") before, \(after ?? "nothing") now"
        } else {
            text += field == nil && (line > linesBefore || line > linesAfter) ? "" : " differs"
        }
        return linesBefore == linesAfter
            ? text : text + " (\(RunWords.count(linesBefore, "line")) before, \(linesAfter) now)"
    }

    /// Compares two parts; nil where every line is the same, be they compressed otherwise. Values are given only where
    /// `showing` says so: those of records that nothing has masked belong to no terminal.
    static func first(_ old: String, _ new: String, showing: Bool) throws -> RecordDifference? {
        let before = try lineDigests(old)
        let after = try lineDigests(new)
        let shared = min(before.count, after.count)
        let index = (0..<shared).first { before[$0] != after[$0] } ?? shared
        guard index < before.count || index < after.count else { return nil }
        var difference = RecordDifference(
            line: index + 1, linesBefore: before.count, linesAfter: after.count)
        guard index < shared else { return difference }
        let one = try JSONValue(parsing: line(index, of: old))
        let other = try JSONValue(parsing: line(index, of: new))
        guard let (field, left, right) = firstField(one, other, path: "") else { return difference }
        difference.field = field.isEmpty ? nil : field
        if showing {
            difference.before = left.map(shown)
            difference.after = right.map(shown)
        }
        return difference
    }

    /// The first member that differs, in the order of the old value; then members that only the new one has.
    static func firstField(_ old: JSONValue, _ new: JSONValue, path: String) -> (String, JSONValue?, JSONValue?)? {
        func below(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        switch (old, new) {
        case (.object(let before), .object(let after)):
            for name in before.keys + after.keys.filter({ before[$0] == nil }) {
                switch (before[name], after[name]) {
                case (let one?, let other?):
                    if let found = firstField(one, other, path: below(name)) { return found }
                case (let one, let other): return (below(name), one, other)
                }
            }
            // The same members in another order.
            return before.keys == after.keys ? nil : (path, nil, nil)
        case (.array(let before), .array(let after)):
            for index in 0..<max(before.count, after.count) {
                guard index < before.count, index < after.count else {
                    return (
                        below("\(index)"), index < before.count ? before[index] : nil,
                        index < after.count ? after[index] : nil
                    )
                }
                if let found = firstField(before[index], after[index], path: below("\(index)")) { return found }
            }
            return nil
        default: return old.text == new.text ? nil : (path, old, new)
        }
    }

    private static func shown(_ value: JSONValue) -> String {
        let text = value.text
        return text.count > 60 ? "\(text.prefix(57))..." : text
    }

    /// FNV-1a of every line, 64 bits: enough to see that two lines differ.
    private static func lineDigests(_ path: String) throws -> [UInt64] {
        var digests: [UInt64] = []
        try PartReader(path: path).forEachLine { line in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in line { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            digests.append(hash)
        }
        return digests
    }

    private static func line(_ index: Int, of path: String) throws -> [UInt8] {
        struct Found: Error {}
        var number = 0
        var found: [UInt8] = []
        do {
            try PartReader(path: path).forEachLine { line in
                if number == index {
                    found = Array(line)
                    throw Found()
                }
                number += 1
            }
        } catch is Found {}
        return found
    }
}
