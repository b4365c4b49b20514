import Glibc
import Records

/// How much a part holds.
public struct PartCounts: Sendable, Equatable {
    /// How many lines.
    public var lines = 0
    /// Bytes of text, line ends included.
    public var textBytes = 0
    /// Bytes as stored.
    public var size = 0
}

/// How much a part holds, and the digest by which receipts know it.
public struct PartSummary: Sendable, Equatable {
    /// How many lines.
    public var lines: Int
    /// Bytes of text, line ends included.
    public var textBytes: Int
    /// Bytes as stored.
    public var size: Int
    /// SHA-256 of the stored bytes in hexadecimal.
    public var sha256: String
}

/// Writes one part: lines cut into members at the first line end at or after 1 MiB, compressed on all cores, ended by
/// the empty member. The same lines give the same bytes however they were appended.
///
/// Use from one thread. Memory: a few members. Nothing is whole until `finish` returns.
public final class PartWriter {
    /// Begins with the first member that is full: a small part is written by the thread that appends.
    private lazy var pool = OrderedPool<(member: [UInt8], lines: Int, textBytes: Int)> { [sink] in
        try sink.write($0.member, lines: $0.lines, textBytes: $0.textBytes)
    }
    private var isSmall = true
    private let sink: Sink
    private var text: [UInt8] = []

    /// The file end, fed by one thread at a time in order.
    private final class Sink: @unchecked Sendable {
        let file: OpenFile
        var counts = PartCounts()

        init(file: OpenFile) { self.file = file }

        func write(_ member: [UInt8], lines: Int, textBytes: Int) throws {
            try file.write(member)
            counts.size += member.count
            counts.lines += lines
            counts.textBytes += textBytes
        }
    }

    /// Makes the file anew, as `*.jsonl.gz`: other tools go by the name.
    public init(path: String) throws {
        sink = Sink(file: try OpenFile.writing(path))
    }

    /// Appends a record as a line.
    public func append(_ record: Record) throws {
        record.write(to: &text)
        text.append(0x0A)
        try cutIfFull()
    }

    /// Appends an object as a line.
    public func append(_ object: JSONObject) throws {
        object.write(to: &text)
        text.append(0x0A)
        try cutIfFull()
    }

    /// Appends whole lines, each with its line end.
    public func append(lines bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let wanted = max(1, GzipMember.textTarget - text.count)
            let from = min(bytes.count, start + wanted - 1)
            let end = bytes[from...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            text.append(contentsOf: bytes[start..<end])
            start = end
            try cutIfFull()
        }
    }

    /// Ends the part with its empty member and says what it holds.
    @discardableResult
    public func finish() throws -> PartCounts {
        guard !isSmall else {
            if !text.isEmpty {
                try sink.write(MemberCompressor().member(of: text), lines: countLines(text), textBytes: text.count)
                text = []
            }
            try sink.write(GzipMember.end, lines: 0, textBytes: 0)
            return sink.counts
        }
        if !text.isEmpty { try cut() }
        try pool.submit { (GzipMember.end, 0, 0) }
        try pool.finish()
        return sink.counts
    }

    private func cutIfFull() throws {
        if text.count >= GzipMember.textTarget { try cut() }
    }

    private func cut() throws {
        isSmall = false
        let whole = text
        text = []
        text.reserveCapacity(GzipMember.textTarget + 65_536)
        try pool.submit {
            (MemberCompressor.shelf.use { $0.member(of: whole) }, countLines(whole), whole.count)
        }
    }
}

/// How many line ends there are.
func countLines(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
        guard var next = buffer.baseAddress else { return 0 }
        let end = next + buffer.count
        var count = 0
        // memchr looks at many bytes at once, and records are long.
        while let hit = memchr(next, 0x0A, end - next) {
            count += 1
            next = UnsafeRawPointer(hit) + 1
        }
        return count
    }
}
