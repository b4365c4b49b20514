import Records

/// Checks a stored part from end to end: what the coordinator does before it trusts one.
public enum PartInspector {
    /// Counts lines and text and digests the stored bytes; throws where the part is truncated or damaged.
    public static func inspect(_ path: String) throws -> PartSummary {
        let counts = Counts()
        if try OpenFile.reading(path).size() < GzipMember.textTarget / 4 {
            // Handing a piece to another core would take longer than opening it.
            try PartReader(path: path).forEachPiece { piece in
                let (lines, textBytes) = try count(piece)
                counts.add(lines, textBytes)
            }
        } else {
            let pool = OrderedPool<(Int, Int)> { counts.add($0.0, $0.1) }
            try PartReader(path: path).forEachPiece { piece in try pool.submit { try count(piece) } }
            try pool.finish()
        }
        let (sha256, size) = try FileDigest.sha256(path)
        return PartSummary(lines: counts.lines, textBytes: counts.textBytes, size: size, sha256: sha256)
    }

    private static func count(_ piece: PartReader.Piece) throws -> (lines: Int, textBytes: Int) {
        let text = try piece.text()
        let unended = text.last.map { $0 != 0x0A } ?? (piece.oversizedLine != nil)
        return (countLines(text) + (unended ? 1 : 0), text.count + (piece.oversizedLine ?? 0))
    }

    /// Fed by one thread at a time.
    private final class Counts: @unchecked Sendable {
        var lines = 0
        var textBytes = 0
        func add(_ lines: Int, _ textBytes: Int) {
            self.lines += lines
            self.textBytes += textBytes
        }
    }
}

/// Stores a plain part, or one in any other gzip, as members.
public enum PlainCompressor {
    /// Writes the lines of a part as a part of members. A last line without line end gets one.
    public static func compress(from source: String, to target: String) throws -> PartSummary {
        let writer = try PartWriter(path: target)
        try PartReader(path: source).forEachPiece { piece in
            if let length = piece.oversizedLine {
                throw RecordIOError.damaged(
                    file: source, offset: piece.offset,
                    what: "a line of \(length) bytes; the limit is \(GzipMember.lineLimit)")
            }
            var text = try piece.text()
            if let last = text.last, last != 0x0A { text.append(0x0A) }
            try writer.append(lines: text)
        }
        let counts = try writer.finish()
        let sha256 = try FileDigest.sha256(target).hex
        return PartSummary(lines: counts.lines, textBytes: counts.textBytes, size: counts.size, sha256: sha256)
    }
}

/// The digest of a file as it is stored.
public enum FileDigest {
    /// SHA-256 in hexadecimal, and the size; reads the file once in pieces of 1 MiB.
    public static func sha256(_ path: String) throws(RecordIOError) -> (hex: String, size: Int) {
        let file = try OpenFile.reading(path)
        var hash = SHA256()
        var offset = 0
        let piece = min(1 << 20, try file.size() + 1)
        while true {
            let chunk = try file.read(count: piece, at: offset)
            if chunk.isEmpty { break }
            hash.update(chunk)
            offset += chunk.count
            if chunk.count < piece { break }
        }
        return (hash.finalize().hexadecimal, offset)
    }
}
