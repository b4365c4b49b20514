import RecordIO

/// Decompression in memory, with a limit on what comes out: a bomb costs no more than the limit.
enum Inflation {
    /// The bytes that a compressed body holds; of one that breaks off what came out before, where `isCut` allows that.
    static func inflate(
        _ input: [UInt8], _ coding: ContentCoding, limit: Int, isCut: Bool = false
    ) throws(FetchFailure) -> [UInt8] {
        // Nearly every body is one whole member, which libdeflate opens in half the time.
        if coding == .gzip, let text = GzipInflater.text(of: input, limit: limit) { return text }
        return try coding.decoder().text(of: input, limit: limit, isCut: isCut, coding: coding)
    }

    /// The bytes of a body that may be gzip, told by its first two bytes: `sitemap.xml.gz` comes with any media type.
    static func unpacked(_ bytes: [UInt8], limit: Int) throws(FetchFailure) -> [UInt8] {
        bytes.starts(with: [0x1F, 0x8B]) ? try inflate(bytes, .gzip, limit: limit) : bytes
    }
}
