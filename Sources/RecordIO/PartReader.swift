import CZlib
import Glibc

/// Reads one part piece by piece: members as stored, so that several cores can open them; any other gzip and plain text
/// as a stream of whole lines, in memory bounded by the longest line.
///
/// The form goes by the first bytes, never by the name.
public struct PartReader: Sendable {
    /// What a part turned out to be.
    public enum Form: Sendable, Equatable {
        /// Members with an `IG` field, ended by an empty one.
        case members
        /// Any other gzip: one huge member, many members.
        case gzip
        /// Text without compression.
        case plain
    }

    /// Some whole lines of a part, perhaps not yet inflated.
    public struct Piece: Sendable {
        enum Content: Sendable {
            case member([UInt8])
            case text([UInt8])
            case oversizedLine(length: Int)
        }
        let file: String
        /// Where the piece starts: in the file as stored for members, in the text otherwise.
        public let offset: Int
        let content: Content

        /// The lines of the piece, each with its line end (but perhaps the last of the part). Costs the inflation.
        public func text() throws(RecordIOError) -> [UInt8] {
            switch content {
            case .text(let text): return text
            case .oversizedLine: return []
            case .member(let member):
                let text: [UInt8]
                do throws(MemberDecompressor.Failure) {
                    text = try MemberDecompressor.shelf.use { (tool) throws(MemberDecompressor.Failure) in
                        try tool.text(of: member)
                    }
                } catch {
                    throw .damaged(file: file, offset: offset, what: error.rawValue)
                }
                guard text.isEmpty || text.last == 0x0A else {
                    throw .damaged(file: file, offset: offset, what: "a member ends inside a line")
                }
                return text
            }
        }

        /// The length of a line that is too long to be read; nil for all other pieces.
        public var oversizedLine: Int? { if case .oversizedLine(let length) = content { length } else { nil } }
    }

    /// The path of the part.
    public let path: String

    /// A reader of the part at a path; nothing is opened yet.
    public init(path: String) { self.path = path }

    /// The form of the part; one that is named `.gz` and is no gzip is damaged: every other tool goes by the name.
    public func form() throws(RecordIOError) -> Form {
        let head = try OpenFile.reading(path).read(count: GzipMember.headerSize, at: 0)
        if GzipMember.memberSize(header: head) != nil { return .members }
        if GzipMember.isGzip(head) { return .gzip }
        guard !path.hasSuffix(".gz") else {
            throw .damaged(file: path, offset: 0, what: "not gzip, though its name ends in .gz")
        }
        return .plain
    }

    /// Hands over the pieces in order. Whole pieces before a truncation or damage are handed over first.
    public func forEachPiece(_ body: (Piece) throws -> Void) throws {
        let file = try OpenFile.reading(path)
        switch try form() {
        case .members: try readMembers(file, body)
        case .gzip: try readGzip(file, body)
        case .plain: try readPlain(file, body)
        }
    }

    /// Hands over every line without its line end; oversized lines are passed over.
    public func forEachLine(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        try forEachPiece { piece in try forEachLineRange(piece.text(), body) }
    }

    private func readMembers(_ file: OpenFile, _ body: (Piece) throws -> Void) throws {
        let size = try file.size()
        var offset = 0
        var ended = false
        while offset < size {
            let header = try file.read(count: GzipMember.headerSize, at: offset)
            guard header.count == GzipMember.headerSize else { throw RecordIOError.truncated(file: path, offset: size) }
            guard let length = GzipMember.memberSize(header: header) else {
                throw RecordIOError.damaged(file: path, offset: offset, what: "not the header of a member")
            }
            guard offset + length <= size else { throw RecordIOError.truncated(file: path, offset: size) }
            let member = try file.read(count: length, at: offset)
            ended = member == GzipMember.end
            if !ended { try body(Piece(file: path, offset: offset, content: .member(member))) }
            offset += length
        }
        guard ended else { throw RecordIOError.truncated(file: path, offset: size) }
    }

    private func readPlain(_ file: OpenFile, _ body: (Piece) throws -> Void) throws {
        var lines = LineCutter(file: path)
        var offset = 0
        while true {
            let chunk = try file.read(count: GzipMember.textTarget, at: offset)
            if chunk.isEmpty { break }
            offset += chunk.count
            try lines.add(chunk, body)
        }
        try lines.finish(body)
    }

    private func readGzip(_ file: OpenFile, _ body: (Piece) throws -> Void) throws {
        var lines = LineCutter(file: path)
        let stream = try InflateStream(file: path)
        var offset = 0
        while true {
            let chunk = try file.read(count: 256 << 10, at: offset)
            if chunk.isEmpty { break }
            try stream.inflate(chunk, at: offset) { try lines.add($0, body) }
            offset += chunk.count
        }
        // Where the stream breaks off this throws, and the half line that is pending is not handed over.
        try stream.finish(at: offset)
        try lines.finish(body)
    }
}

/// Calls a closure with each line of a text, without its line end.
public func forEachLineRange(_ text: [UInt8], _ body: (ArraySlice<UInt8>) throws -> Void) rethrows {
    var start = 0
    while start < text.count {
        let end = text[start...].withUnsafeBufferPointer { buffer -> Int in
            guard let hit = memchr(buffer.baseAddress!, 0x0A, buffer.count) else { return text.count }
            return start + (UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - buffer.baseAddress!)
        }
        try body(text[start..<end])
        start = end + 1
    }
}
