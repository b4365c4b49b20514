import CZlib
import RecordIO

/// Decompression in memory, with a limit on what comes out: a bomb costs no more than the limit.
enum Inflation {
    enum Format {
        /// RFC 1952, members one after the other; what follows the last one is dropped.
        case gzip
        /// RFC 1950 as HTTP's `deflate` has it, or bare RFC 1951 as some servers send it.
        case deflate
    }

    /// The bytes that a compressed body holds; of one that breaks off what came out before, where `isCut` allows that.
    static func inflate(
        _ input: [UInt8], _ format: Format, limit: Int, isCut: Bool = false
    ) throws(FetchFailure) -> [UInt8] {
        switch format {
        case .gzip:
            // Nearly every body is one whole member, which libdeflate opens in half the time.
            if let text = GzipInflater.text(of: input, limit: limit) { return text }
            return try run(input, windowBits: 15 + 16, limit: limit, isCut: isCut)
        case .deflate:
            let isWrapped = input.count >= 2 && input[0] & 15 == 8 && (Int(input[0]) << 8 | Int(input[1])) % 31 == 0
            return try run(input, windowBits: isWrapped ? 15 : -15, limit: limit, isCut: isCut)
        }
    }

    /// The bytes of a body that may be gzip, told by its first two bytes: `sitemap.xml.gz` comes with any media type.
    static func unpacked(_ bytes: [UInt8], limit: Int) throws(FetchFailure) -> [UInt8] {
        bytes.starts(with: [0x1F, 0x8B]) ? try inflate(bytes, .gzip, limit: limit) : bytes
    }

    private static func run(
        _ input: [UInt8], windowBits: Int32, limit: Int, isCut: Bool
    ) throws(FetchFailure) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard serap_inflate_init(stream, windowBits) == Z_OK else { throw .badEncoding("out of memory") }
        defer { inflateEnd(stream) }
        var output: [UInt8] = []
        var used = 0
        while true {
            let (code, piece) = step(stream, input, &used)
            output += piece
            guard output.count <= limit else { throw .tooLarge(limit: limit) }
            if code == Z_STREAM_END {
                guard windowBits > 15, input[used...].starts(with: [0x1F, 0x8B]) else { return output }
                inflateReset(stream)
            } else if isCut, code == Z_OK || code == Z_BUF_ERROR, piece.isEmpty, used == input.count {
                return output
            } else if code != Z_OK || (piece.isEmpty && used == input.count) {
                let what = stream.pointee.msg.map { String(cString: $0) } ?? "it breaks off"
                throw .badEncoding("\(what), after \(output.count) bytes")
            }
        }
    }

    private static func step(
        _ stream: UnsafeMutablePointer<z_stream>, _ input: [UInt8], _ used: inout Int
    ) -> (code: Int32, piece: [UInt8]) {
        var code = Z_DATA_ERROR
        let start = used
        let piece = [UInt8](unsafeUninitializedCapacity: 256 << 10) { target, count in
            input.withUnsafeBufferPointer { source in
                guard let from = source.baseAddress else { return }
                // zlib reads from `next_in` and never writes there.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: from + start)
                stream.pointee.avail_in = UInt32(source.count - start)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                code = CZlib.inflate(stream, Z_NO_FLUSH)
                used = source.count - Int(stream.pointee.avail_in)
                count = target.count - Int(stream.pointee.avail_out)
            }
        }
        return (code, piece)
    }
}
