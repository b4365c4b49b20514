import Glibc
import RecordIO

/// A single file that no stage published: it may break off anywhere, and what it holds whole is worth having.
///
/// A part of a partition has the partition's `_meta/` beside it. There a cut or a damage is a failure, for the part can
/// be made again; a file from outside gives its whole records and one rejection.
struct ForeignInput {
    let path: String

    /// The file, where it is one from outside.
    init?(_ path: String, of dataset: Dataset) {
        guard dataset.path == path else { return nil }
        guard access("\(dataset.directory)/_meta", F_OK) != 0 else { return nil }
        self.path = path
    }

    /// The reason and detail of the one rejection; nil for any other error.
    func rejection(_ error: any Error) -> (reason: String, detail: String)? {
        switch error {
        case RecordIOError.truncated(path, let offset): ("truncated", "\(path): the file ends at byte \(offset)")
        case RecordIOError.damaged(path, _, _): ("damaged", "\(error)")
        default: nil
        }
    }
}
