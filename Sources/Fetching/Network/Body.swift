import RecordIO
import Records

/// The bytes of an answer: in memory, or where they are many, in a file below `files/`.
public enum Body: Sendable, Equatable {
    /// Up to 4 MiB (`BodyCollector.memoryLimit`).
    case memory([UInt8])
    /// A file named by its digest.
    case file(sha256: String, size: Int)

    /// SHA-256 in hexadecimal.
    public var sha256: String {
        switch self {
        case .memory(let bytes): SHA256.hex(bytes)
        case .file(let sha256, _): sha256
        }
    }

    /// How many bytes.
    public var count: Int {
        switch self {
        case .memory(let bytes): bytes.count
        case .file(_, let size): size
        }
    }
}

/// Takes a body in pieces, and moves it to a file when it is more than captures hold: memory is bounded by 4 MiB for
/// each body under way, whatever the limit on its size.
///
/// Files are written under a name of their own and renamed to their digest when they are whole. `discard` what is not
/// finished.
final class BodyCollector {
    /// Bodies over this are files.
    static let memoryLimit = 4 << 20

    private let directory: String
    private let name: String
    private let limit: Int
    private var bytes: [UInt8] = []
    private var file: OpenFile?
    private var hash = SHA256()
    private(set) var count = 0

    /// A collector for a body of at most `limit` bytes; `directory` is made when it is needed.
    init(directory: String, name: String, limit: Int) {
        self.directory = directory
        self.name = name
        self.limit = limit
    }

    private var path: String { "\(directory)/incoming-\(name)" }

    /// Adds bytes; throws `FetchFailure.tooLarge` at the first byte over the limit.
    func append(_ piece: UnsafeRawBufferPointer) throws {
        guard count + piece.count <= limit else {
            if file == nil { bytes.append(contentsOf: piece.prefix(limit - count)) }
            throw FetchFailure.tooLarge(limit: limit)
        }
        count += piece.count
        if let file {
            hash.update(piece.bindMemory(to: UInt8.self))
            return try file.write(piece)
        }
        bytes.append(contentsOf: piece)
        guard bytes.count > Self.memoryLimit else { return }
        try Directory.make(directory)
        let file = try OpenFile.writing(path)
        hash.update(bytes)
        try file.write(bytes)
        self.file = file
        bytes = []
    }

    /// Adds bytes.
    func append(_ piece: [UInt8]) throws { try piece.withUnsafeBytes { try append($0) } }

    /// What there is of a body that is no file, up to the limit.
    var head: [UInt8] { bytes }

    /// The whole body.
    func finish() throws -> Body {
        guard file != nil else { return .memory(bytes) }
        file = nil
        let sha256 = hash.finalize().hexadecimal
        try Directory.rename(path, to: "\(directory)/\(sha256)")
        return .file(sha256: sha256, size: count)
    }

    /// Throws away what there is.
    func discard() {
        bytes = []
        guard file != nil else { return }
        file = nil
        try? Directory.remove(path)
    }

    /// A body that is in memory already.
    static func body(_ bytes: [UInt8], directory: String, name: String) throws -> Body {
        if bytes.count <= memoryLimit { return .memory(bytes) }
        let collector = BodyCollector(directory: directory, name: name, limit: bytes.count)
        try collector.append(bytes)
        return try collector.finish()
    }
}
