import Records

/// Marks of entries as text: base 64 of sixteen bytes each (what names it, title, dates), the highest byte first.
enum MarkText {
    private static let size = 16

    static func text(_ marks: [EntryMark]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(marks.count * size)
        for mark in marks {
            append(mark.id, to: &bytes)
            append(UInt64(mark.title) << 32 | UInt64(mark.date), to: &bytes)
        }
        return base64(bytes)
    }

    /// Nil for what is none.
    static func marks(_ text: String) -> [EntryMark]? {
        guard case .success(let bytes) = bytes(base64: text), bytes.count % size == 0 else { return nil }
        return stride(from: 0, to: bytes.count, by: size).map { at in
            let rest = number(bytes[(at + 8)..<(at + size)])
            return EntryMark(
                id: number(bytes[at..<(at + 8)]), title: UInt32(truncatingIfNeeded: rest >> 32),
                date: UInt32(truncatingIfNeeded: rest))
        }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (56 - 8 * byte))) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
