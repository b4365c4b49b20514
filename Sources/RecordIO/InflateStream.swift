import CZlib
import Glibc

/// zlib's inflate over any gzip file (RFC 1952): members one after the other, in constant memory.
public final class InflateStream {
    private let stream: UnsafeMutablePointer<z_stream>
    private let file: String
    private var inMember = false
    private var afterMember = false
    private var output = [UInt8](repeating: 0, count: 256 << 10)

    /// A stream whose errors name a file.
    public init(file: String) throws(RecordIOError) {
        self.file = file
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard serap_inflate_init(stream, 15 + 16) == Z_OK else {
            stream.deallocate()
            throw .system(call: "inflateInit2", path: file, code: ENOMEM)
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Adds stored bytes, which start at an offset of the file, and hands over the text that they give.
    public func inflate(_ input: [UInt8], at offset: Int, _ body: ([UInt8]) throws -> Void) throws {
        var consumed = 0
        while consumed < input.count {
            if afterMember {
                // Tape and block devices pad with zeros; anything else behind a member must be the next one.
                if input[consumed] == 0 {
                    consumed += 1
                    continue
                }
                afterMember = false
                inflateReset(stream)
            }
            inMember = true
            consumed += try step(input, from: consumed, at: offset, body)
        }
    }

    /// Says that the file ends at an offset.
    public func finish(at offset: Int) throws(RecordIOError) {
        if inMember { throw .truncated(file: file, offset: offset) }
    }

    private func step(_ input: [UInt8], from start: Int, at offset: Int, _ body: ([UInt8]) throws -> Void) throws -> Int
    {
        var input = input
        var produced = 0
        var used = 0
        let code = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target -> Int32 in
                stream.pointee.next_in = source.baseAddress! + start
                stream.pointee.avail_in = UInt32(source.count - start)
                stream.pointee.next_out = target.baseAddress!
                stream.pointee.avail_out = UInt32(target.count)
                let code = CZlib.inflate(stream, Z_NO_FLUSH)
                used = source.count - start - Int(stream.pointee.avail_in)
                produced = target.count - Int(stream.pointee.avail_out)
                return code
            }
        }
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
            let what = stream.pointee.msg.map { String(cString: $0) } ?? "not a gzip stream"
            throw RecordIOError.damaged(file: file, offset: offset + start + used, what: what)
        }
        if produced > 0 { try body(Array(output[0..<produced])) }
        if code == Z_STREAM_END {
            inMember = false
            afterMember = true
        } else if used == 0 && produced == 0 {
            throw RecordIOError.damaged(file: file, offset: offset + start, what: "the stream does not go on")
        }
        return used
    }
}
