import RecordIO

/// The bytes of a file from some byte on, plain or gzip by the first of them, pulled piece by piece in constant memory; knows where in the
/// file each gzip member begins, so that a record of an archive compressed by record can be named by its offset.
final class StoredBytes {
    private let pieces: StoredPieces
    /// The bytes at hand, and how many of them are used.
    private var piece: [UInt8] = []
    private var used = 0

    /// Opens a file at a byte.
    init(path: String, from start: Int = 0) throws(RecordIOError) { pieces = try StoredPieces(path: path, from: start) }

    /// Where the next byte stands.
    var place: StoredPlace {
        var place = pieces.start
        if pieces.isGzip { place.text += used } else { place.stored += used }
        return place
    }

    /// Whether there is no byte left.
    func isAtEnd() throws -> Bool { try !fill() }

    /// A line without its line end; nil where the file ends before one does, or the line is longer than the limit.
    func line(limit: Int) throws -> [UInt8]? {
        var line: [UInt8] = []
        while try fill() {
            let rest = piece[used...]
            if let end = rest.firstIndex(of: 0x0A) {
                line += rest[..<end]
                used = end + 1
                if line.last == 0x0D { line.removeLast() }
                return line.count <= limit ? line : nil
            }
            line += rest
            used = piece.count
            if line.count > limit { return nil }
        }
        return nil
    }

    /// Takes so many bytes and hands them over in pieces; says how many are left where the file ends before, or where a
    /// new gzip member begins with `stop`.
    func take(_ count: Int, stop: [UInt8], _ body: (ArraySlice<UInt8>) throws -> Void) throws -> Int {
        var left = count
        while left > 0 {
            guard try fill() else { break }
            if used == 0, pieces.isGzip, pieces.start.text == 0, left < count, piece.starts(with: stop) { break }
            let next = piece[used...].prefix(left)
            try body(next)
            used += next.count
            left -= next.count
        }
        return left
    }

    /// Where in the file the next gzip member begins, if one ends just here.
    var memberEnd: Int? { pieces.isGzip && !pieces.isInMember && used == piece.count ? pieces.end : nil }

    /// Passes over line ends; of a gzip member only over those in it, so that a fault of the next member is not met yet.
    func skipLineEnds(inMember: Bool = false) throws {
        while try fill(inMember: inMember), piece[used] == 0x0A || piece[used] == 0x0D { used += 1 }
    }

    /// Goes to the next line that begins with some bytes, which do not hold a line end; nil where there is none.
    func skip(toLineWith start: [UInt8]) throws -> StoredPlace? {
        var isAtLineStart = false
        while try fill() {
            if isAtLineStart {
                let found = place
                var matched = 0
                while matched < start.count, try fill(), piece[used] == start[matched] {
                    matched += 1
                    used += 1
                }
                if matched == start.count { return found }
                isAtLineStart = false
                continue
            }
            if let end = piece[used...].firstIndex(of: 0x0A) {
                used = end + 1
                isAtLineStart = true
            } else {
                used = piece.count
            }
        }
        return nil
    }

    /// Makes sure that a byte is at hand; false at the end of the file, or of the gzip member.
    private func fill(inMember isBound: Bool = false) throws -> Bool {
        while used == piece.count {
            if isBound, pieces.isGzip, !pieces.isInMember { return false }
            let next = try pieces.next()
            piece = next ?? []
            used = 0
            if next == nil { return false }
        }
        return true
    }
}
