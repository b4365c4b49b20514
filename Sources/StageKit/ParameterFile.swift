import Glibc

/// The bytes of a `--params` file: read to their end and not by its size, so that it may be a pipe such as the shell's
/// `<(…)`.
enum ParameterFile {
    /// More is no parameters.
    static let limit = 16 << 20

    /// Reads a file; a usage error says what is the matter with it.
    static func bytes(_ path: String) throws(StageFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            var got = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
                repeat { got = read(descriptor, buffer.baseAddress, buffer.count) } while got < 0 && errno == EINTR
                count = max(0, got)
            }
            guard got >= 0 else { throw fault(path) }
            bytes += piece
            guard bytes.count <= limit else {
                throw .usage("--params '\(path)' is over \(limit >> 20) MiB; name a JSON object of parameters")
            }
            if got == 0 { break }
        }
        guard !bytes.isEmpty else { throw .usage("--params '\(path)' is empty; '{}' are no parameters") }
        return bytes
    }

    private static func fault(_ path: String) -> StageFailure {
        switch errno {
        case ENOENT: .usage("--params '\(path)': there is no such file")
        case EISDIR: .usage("--params '\(path)' is a directory; name a JSON file in it")
        case let code: .usage("--params '\(path)' cannot be read: \(String(cString: strerror(code)).lowercased())")
        }
    }
}
