import Glibc
import RecordIO

/// A root below which nothing can be written: nothing has run, and no record of it could be kept.
enum UnusableRoot: ExitingError, Equatable {
    /// Something that is no directory stands there.
    case notADirectory(String)
    /// Its file system takes no writes.
    case readOnly(root: String)
    /// It belongs to somebody else: whose it is, and who asked.
    case forbidden(path: String, owner: String, user: String)

    var exitStatus: Int32 { 2 }

    var description: String {
        switch self {
        case .notADirectory(let root):
            "--root is '\(root)', which is no directory; give the directory that holds data/, runs/, state/ and out/"
        case .readOnly(let root):
            "nothing can be written below '\(root)': its file system is read-only; nothing has run; mount it for "
                + "writing (mount -o remount,rw), or give another --root"
        case .forbidden(let path, let owner, let user):
            "'\(user)' may not write '\(path)', which belongs to '\(owner)'; nothing has run; run it as that user "
                + "(sudo -u \(owner) serap ...), or give another --root"
        }
    }

    /// Throws where something else than a directory stands at a root; one that is not there yet will be made.
    static func check(_ root: String, disk: any Disk) throws {
        if let facts = disk.facts(root), facts.kind != .directory { throw notADirectory(root) }
    }

    /// A failed call of our own; nil where it failed for another reason, or elsewhere.
    init?(_ error: any Error, layout: Layout) {
        guard case RecordIOError.system(_, let path, let code) = error,
            path == layout.root || path.hasPrefix(layout.root == "/" ? "/" : "\(layout.root)/")
                || layout.root.hasPrefix(path == "/" ? path : "\(path)/")
        else { return nil }
        switch code {
        case EROFS: self = .readOnly(root: layout.root)
        case EACCES, EPERM:
            let place = Self.nearest(path)
            self = .forbidden(path: place, owner: Self.owner(of: place), user: Self.name(ofUser: geteuid()))
        default: return nil
        }
    }

    /// The path, or the nearest one above it that can be looked at.
    private static func nearest(_ path: String) -> String {
        var place = path
        var status = stat()
        while lstat(place, &status) != 0, place != "/", place != "." { place = Paths.parent(place) }
        return place
    }

    private static func owner(of path: String) -> String {
        var status = stat()
        return lstat(path, &status) == 0 ? name(ofUser: status.st_uid) : "somebody else"
    }

    /// A user's name; the number where the machine knows none.
    private static func name(ofUser user: uid_t) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name
        else { return "#\(user)" }
        return String(cString: name)
    }
}
