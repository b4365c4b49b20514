import CZlib
import Glibc
import RecordIO

/// Writes one gzip member of any length in constant memory.
final class GzipStream {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let write: ([UInt8]) throws -> Void

    /// A member that is handed over in pieces.
    init(_ write: @escaping ([UInt8]) throws -> Void) throws(RecordIOError) {
        self.write = write
        stream.initialize(to: z_stream())
        guard serap_deflate_init(stream, 6, 15 + 16) == Z_OK else {
            throw .system(call: "deflateInit2", path: "gzip", code: ENOMEM)
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Adds bytes.
    func append(_ bytes: [UInt8]) throws { try run(bytes, Z_NO_FLUSH) }

    /// Ends the member.
    func finish() throws { try run([], Z_FINISH) }

    private func run(_ bytes: [UInt8], _ flush: Int32) throws {
        var used = 0
        while true {
            var isFull = false
            let piece = [UInt8](unsafeUninitializedCapacity: 256 << 10) { target, count in
                bytes.withUnsafeBufferPointer { source in
                    // zlib reads from `next_in` and never writes there.
                    stream.pointee.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0 + used) }
                    stream.pointee.avail_in = UInt32(source.count - used)
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(target.count)
                    deflate(stream, flush)
                    used = source.count - Int(stream.pointee.avail_in)
                    count = target.count - Int(stream.pointee.avail_out)
                    isFull = stream.pointee.avail_out == 0
                }
            }
            if !piece.isEmpty { try write(piece) }
            if !isFull { return }
        }
    }
}
