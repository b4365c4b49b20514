import CLinux
import Glibc
import RecordIO
import Records

/// A checked output with its receipt, still in scratch: it waits for the disk and then for its place.
struct FinishedOutput: Sendable {
    let path: String
    /// Its files and directories by their paths below it, itself as the empty path.
    let files: [String]
    let directories: [String]
    /// Where it belongs.
    let place: String
    /// Where what stands there now goes first.
    let aside: String
    /// Whether what stands there gives way in one step: captures are at their place at every moment.
    var exchanges = false

    /// Everything that has to be on the disk before it can be put in its place.
    var everything: [String] {
        files.map { "\(path)/\($0)" } + directories.map { $0.isEmpty ? path : "\(path)/\($0)" }
    }
}

/// Puts checked outputs in their places, whole or not at all.
enum Publisher {
    /// Writes the receipt and sets the modes.
    ///
    /// `masked` partitions can be read by everyone, others and all rejects by the owner alone. Data are read-only: a
    /// delivered file is the same file under another name.
    static func finish(
        _ output: String, _ inspection: OutputInspection, receipt: Receipt, masked: Bool, place: String, aside: String,
        exchanging: Bool
    ) throws -> FinishedOutput {
        try Directory.make("\(output)/_meta", mode: 0o700)
        let receiptPath = "\(output)/_meta/receipt.json"
        try OpenFile.writing(receiptPath).write(JSONValue.object(receipt.json).indentedBytes)
        let files = inspection.everything + ["_meta/receipt.json"]
        let open: mode_t = masked ? 0o444 : 0o400
        for name in files { try setMode("\(output)/\(name)", name.hasPrefix("_meta/rejects") ? 0o600 : open) }
        var directories = inspection.directories
        if !directories.contains("_meta") { directories.append("_meta") }
        directories.reverse()
        for name in directories { try setMode(name.isEmpty ? output : "\(output)/\(name)", masked ? 0o755 : 0o700) }
        return FinishedOutput(
            path: output, files: files, directories: directories, place: place, aside: aside,
            exchanges: exchanging)
    }

    /// Renames an output that is on the disk into its place; at every moment the place holds the old partition, nothing,
    /// or the new one whole. The old one is then at `aside`, and `Paths.parent(place)` has yet to reach the disk.
    static func put(_ output: FinishedOutput) throws {
        if output.exchanges { return try exchange(output) }
        if access(output.place, F_OK) == 0 { try Directory.rename(output.place, to: output.aside) }
        do {
            guard rename(output.path, output.place) != 0 else { return }
            guard errno == ENOENT else { throw RecordIOError.last("rename", output.place) }
            // Whoever took the stage's directory away while we run: it is made again.
            try makeDurable(Paths.parent(output.place))
            try Directory.rename(output.path, to: output.place)
        } catch {
            // What was there is better than nothing.
            if access(output.place, F_OK) != 0 { rename(output.aside, output.place) }
            throw error
        }
    }

    /// Swaps a partition and the new one; where the file system cannot do that, nothing has changed.
    private static func exchange(_ output: FinishedOutput) throws {
        // After the exchange the old partition stands where the new one was, and the mark must not call it ready.
        truncate("\(Paths.parent(output.path))/lock", 0)
        guard serap_exchange(output.path, output.place) == 0 else {
            guard errno == EINVAL || errno == ENOSYS else { throw RecordIOError.last("renameat2", output.place) }
            throw UsageError(
                "\(output.place): this file system cannot exchange two directories in one step, so captures are not "
                    + "added to; keep data/ on ext4, xfs, btrfs or tmpfs")
        }
        try Directory.rename(output.path, to: output.aside)
    }

    /// Makes a directory whose name, and those of the ones above it that are new, survive a power cut.
    static func makeDurable(_ path: String) throws {
        if access(path, F_OK) == 0 { return }
        let parent = Paths.parent(path)
        try makeDurable(parent)
        try Directory.make(path)
        try Directory.synchronize(parent)
    }

    /// Makes a directory and those above it that are not there; gives the ones in which names have changed, which have
    /// yet to reach the disk.
    static func makeDirectories(_ path: String) throws -> [String] {
        if access(path, F_OK) == 0 { return [] }
        let parent = Paths.parent(path)
        let changed = try makeDirectories(parent)
        try Directory.make(path)
        return changed + [parent]
    }

    private static func setMode(_ path: String, _ mode: mode_t) throws {
        guard chmod(path, mode) == 0 else { throw RecordIOError.last("chmod", path) }
    }
}
