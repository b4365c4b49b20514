import Records

/// Marks of entries as text: base 64 of eight bytes each, the highest first.
enum MarkText {
    static func text(_ marks: [UInt64]) -> String {
        base64(marks.flatMap { mark in (0..<8).map { UInt8(truncatingIfNeeded: mark >> (56 - 8 * $0)) } })
    }

    /// Nil for what is none.
    static func marks(_ text: String) -> [UInt64]? {
        guard case .success(let bytes) = bytes(base64: text), bytes.count % 8 == 0 else { return nil }
        return stride(from: 0, to: bytes.count, by: 8).map { at in
            bytes[at..<(at + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
