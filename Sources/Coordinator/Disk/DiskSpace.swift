import Glibc
import RecordIO

/// What a file system has left (statvfs(3)).
struct DiskSpace: Sendable, Equatable {
    /// Bytes that this user can still write.
    var free: Int
    /// Files that can still be made; nil where the file system does not count them.
    var files: Int?

    /// Below this nothing useful fits: not one member of gzip, nor the receipt of a large gather.
    static let least = 256 << 10

    /// Whether next to nothing fits any more.
    var isUsedUp: Bool { free < Self.least || files == 0 }

    init(free: Int, files: Int? = nil) {
        self.free = free
        self.files = files
    }

    /// The file system of a path, or of the nearest directory above it that is there.
    init?(at path: String) {
        var place = path
        var facts = statvfs()
        while statvfs(place, &facts) != 0 {
            guard errno == ENOENT || errno == ENOTDIR, place != "/", place != "." else { return nil }
            place = Paths.parent(place)
        }
        // What is kept back for the administrator is free for nobody else.
        let blocks = geteuid() == 0 ? facts.f_bfree : facts.f_bavail
        free = Int(clamping: UInt64(blocks).multipliedReportingOverflow(by: UInt64(facts.f_frsize)).partialValue)
        files = facts.f_files > 0 ? Int(clamping: facts.f_favail) : nil
    }

    /// `0 bytes`, `12 KiB`, `3 MiB`, `2 GiB`, rounded down.
    static func words(_ bytes: Int) -> String {
        switch bytes {
        case ..<1024: "\(bytes) bytes"
        case ..<(1 << 20): "\(bytes >> 10) KiB"
        case ..<(1 << 30): "\(bytes >> 20) MiB"
        default: "\(bytes >> 30) GiB"
        }
    }
}

/// The disk is full, in words that an operator can act on.
struct DiskFull: Error, Equatable, CustomStringConvertible {
    /// The directory whose file system it is.
    var place: String
    var space: DiskSpace
    /// A quota is used up, whatever the file system has left.
    var isQuota = false

    var description: String {
        if isQuota { return "the disk quota is used up at \(place); make room and run again" }
        if space.files == 0 { return "the disk is full: no file more fits at \(place); make room and run again" }
        let free = DiskSpace.words(space.free)
        guard space.isUsedUp else {
            return "the disk was full: \(free) free again at \(place); make room and run again"
        }
        return "the disk is full: \(free) free at \(place); make room and run again"
    }

    /// A place whose file system has next to nothing left; nil where there is room.
    init?(at place: String) {
        guard let space = DiskSpace(at: place), space.isUsedUp else { return nil }
        self.init(place: place, space: space)
    }

    /// The log of a program that met a full disk; nil where it says nothing of it.
    init?(log lines: [String], at place: String) {
        guard let line = lines.last(where: Self.tells) else { return nil }
        let space = DiskSpace(at: place) ?? DiskSpace(free: 0)
        self.init(place: place, space: space, isQuota: line.contains(Self.words[1]) && !space.isUsedUp)
    }

    /// A failed call of our own; nil where it failed for another reason.
    init?(_ error: any Error, layout: Layout) {
        guard case RecordIOError.system(_, let path, let code) = error, code == ENOSPC || code == EDQUOT else {
            return nil
        }
        let known = [layout.data, layout.runs, layout.state, layout.out, layout.root]
        let place = known.first { path == $0 || path.hasPrefix("\($0)/") } ?? Paths.parent(path)
        self.init(place: place, space: DiskSpace(at: path) ?? DiskSpace(free: 0), isQuota: code == EDQUOT)
    }

    init(place: String, space: DiskSpace, isQuota: Bool = false) {
        self.place = place
        self.space = space
        self.isQuota = isQuota
    }

    /// What strerror(3) says of ENOSPC and EDQUOT, and what our own stages say.
    private static let words = ["No space left on device", "Disk quota exceeded", "the disk is full"]

    private static func tells(_ line: String) -> Bool { words.contains { line.contains($0) } }

    /// Any error in words, a full disk as such.
    static func words(_ error: any Error, layout: Layout) -> String {
        DiskFull(error, layout: layout).map { "\($0)" } ?? "\(error)"
    }
}
