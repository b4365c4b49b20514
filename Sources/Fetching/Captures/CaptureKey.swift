import Records

/// The id of a capture in 16 bytes, for sets of very many.
struct CaptureKey: Hashable, Sendable {
    private let first: UInt64
    private let second: UInt64

    /// The key of an id.
    init(_ id: String) {
        let digest = SHA256.digest(Array(id.utf8))
        func word(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        first = word(digest.prefix(8))
        second = word(digest.dropFirst(8).prefix(8))
    }
}
