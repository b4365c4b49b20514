import RecordIO

/// A body that is gzip itself, as `sitemap.xml.gz` is: captures keep the exact bytes, and reading unpacks them.
///
/// Told by the first two bytes, whatever the media type says. Offsets of items are those of the unpacked body.
enum PackedBody {
    /// The most that is unpacked: what `FeedReader` reads.
    static let limit = 64 << 20

    /// What is over the limit.
    struct TooLarge: Error, CustomStringConvertible {
        var description: String { "the body unpacks to more than \(PackedBody.limit) bytes" }
    }

    /// The bytes themselves, unpacked where they are gzip; throws where that is damaged or over the limit.
    static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        guard GzipMember.isGzip(bytes) else { return bytes }
        var output: [UInt8] = []
        let stream = try InflateStream(file: "the body")
        try stream.inflate(bytes, at: 0) { piece in
            guard output.count + piece.count <= limit else { throw TooLarge() }
            output += piece
        }
        try stream.finish(at: bytes.count)
        return output
    }
}
