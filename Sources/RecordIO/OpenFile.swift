import Glibc

/// An open file descriptor that closes itself; errors name the path.
public final class OpenFile: Sendable {
    /// The descriptor.
    public let descriptor: Int32
    /// The path it was opened by.
    public let path: String

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens a file for reading.
    public static func reading(_ path: String) throws(RecordIOError) -> OpenFile {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open", path) }
        return OpenFile(descriptor: descriptor, path: path)
    }

    /// Makes a file anew, or empties it, for writing.
    public static func writing(_ path: String, mode: mode_t = 0o666) throws(RecordIOError) -> OpenFile {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .last("open", path) }
        return OpenFile(descriptor: descriptor, path: path)
    }

    /// Opens a file for writing at its end; makes it where it is not there.
    public static func appending(_ path: String, mode: mode_t = 0o666) throws(RecordIOError) -> OpenFile {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .last("open", path) }
        return OpenFile(descriptor: descriptor, path: path)
    }

    /// The size in bytes.
    public func size() throws(RecordIOError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last("stat", path) }
        return Int(status.st_size)
    }

    /// Reads up to `count` bytes at an offset; fewer only at the end of the file.
    public func read(count: Int, at offset: Int) throws(RecordIOError) -> [UInt8] {
        // Even to read nothing into it would write into the one empty array that all threads share.
        guard count > 0 else { return [] }
        var failure: RecordIOError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = .last("read", path) }
                if got <= 0 { return }
                filled += got
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Writes all bytes at the end.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(RecordIOError) {
        var done = 0
        while done < bytes.count {
            let put = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            if put < 0 && errno == EINTR { continue }
            guard put > 0 else { throw .last("write", path) }
            done += put
        }
    }

    /// Writes all bytes at the end.
    public func write(_ bytes: [UInt8]) throws(RecordIOError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(RecordIOError) in try write(buffer) }
        }
        try result.get()
    }

    /// Waits until the bytes are on the disk.
    public func synchronize() throws(RecordIOError) {
        guard fsync(descriptor) == 0 else { throw .last("fsync", path) }
    }
}
