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

/// The bytes of a file from some byte on in pieces of up to 256 KiB, unpacked where the first of them are gzip, in
/// constant memory; no piece holds bytes of two gzip members.
final class StoredPieces {
    private let file: OpenFile
    private let stream: UnsafeMutablePointer<z_stream>?
    private var input: [UInt8] = []
    private var inputUsed = 0
    /// Where in the file `input` begins.
    private var inputStart: Int
    private var last = 0
    /// What is wrong behind the piece that was given last.
    private var failure: StoredBytesError?
    /// Whether a gzip member has begun and not ended.
    private(set) var isInMember = false
    /// The place of the first byte of the piece that was given last.
    private(set) var start: StoredPlace

    private static let size = 256 << 10

    /// Opens a file at a byte.
    init(path: String, from start: Int) throws(RecordIOError) {
        inputStart = start
        self.start = StoredPlace(stored: start)
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

    var isGzip: Bool { stream != nil }

    /// Where in the file the bytes behind the piece that was given last stand.
    var end: Int { isGzip ? inputStart + inputUsed : start.stored + last }

    /// The next piece, which may be empty; nil at the end.
    func next() throws -> [UInt8]? {
        guard let stream else {
            start.stored += last
            let piece = try file.read(count: Self.size, at: start.stored)
            last = piece.count
            return piece.isEmpty ? nil : piece
        }
        if let failure { throw failure }
        start.text += last
        last = 0
        guard try hasInput() else {
            guard !isInMember else { throw StoredBytesError(what: "the file ends inside a gzip member") }
            return nil
        }
        if !isInMember {
            inflateReset(stream)
            isInMember = true
            start = StoredPlace(stored: inputStart + inputUsed)
        }
        let piece = try inflated(stream)
        last = piece.count
        return piece
    }

    private func hasInput() throws -> Bool {
        if inputUsed == input.count {
            inputStart += input.count
            input = try file.read(count: Self.size, at: inputStart)
            inputUsed = 0
        }
        return !input.isEmpty
    }

    private func inflated(_ stream: UnsafeMutablePointer<z_stream>) throws -> [UInt8] {
        var code = Z_OK
        var piece: [UInt8] = []
        input.withUnsafeMutableBufferPointer { source in
            piece = [UInt8](unsafeUninitializedCapacity: Self.size) { target, count in
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
        if code == Z_STREAM_END { isInMember = false }
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
            let fault = StoredBytesError(what: stream.pointee.msg.map { String(cString: $0) } ?? "not a gzip stream")
            guard !piece.isEmpty else { throw fault }
            failure = fault
            return piece
        }
        return piece
    }
}
