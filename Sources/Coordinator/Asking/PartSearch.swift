import CLinux
import Glibc
import RecordIO
import Records

/// A record and the line of the part that it stands in.
struct FoundRecord: Sendable {
    /// From 1.
    let line: Int
    let record: Record
}

/// Finds records in a part by a word that their line must hold: whole members are inflated on all cores, and only lines
/// with the word are read as JSON. Costs about what `zgrep` would on as many cores.
enum PartSearch {
    /// The records that hold the word and are accepted, in order. Throws where the part is damaged; what stands before
    /// the damage is not given, as nobody may lean on half a part.
    static func records(
        in path: String, holding word: String, where accept: @escaping @Sendable (Record) -> Bool
    ) throws -> [FoundRecord] {
        let needle = Array(word.utf8)
        let found = Collected()
        let pool = OrderedPool<(records: [FoundRecord], lines: Int)> { piece in found.add(piece.records, piece.lines) }
        try PartReader(path: path).forEachPiece { piece in
            try pool.submit { try search(piece.text(), for: needle, where: accept) }
        }
        try pool.finish()
        return found.records
    }

    private static func search(
        _ text: [UInt8], for needle: [UInt8], where accept: (Record) -> Bool
    ) throws -> (records: [FoundRecord], lines: Int) {
        var records: [FoundRecord] = []
        var lines = 0
        var next = firstIndex(of: needle, in: text, from: 0)
        var start = 0
        while start < text.count {
            let end = lineEnd(text, from: start)
            if let hit = next, hit < end {
                if let record = try? Record(line: text[start..<end]), accept(record) {
                    records.append(FoundRecord(line: lines + 1, record: record))
                }
                next = firstIndex(of: needle, in: text, from: end)
            }
            lines += 1
            start = end + 1
        }
        return (records, lines)
    }

    private static func lineEnd(_ text: [UInt8], from start: Int) -> Int {
        text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let hit = memchr(base + start, 0x0A, bytes.count - start) else {
                return bytes.count
            }
            return hit - UnsafeMutableRawPointer(mutating: base)
        }
    }

    private static func firstIndex(of needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard start < text.count, !needle.isEmpty else { return nil }
        return text.withUnsafeBytes { bytes in
            needle.withUnsafeBytes { word in
                guard let base = bytes.baseAddress, let first = word.baseAddress,
                    let hit = memmem(base + start, bytes.count - start, first, word.count)
                else { return nil }
                return hit - UnsafeMutableRawPointer(mutating: base)
            }
        }
    }

    /// Fed by one thread at a time.
    private final class Collected: @unchecked Sendable {
        var records: [FoundRecord] = []
        private var lines = 0
        func add(_ found: [FoundRecord], _ count: Int) {
            records += found.map { FoundRecord(line: $0.line + lines, record: $0.record) }
            lines += count
        }
    }
}

extension Record {
    /// The field `id` as it is called on a command line, be it a text or a number.
    var idText: String? {
        switch self["id"] {
        case .string(let text)?: text
        case .number(let number)?: number.spelling
        default: nil
        }
    }
}
