import CLinux
import Glibc
import RecordIO
import Records

/// Puts a checked output in its place, whole or not at all.
enum Publisher {
    /// Writes the receipt, sets the modes, waits until everything is on the disk, and renames the output into place.
    ///
    /// `masked` partitions can be read by everyone, others and all rejects by the owner alone. Data are read-only: a
    /// delivered file is the same file under another name. With `exchanging` the partition that stands there gives way
    /// in one step: captures are at their place at every moment.
    static func publish(
        _ attempt: AttemptDirectory, _ inspection: OutputInspection, receipt: Receipt, masked: Bool, at place: String,
        exchanging: Bool = false
    ) throws {
        let output = attempt.output
        try Directory.make("\(output)/_meta", mode: 0o700)
        let receiptPath = "\(output)/_meta/receipt.json"
        try OpenFile.writing(receiptPath).write(Array(JSONValue.object(receipt.json).indentedText.utf8))
        let files = try (inspection.everything + ["_meta/receipt.json"]).map { name in
            let path = "\(output)/\(name)"
            let open: mode_t = masked ? 0o444 : 0o400
            try setMode(path, name.hasPrefix("_meta/rejects") ? 0o600 : open)
            return try OpenFile.reading(path)
        }
        // Writing begins for all of them before the first is waited for: the waits then share a journal commit.
        for file in files { _ = sync_file_range(file.descriptor, 0, 0, 2) }
        for file in files { try file.synchronize() }
        var directories = inspection.directories
        if !directories.contains("_meta") { directories.append("_meta") }
        for name in directories.reversed() {
            let path = name.isEmpty ? output : "\(output)/\(name)"
            try setMode(path, masked ? 0o755 : 0o700)
            try Directory.synchronize(path)
        }
        guard serap_exchange(output, place) == 0 else {
            // Nothing has changed: there is no old partition, or the file system cannot do that.
            guard exchanging else { return try Directory.publish(output, at: place, aside: attempt.aside) }
            guard errno == EINVAL || errno == ENOSYS else { throw RecordIOError.last("renameat2", place) }
            throw UsageError(
                "\(place): this file system cannot exchange two directories in one step, so captures are not added to; "
                    + "keep data/ on ext4, xfs, btrfs or tmpfs")
        }
        // The old partition stands in scratch now, and goes with it; no moment was without one of the two.
        try Directory.synchronize(Paths.parent(place))
    }

    /// Makes a directory whose name, and those of the ones above it that are new, survive a power cut.
    static func makeDurable(_ path: String) throws {
        if access(path, F_OK) == 0 { return }
        let parent = Paths.parent(path)
        try makeDurable(parent)
        try Directory.make(path)
        try Directory.synchronize(parent)
    }

    private static func setMode(_ path: String, _ mode: mode_t) throws {
        guard chmod(path, mode) == 0 else { throw RecordIOError.last("chmod", path) }
    }
}
