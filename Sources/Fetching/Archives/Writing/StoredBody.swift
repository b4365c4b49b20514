import RecordIO
import Records

/// The body of a capture as it lies in a partition, its digest taken again.
enum StoredBody {
    case memory([UInt8], sha256: String)
    /// A file, which is never in memory as a whole.
    case file(path: String, sha256: String, size: Int)

    /// The body of a capture; nil where it has none. Throws where it is not the one that the capture names.
    init?(_ capture: Capture, directory: String) throws {
        if let path = try capture.blobPath(filesOf: directory) {
            let (sha256, size) = try Self.digest(of: path, after: [])
            self = .file(path: path, sha256: sha256, size: size)
        } else {
            guard let bytes = try capture.bodyBytes(filesOf: directory) else { return nil }
            self = .memory(bytes, sha256: SHA256.hex(bytes))
        }
        if let named = capture.sha256, named != sha256 {
            throw StoredBodyError(directory: directory, id: capture.id ?? "", named: named, found: sha256)
        }
    }

    /// SHA-256 in hexadecimal.
    var sha256: String {
        switch self {
        case .memory(_, let sha256), .file(_, let sha256, _): sha256
        }
    }

    /// How many bytes.
    var count: Int {
        switch self {
        case .memory(let bytes, _): bytes.count
        case .file(_, _, let size): size
        }
    }

    /// The digest of some bytes and the body behind them.
    func digest(after head: [UInt8]) throws -> String {
        if head.isEmpty { return sha256 }
        switch self {
        case .memory(let bytes, _):
            var hash = SHA256()
            hash.update(head)
            hash.update(bytes)
            return hash.finalize().hexadecimal
        case .file(let path, _, _): return try Self.digest(of: path, after: head).sha256
        }
    }

    private static func digest(of path: String, after head: [UInt8]) throws -> (sha256: String, size: Int) {
        let file = try OpenFile.reading(path)
        var hash = SHA256()
        hash.update(head)
        var size = 0
        while true {
            let piece = try file.read(count: 1 << 20, at: size)
            if piece.isEmpty { return (hash.finalize().hexadecimal, size) }
            hash.update(piece)
            size += piece.count
        }
    }
}

/// A body that is not the one that its capture names.
struct StoredBodyError: Error, Equatable, CustomStringConvertible {
    var directory: String
    var id: String
    var named: String
    var found: String

    var description: String {
        "\(directory): the body of capture '\(id)' has the digest \(found), not \(named); see 'serap verify --deep'"
    }
}
