import CDeflate
import CIsal

/// One gzip member of a part (RFC 1952) whose extra subfield `IG` holds the size of the whole member, so that readers
/// can hand members to several cores, and find a record by seeking, without inflating what stands before.
///
/// Header `1f 8b 08 04 | mtime 0 | 00 | ff | XLEN 0008 | 'I' 'G' 0004 | size u32 little-endian`, deflate, CRC32, ISIZE.
/// A part ends with an empty member; a part whose first member has `IG` and that lacks it is truncated.
public enum GzipMember {
    /// Bytes before the deflate stream.
    public static let headerSize = 20
    /// Bytes after the deflate stream: CRC32 and size of the text.
    public static let trailerSize = 8
    /// A member ends at the first line end at or after so much text.
    public static let textTarget = 1 << 20
    /// A line longer than this is rejected by readers.
    public static let lineLimit = 64 << 20

    /// The member that ends every part: no text.
    public static let end: [UInt8] = header(memberSize: 30) + [0x03, 0x00] + [UInt8](repeating: 0, count: 8)

    /// The header of a member of a given size.
    static func header(memberSize: Int) -> [UInt8] {
        var header: [UInt8] = [0x1F, 0x8B, 0x08, 0x04, 0, 0, 0, 0, 0x00, 0xFF, 8, 0, 0x49, 0x47, 4, 0]
        let size = UInt32(memberSize)
        for shift: UInt32 in [0, 8, 16, 24] { header.append(UInt8(truncatingIfNeeded: size >> shift)) }
        return header
    }

    /// The size that a header names; nil where the bytes are not such a header.
    public static func memberSize(header bytes: some Collection<UInt8>) -> Int? {
        let bytes = Array(bytes.prefix(headerSize))
        guard bytes.count == headerSize, bytes[0...3] == [0x1F, 0x8B, 0x08, 0x04],
            bytes[10...15] == [8, 0, 0x49, 0x47, 4, 0]
        else { return nil }
        let size = (16...19).reduce(0) { $0 | Int(bytes[$1]) << (($1 - 16) * 8) }
        return size >= headerSize + trailerSize ? size : nil
    }

    /// Whether bytes begin as any gzip stream does.
    public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }
}

/// Makes members at ISA-L's level 1; one object a thread.
///
/// It writes twice as fast as libdeflate's level 1 and about 16 times as fast as zlib's level 6, for 3 % more bytes than
/// the former; compression is most of a stage's cost.
public final class MemberCompressor {
    static let shelf = ToolShelf { MemberCompressor() }

    private let deflater: UnsafeMutablePointer<serap_deflater>

    /// A compressor with its own memory (about 400 kB).
    public init() {
        guard let deflater = serap_deflater_make() else { preconditionFailure("out of memory: serap_deflater_make") }
        self.deflater = deflater
    }

    deinit { serap_deflater_free(deflater) }

    /// The member that holds the text. The same text gives the same bytes.
    public func member(of text: some Collection<UInt8>) -> [UInt8] {
        let text = ContiguousArray(text)
        return text.withUnsafeBytes { input in
            // What does not shrink is stored in blocks of at most 65,535 bytes, each with 5 before it.
            let bound = input.count + 5 * (input.count / 65_535 + 1) + 16
            let room = GzipMember.headerSize + bound + GzipMember.trailerSize
            return [UInt8](unsafeUninitializedCapacity: room) { output, count in
                let body = output.baseAddress! + GzipMember.headerSize
                let size = serap_deflate(
                    deflater, input.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(input.count), body,
                    UInt32(bound))
                precondition(size > 0, "isal_deflate_stateless: no room in its own bound")
                count = GzipMember.headerSize + size + GzipMember.trailerSize
                for (index, byte) in GzipMember.header(memberSize: count).enumerated() { output[index] = byte }
                let checksum = libdeflate_crc32(0, input.baseAddress, input.count)
                for shift in 0..<4 {
                    body[size + shift] = UInt8(truncatingIfNeeded: checksum >> UInt32(shift * 8))
                    body[size + 4 + shift] = UInt8(truncatingIfNeeded: input.count >> (shift * 8))
                }
            }
        }
    }
}

/// Opens members through libdeflate; one object a thread.
public final class MemberDecompressor {
    static let shelf = ToolShelf { MemberDecompressor() }

    private let decompressor: OpaquePointer

    /// Why a member could not be opened.
    enum Failure: String, Error {
        case badStream = "not a deflate stream"
        case wrongSize = "the text is not as long as the member says"
        case wrongChecksum = "the checksum does not fit the text"
        case tooLarge = "the member claims more text than a member may hold"
    }

    /// A decompressor with its own memory (about 20 kB).
    public init() {
        guard let decompressor = libdeflate_alloc_decompressor() else {
            preconditionFailure("out of memory: libdeflate_alloc_decompressor")
        }
        self.decompressor = decompressor
    }

    deinit { libdeflate_free_decompressor(decompressor) }

    /// The text of a whole member, checked against its size and checksum.
    func text(of member: some Collection<UInt8>) throws(Failure) -> [UInt8] {
        let member = ContiguousArray(member)
        let result = member.withUnsafeBytes { input in
            Result { () throws(Failure) in try inflate(input) }
        }
        return try result.get()
    }

    private func inflate(_ input: UnsafeRawBufferPointer) throws(Failure) -> [UInt8] {
        guard input.count >= GzipMember.headerSize + GzipMember.trailerSize else { throw .badStream }
        func word(_ end: Int) -> Int { (0..<4).reduce(0) { $0 | Int(input[input.count - end + $1]) << ($1 * 8) } }
        let size = word(4)
        // Deflate cannot shrink by more than 1032 times; a larger claim is damage, and must not become an allocation.
        guard size <= (input.count - GzipMember.headerSize) * 1032 + 64 else { throw .tooLarge }
        let stream = UnsafeRawBufferPointer(
            rebasing: input[GzipMember.headerSize..<input.count - GzipMember.trailerSize])
        var outcome = LIBDEFLATE_SUCCESS
        let text = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { output, count in
            outcome = libdeflate_deflate_decompress(
                decompressor, stream.baseAddress, stream.count, output.baseAddress, size, nil)
            count = outcome == LIBDEFLATE_SUCCESS ? size : 0
        }
        switch outcome {
        case LIBDEFLATE_SUCCESS: break
        case LIBDEFLATE_SHORT_OUTPUT, LIBDEFLATE_INSUFFICIENT_SPACE: throw .wrongSize
        default: throw .badStream
        }
        let checksum = text.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
        guard Int(checksum) == word(8) else { throw .wrongChecksum }
        return text
    }
}
