import PipelineGraph
import RecordIO
import Records

/// A file that a root stage reads, with the partition that comes of it.
struct FoundFile: Sendable, Equatable {
    /// The partition's name.
    let partition: String
    /// The path as the pipeline file would write it.
    let path: String
}

/// Finds the files of patterns, each with its partition's name.
struct FileSearch {
    let disk: any Disk
    /// The pipeline file's directory, absolute.
    let base: String

    /// Why the files of a stage cannot be told.
    enum Failure: Error, Equatable, CustomStringConvertible {
        case missing(String)
        case collision(String, String, partition: String)

        var description: String {
            switch self {
            case .missing(let path): "no such file: '\(path)'"
            case .collision(let one, let other, let partition):
                "'\(one)' and '\(other)' would both be the partition '\(partition)'; make the patterns tell them apart"
            }
        }
    }

    /// The files in order of their partitions, and the patterns, key filled in, that match none; a missing literal path
    /// throws.
    func find(
        _ patterns: [FilePattern], key: String
    ) throws(Failure) -> (files: [FoundFile], unmatched: [String]) {
        var found: [String: String] = [:]
        var unmatched: [String] = []
        for pattern in patterns.map({ $0.resolving(key: key) }) {
            let prefix = pattern.literalPrefix
            let components = pattern.components
            let lead = (pattern.text.hasPrefix("/") ? "/" : "") + components.prefix(prefix).joined(separator: "/")
            if pattern.isLiteral, !disk.isFile(Paths.join(base, pattern.text)) { throw .missing(pattern.text) }
            let paths = matches(lead, components.dropFirst(prefix))
            if paths.isEmpty { unmatched.append(pattern.text) }
            for path in paths {
                let name = partition(path.dropFirst(prefix == 0 ? 0 : lead.count + (lead == "/" ? 0 : 1)))
                if let other = found[name], other != path { throw .collision(other, path, partition: name) }
                found[name] = path
            }
        }
        return (found.sorted { $0.key < $1.key }.map { FoundFile(partition: $0.key, path: $0.value) }, unmatched)
    }

    /// The partition of a path from its first wildcard: components encoded, joined by `~`. A name too long for a
    /// directory keeps its beginning and gets a digest of the whole.
    private func partition(_ path: Substring) -> String {
        let name = path.split(separator: "/").map { PartitionName.encode(String($0)) }.joined(separator: "~")
        guard name.utf8.count > 200 else { return name }
        return String(name.prefix(160)) + "~" + String(SHA256.hex(Array(name.utf8)).prefix(32))
    }

    private func matches(_ directory: String, _ rest: ArraySlice<String>) -> [String] {
        guard let component = rest.first else { return [] }
        let after = rest.dropFirst()
        func below(_ name: String) -> String {
            directory.isEmpty ? name : directory == "/" ? "/\(name)" : "\(directory)/\(name)"
        }
        let place = Paths.join(base, directory.isEmpty ? "." : directory)
        if component == "**" {
            let directories = disk.names(place).filter { !$0.hasPrefix(".") && disk.isDirectory("\(place)/\($0)") }
            return matches(directory, after) + directories.flatMap { matches(below($0), rest) }
        }
        let names = disk.names(place).filter {
            FilePattern.isWild(component) ? FilePattern.matches($0, component: component) : $0 == component
        }
        if after.isEmpty { return names.map(below).filter { disk.isFile(Paths.join(base, $0)) } }
        return names.filter { disk.isDirectory("\(place)/\($0)") }.flatMap { matches(below($0), after) }
    }
}
