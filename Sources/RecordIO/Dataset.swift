import Glibc

/// The parts behind one `--input` path: a published partition or a single file.
public struct Dataset: Sendable, Equatable {
    /// The path as given.
    public let path: String
    /// The paths of the parts in byte order of their names.
    public let parts: [String]

    /// The partition's directory, where `files/` is: the path itself, or that of the single file.
    public var directory: String {
        guard parts == [path] else { return path }
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// Finds the parts: the file itself, or the `*.jsonl.gz` and `*.jsonl` at the top level of the directory.
    public init(path: String) throws(RecordIOError) {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else { throw .noSuchInput(path: path) }
        if status.st_mode & S_IFMT == S_IFDIR {
            parts = try Directory.names(path).filter(Self.isPart).map { "\(path)/\($0)" }
        } else {
            parts = [path]
        }
    }

    /// Whether a name at the top level of a partition is a data part.
    public static func isPart(_ name: String) -> Bool {
        !name.hasPrefix(".") && (name.hasSuffix(".jsonl.gz") || name.hasSuffix(".jsonl"))
    }
}

/// Names in a directory, and changes of directories that survive a power cut.
public enum Directory {
    /// The names in a directory in byte order, without `.` and `..`; what is not UTF-8 in them becomes U+FFFD.
    public static func names(_ path: String) throws(RecordIOError) -> [String] {
        try nameBytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as they are stored, which may be any bytes.
    public static func nameBytes(_ path: String) throws(RecordIOError) -> [[UInt8]] {
        guard let handle = opendir(path) else { throw .last("opendir", path) }
        defer { closedir(handle) }
        var names: [[UInt8]] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
        }
        // Sorted as bytes: text would be compared by its canonical form, in another order and slower.
        names.sort { $0.lexicographicallyPrecedes($1) }
        return names
    }

    /// Makes a directory and those above it; one that is there already stays as it is.
    public static func make(_ path: String, mode: mode_t = 0o777) throws(RecordIOError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw .last("mkdir", path)
        }
        try make(String(path[..<slash]), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
    }

    /// Removes a file or a directory with all that is in it; nothing there is no error. Links are removed, not followed.
    public static func remove(_ path: String) throws(RecordIOError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw .last("stat", path)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            guard unlink(path) == 0 || errno == ENOENT else { throw .last("unlink", path) }
            return
        }
        // A program may have taken its own directories' write permission away; they are ours all the same.
        if status.st_mode & 0o700 != 0o700 { _ = chmod(path, 0o700) }
        for name in try names(path) { try remove("\(path)/\(name)") }
        guard rmdir(path) == 0 || errno == ENOENT else { throw .last("rmdir", path) }
    }

    /// Renames within one file system.
    public static func rename(_ from: String, to: String) throws(RecordIOError) {
        guard Glibc.rename(from, to) == 0 else { throw .last("rename", to) }
    }

    /// Waits until names made, renamed or removed in a directory are on the disk.
    public static func synchronize(_ path: String) throws(RecordIOError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last("fsync", path) }
    }

    /// Puts a finished directory in the place of another, which is moved aside and then removed: at every moment the
    /// place holds the old one, nothing, or the new one whole. Everything in it must be on the disk already.
    public static func publish(_ finished: String, at place: String, aside: String) throws(RecordIOError) {
        let parent = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? "."
        try make(parent)
        let isTaken = access(place, F_OK) == 0
        if isTaken { try rename(place, to: aside) }
        do {
            try rename(finished, to: place)
        } catch {
            // The old one is better than none, and captures cannot be made again.
            if isTaken { try? rename(aside, to: place) }
            throw error
        }
        try synchronize(parent)
        try remove(aside)
    }
}
