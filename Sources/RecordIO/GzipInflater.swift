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
}
