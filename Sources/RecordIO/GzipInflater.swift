import CDeflate

/// Inflates gzip members that are in memory, two to three times as fast as a stream; one object a thread.
public final class GzipInflater {
    private let decompressor: OpaquePointer
    private var buffer: UnsafeMutableRawBufferPointer

    /// An inflater with its own memory.
    public init() {
        guard let decompressor = libdeflate_alloc_decompressor() else {
            preconditionFailure("out of memory: libdeflate_alloc_decompressor")
        }
        self.decompressor = decompressor
        buffer = .allocate(byteCount: 256 << 10, alignment: 16)
    }

    deinit {
        libdeflate_free_decompressor(decompressor)
        buffer.deallocate()
    }

    /// Hands over the text of the member (RFC 1952) that begins at the first byte, and how many bytes it takes there;
    /// nil where it is damaged, cut off, or holds more than `limit` bytes. The text is only there during the call.
    public func withMember<Result>(
        of bytes: UnsafeRawBufferPointer, limit: Int, _ body: (UnsafeRawBufferPointer, Int) throws -> Result
    ) rethrows -> Result? {
        while true {
            var (stored, size) = (0, 0)
            let outcome = libdeflate_gzip_decompress_ex(
                decompressor, bytes.baseAddress, bytes.count, buffer.baseAddress, buffer.count, &stored, &size)
            switch outcome {
            case LIBDEFLATE_SUCCESS:
                return size <= limit ? try body(UnsafeRawBufferPointer(rebasing: buffer[..<size]), stored) : nil
            case LIBDEFLATE_INSUFFICIENT_SPACE where buffer.count < limit:
                let larger = min(buffer.count * 2, limit)
                buffer.deallocate()
                buffer = .allocate(byteCount: larger, alignment: 16)
            default: return nil
            }
        }
    }

    private static let shelf = ToolShelf { GzipInflater() }

    /// The text of bytes that are one member and nothing else, at most `limit` bytes of it; nil for any other bytes. Costs
    /// one allocation of just the size that the member names.
    public static func text(of bytes: [UInt8], limit: Int) -> [UInt8]? {
        guard bytes.count >= 18, bytes[0] == 0x1F, bytes[1] == 0x8B else { return nil }
        let size = (0..<4).reduce(0) { $0 | Int(bytes[bytes.count - 4 + $1]) << ($1 * 8) }
        // Deflate cannot shrink by more than 1032 times; a larger claim is no member, and must not become an allocation.
        guard size <= limit, size <= bytes.count * 1032 else { return nil }
        var (isWhole, used, put) = (false, 0, 0)
        let text = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { output, count in
            let outcome = bytes.withUnsafeBytes { input in
                shelf.use {
                    libdeflate_gzip_decompress_ex(
                        $0.decompressor, input.baseAddress, input.count, output.baseAddress, size, &used, &put)
                }
            }
            isWhole = outcome == LIBDEFLATE_SUCCESS && used == bytes.count
            count = isWhole ? put : 0
        }
        return isWhole ? text : nil
    }
}
