import RecordIO

/// The bytes of a body: in memory, or a file that is too long for it.
enum StoredBody: Sendable {
    case bytes([UInt8])
    case file(OpenFile, size: Int)

    private static let chunk = 256 << 10

    /// How many there are.
    var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .file(_, let size): size
        }
    }

    /// Whether what it comes to is to be written piece by piece.
    var isLong: Bool { if case .file = self { true } else { false } }

    /// The first bytes.
    func head(_ count: Int) throws -> [UInt8] {
        switch self {
        case .bytes(let bytes): Array(bytes.prefix(count))
        case .file(let file, _): try file.read(count: count, at: 0)
        }
    }

    /// Hands over all of them in chunks, until `body` says that it has enough.
    func forEachChunk(_ body: (ArraySlice<UInt8>) throws -> Bool) throws {
        var start = 0
        while start < count {
            let end = min(count, start + Self.chunk)
            let chunk =
                switch self {
                case .bytes(let bytes): bytes[start..<end]
                case .file(let file, _): try file.read(count: end - start, at: start)[...]
                }
            if chunk.isEmpty { return }
            guard try body(chunk) else { return }
            start = end
        }
    }
}
