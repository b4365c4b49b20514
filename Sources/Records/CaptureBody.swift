import Glibc

/// Why the body that a capture names cannot be had.
public enum CaptureBodyError: Error, Equatable, CustomStringConvertible {
    /// `body_base64` is not base 64; the offset is that of the first byte that cannot stand there.
    case notBase64(offset: Int)
    /// `blob` is not the digest that names such files.
    case badBlobName(String)
    /// The file of a blob cannot be read; `code` is the system's.
    case unreadable(path: String, code: Int32)
    /// The file of a blob has more bytes than are read.
    case tooLarge(path: String, bytes: Int, limit: Int)

    /// One lower-case line with the way out.
    public var description: String {
        switch self {
        case .notBase64(let offset): "body_base64: not base 64 at byte \(offset)"
        case .badBlobName(let name): "blob: '\(name)' is not 64 hexadecimal digits"
        case .unreadable(let path, let code):
            "\(path): \(String(cString: strerror(code))); the partition that holds the capture must be whole"
        case .tooLarge(let path, let bytes, let limit): "\(path): \(bytes) bytes, more than the \(limit) that are read"
        }
    }
}

extension Capture {
    /// The exact bytes of the body, wherever the capture keeps them; nil where it has none (an error, a 304).
    ///
    /// `directory` is the published partition that the capture was read from: blobs lie in its `files/`. The digest is
    /// not taken again: that is what verifying is for.
    /// A blob of more than `limit` bytes is refused by its size, before a byte of it is read.
    public func bodyBytes(
        filesOf directory: String, limit: Int = .max
    ) throws(CaptureBodyError) -> [UInt8]? {
        if let body = record.textBytes("body") { return body }
        if let bodyBase64 { return try Self.decodeBase64(bodyBase64) }
        guard let path = try blobPath(filesOf: directory) else { return nil }
        return try Self.contents(path, limit: limit)
    }

    /// Where the file of a body lies that is too large for the record; nil where the record holds it, or there is none.
    public func blobPath(filesOf directory: String) throws(CaptureBodyError) -> String? {
        guard let blob else { return nil }
        // The name comes from a file that anyone may have written; it must not lead out of the partition.
        let digits = Array(blob.utf8)
        guard digits.count == 64, digits.allSatisfy({ isHexadecimal($0) }) else { throw .badBlobName(blob) }
        return "\(directory)/files/\(blob)"
    }

    /// Keeps a body in the record: as text where it is valid UTF-8, in base 64 otherwise. `sha256` is not touched.
    public mutating func keepBody(_ bytes: [UInt8]) {
        if bytes.withUnsafeBufferPointer({ firstInvalidUTF8($0) }) == nil {
            body = String(decoding: bytes, as: UTF8.self)
            bodyBase64 = nil
        } else {
            body = nil
            bodyBase64 = base64(bytes)
        }
        blob = nil
    }

    private static func decodeBase64(_ text: String) throws(CaptureBodyError) -> [UInt8] {
        switch bytes(base64: text) {
        case .success(let bytes): return bytes
        case .failure(let error): throw .notBase64(offset: error.offset)
        }
    }

    private static func contents(_ path: String, limit: Int) throws(CaptureBodyError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, code: errno) }
        guard status.st_size <= limit else { throw .tooLarge(path: path, bytes: Int(status.st_size), limit: limit) }
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, filled in
            while filled < buffer.count {
                let got = read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { return }
                filled += got
            }
        }
        if let failure { throw .unreadable(path: path, code: failure) }
        return bytes
    }
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: false
    }
}
