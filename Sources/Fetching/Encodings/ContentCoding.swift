/// A content coding of HTTP (RFC 9110, section 8.4.1) that can be taken off a body.
enum ContentCoding: String, Sendable {
    /// RFC 1952, members one after the other.
    case gzip
    /// RFC 1950, or bare RFC 1951 as some servers send it.
    case deflate
    /// RFC 7932.
    case brotli = "br"

    /// What `Accept-Encoding` says. Not zstd, whose window costs up to 128 MiB.
    static let accepted = "gzip, deflate, br"

    /// The coding of a name in lower case; nil where it is none of these.
    init?(name: String) { self.init(rawValue: name == "x-gzip" ? "gzip" : name) }

    /// Its name in words.
    var words: String { self == .brotli ? "brotli" : rawValue }

    /// A decoder for one body.
    func decoder() throws(FetchFailure) -> any ContentDecoder {
        switch self {
        case .gzip, .deflate: try InflateDecoder(self)
        case .brotli: try BrotliDecoder()
        }
    }
}

/// Takes a content coding off a body piece by piece. The memory that it takes is that of the coding's window, whatever
/// comes out; how much that is, is for whoever takes it to bound.
protocol ContentDecoder: AnyObject {
    /// Adds bytes as they were sent, and hands over what they unpack to, in pieces that are gone after the call. Bytes
    /// behind the end are dropped, as browsers do.
    func take(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void) throws
    /// Whether nothing is missing; true also where nothing came.
    var isWhole: Bool { get }
    /// Bytes that were handed over.
    var count: Int { get }
}

extension ContentDecoder {
    /// Decodes a body that is in memory, up to a limit on what comes out; `isCut` allows one that breaks off.
    func text(of input: [UInt8], limit: Int, isCut: Bool, coding: ContentCoding) throws(FetchFailure) -> [UInt8] {
        var output: [UInt8] = []
        do {
            try input.withUnsafeBytes { input in
                try take(input) { piece in
                    guard output.count + piece.count <= limit else { throw FetchFailure.tooLarge(limit: limit) }
                    output.append(contentsOf: piece)
                }
            }
        } catch let failure as FetchFailure {
            throw failure
        } catch {
            throw .badEncoding("\(error)")
        }
        guard isCut || (isWhole && !input.isEmpty) else { throw .cutBody(coding.words, unpacked: count) }
        return output
    }
}
