import CZlib
import Glibc
import RecordIO

/// A place in a file: a byte as stored, and in a gzip member also a byte of its text.
struct StoredPlace: Equatable, CustomStringConvertible {
    var stored: Int
    var text = 0

    var description: String { "byte \(stored)" + (text > 0 ? ", byte \(text) of the text there" : "") }
}

/// The file ends inside a gzip member, or is no gzip from some place on.
struct StoredBytesError: Error {
    var what: String
}

/// The bytes of a file from some byte on, plain or gzip by the first of them, pulled piece by piece in constant memory; knows where in the
/// file each gzip member begins, so that a record of an archive compressed by record can be named by its offset.
final class StoredBytes {
    private let file: OpenFile
    private let stream: UnsafeMutablePointer<z_stream>?
    private var input: [UInt8] = []
    private var inputUsed = 0
    private var readTo: Int
    private var inMember = false
    /// What is wrong behind the bytes at hand.
    private var failure: StoredBytesError?
    /// The bytes at hand, and how many of them are used.
    private var piece: [UInt8] = []
    private var used = 0
    /// The place of the first byte of `piece`.
    private var pieceStart: StoredPlace

    /// Opens a file at a byte.
    init(path: String, from start: Int = 0) throws(RecordIOError) {
        readTo = start
        pieceStart = StoredPlace(stored: start)
        file = try OpenFile.reading(path)
        guard GzipMember.isGzip(try file.read(count: 2, at: start)) else {
            stream = nil
            return
        }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard serap_inflate_init(stream, 15 + 16) == Z_OK else {
            stream.deallocate()
            throw .system(call: "inflateInit2", path: path, code: ENOMEM)
        }
        self.stream = stream
    }

    deinit {
        guard let stream else { return }
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Where the next byte stands.
    var place: StoredPlace {
        stream == nil
            ? StoredPlace(stored: pieceStart.stored + used)
            : StoredPlace(stored: pieceStart.stored, text: pieceStart.text + used)
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
            if used == 0, stream != nil, pieceStart.text == 0, left < count, piece.starts(with: stop) { break }
            let next = piece[used...].prefix(left)
            try body(next)
            used += next.count
            left -= next.count
        }
        return left
    }

    /// Where in the file the next gzip member begins, if one ends just here.
    var memberEnd: Int? { stream != nil && !inMember && used == piece.count ? readTo + inputUsed : nil }

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
            if isBound, stream != nil, !inMember { return false }
            guard let stream else {
                pieceStart.stored += piece.count
                piece = try file.read(count: 256 << 10, at: pieceStart.stored)
                used = 0
                if piece.isEmpty { return false }
                continue
            }
            guard try inflatePiece(stream) else { return false }
        }
        return true
    }

    private func inflatePiece(_ stream: UnsafeMutablePointer<z_stream>) throws -> Bool {
        if let failure { throw failure }
        pieceStart.text += piece.count
        piece = []
        used = 0
        if inputUsed == input.count {
            readTo += input.count
            input = try file.read(count: 256 << 10, at: readTo)
            inputUsed = 0
        }
        guard !input.isEmpty else {
            guard !inMember else { throw StoredBytesError(what: "the file ends inside a gzip member") }
            return false
        }
        if !inMember {
            inflateReset(stream)
            inMember = true
            pieceStart = StoredPlace(stored: readTo + inputUsed)
        }
        var code = Z_OK
        input.withUnsafeMutableBufferPointer { source in
            piece = [UInt8](unsafeUninitializedCapacity: 256 << 10) { target, count in
                guard let from = source.baseAddress else { return }
                stream.pointee.next_in = from + inputUsed
                stream.pointee.avail_in = UInt32(source.count - inputUsed)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                code = inflate(stream, Z_NO_FLUSH)
                inputUsed = source.count - Int(stream.pointee.avail_in)
                count = target.count - Int(stream.pointee.avail_out)
            }
        }
        if code == Z_STREAM_END { inMember = false }
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
            let what = stream.pointee.msg.map { String(cString: $0) } ?? "not a gzip stream"
            failure = StoredBytesError(what: what)
            if piece.isEmpty { throw StoredBytesError(what: what) }
            return true
        }
        return true
    }
}
