import Glibc
import RecordIO
import Records
import StageKit

/// The keys of partitions that hold no record, as their receipts name them.
///
/// A record says which key it is of. A quiet night, on which the sources answered that they have nothing new, leaves
/// partitions without any, and is no gap all the same. Costs a look at the size of each part, and a receipt for each
/// partition that is empty.
enum PublishedKeys {
    /// The keys that are days; a single file, or a partition without a receipt that can be read, has none.
    static func ofEmptyPartitions(_ datasets: [Dataset]) -> Set<String> {
        var keys: Set<String> = []
        for dataset in datasets where dataset.parts != [dataset.path] && dataset.parts.allSatisfy(isEmpty) {
            guard let bytes = (try? OptionalFile.bytes("\(dataset.path)/_meta/receipt.json")) ?? nil,
                let key = (try? JSONValue(parsing: bytes))?["key"]?.string, CivilDay(key) != nil
            else { continue }
            keys.insert(key)
        }
        return keys
    }

    /// Whether a part is nothing but the member that ends one.
    private static func isEmpty(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size <= GzipMember.end.count
    }
}
