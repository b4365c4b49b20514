/// Turns chunks of a stream into pieces of whole lines of about 1 MiB; a line over the limit is passed over and named.
struct LineCutter {
    private let file: String
    private var pending: [UInt8] = []
    private var offset = 0
    /// The length so far of a line that is too long to be kept.
    private var oversized: Int?

    init(file: String) { self.file = file }

    mutating func add(_ chunk: [UInt8], _ body: (PartReader.Piece) throws -> Void) throws {
        var chunk = chunk[...]
        if let length = oversized {
            guard let end = chunk.firstIndex(of: 0x0A) else {
                oversized = length + chunk.count
                return
            }
            let whole = length + end - chunk.startIndex + 1
            try give(.oversizedLine(length: whole), size: whole, body)
            oversized = nil
            chunk = chunk[(end + 1)...]
        }
        if let end = chunk.lastIndex(of: 0x0A) {
            pending.append(contentsOf: chunk[...end])
            let text = pending
            pending = Array(chunk[(end + 1)...])
            try give(.text(text), size: text.count, body)
        } else {
            pending.append(contentsOf: chunk)
            if pending.count > GzipMember.lineLimit {
                oversized = pending.count
                pending = []
            }
        }
    }

    /// The stream ended as it should: a last line without line end is a line.
    mutating func finish(_ body: (PartReader.Piece) throws -> Void) throws {
        if let length = oversized {
            try give(.oversizedLine(length: length), size: length, body)
        } else if !pending.isEmpty {
            try give(.text(pending), size: pending.count, body)
        }
        pending = []
        oversized = nil
    }

    private mutating func give(
        _ content: PartReader.Piece.Content, size: Int, _ body: (PartReader.Piece) throws -> Void
    ) throws {
        try body(PartReader.Piece(file: file, offset: offset, content: content))
        offset += size
    }
}
