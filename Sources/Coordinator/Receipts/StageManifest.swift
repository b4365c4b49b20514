import Glibc
import RecordIO
import Records

/// `.stage.json` beside a stage's partitions of a key: which were planned, and which are there and up to date.
///
/// Later keys read a window through it and never through a directory listing, which could show partitions that are
/// stale. It goes when the first partition turns out stale and comes back when the stage is complete.
struct StageManifest: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        var partition: String
        var rules: String
        var parts: [PartFact]
    }

    var entries: [Entry]
    /// Planned partitions that are not there, or lists that may be short.
    var missing: [String]

    static func path(_ stageDirectory: String) -> String { "\(stageDirectory)/.stage.json" }

    /// The file's content: one line of JSON.
    var bytes: [UInt8] {
        var bytes = Array("{\"manifest\":1,\"partitions\":[".utf8)
        for (index, entry) in entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += "{\"partition\":".utf8
            JSONValue.string(entry.partition).write(to: &bytes)
            bytes += ",\"rules\":".utf8
            JSONValue.string(entry.rules).write(to: &bytes)
            bytes += ",\"parts\":[".utf8
            for (index, part) in entry.parts.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                part.write(to: &bytes)
            }
            bytes += "]}".utf8
        }
        bytes += "],\"missing\":".utf8
        JSONValue.strings(missing).write(to: &bytes)
        return bytes + "}\n".utf8
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(entries: [Entry], missing: [String]) {
        self.entries = entries
        self.missing = missing
    }

    /// Reads a manifest; nil where there is none that makes sense.
    init?(_ bytes: some Sequence<UInt8>) {
        guard let value = try? JSONValue(parsing: bytes), value["manifest"]?.int == 1,
            let partitions = value["partitions"]?.array
        else { return nil }
        entries = partitions.compactMap { entry in
            guard let name = entry["partition"]?.string, let rules = entry["rules"]?.string else { return nil }
            return Entry(partition: name, rules: rules, parts: entry["parts"]?.array?.compactMap { PartFact($0) } ?? [])
        }
        missing = value["missing"]?.array?.compactMap(\.string) ?? []
    }

    /// Takes the manifest away; says whether there was one. The directory must reach the disk before anything below
    /// it changes.
    static func withdraw(_ stageDirectory: String) throws -> Bool {
        if unlink(path(stageDirectory)) == 0 { return true }
        guard errno == ENOENT else { throw RecordIOError.last("unlink", path(stageDirectory)) }
        return false
    }
}
