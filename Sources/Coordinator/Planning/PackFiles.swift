import PipelineGraph

/// The pack files that count for a stage: by its patterns, or all of them. Hidden files never count.
struct PackFiles {
    let disk: any Disk
    let digests: DigestCache
    let base: String

    /// The files in order of the packs and then of their names, as `pack/name`.
    func facts(packs: [String], uses: [String]?) throws -> [FileFact] {
        var facts: [FileFact] = []
        for pack in packs {
            let place = Paths.join(base, pack)
            for name in names(below: place, prefix: "") where uses.map({ Self.matches(name, $0) }) ?? true {
                facts.append(FileFact(path: "\(pack)/\(name)", sha256: try digests.digest("\(place)/\(name)")))
            }
        }
        return facts
    }

    private func names(below directory: String, prefix: String) -> [String] {
        disk.names(directory).filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let path = "\(directory)/\(name)"
            switch disk.facts(path)?.kind {
            case .file: return [prefix + name]
            case .directory where prefix.utf8.count < 1024: return names(below: path, prefix: "\(prefix)\(name)/")
            default: return []
            }
        }
    }

    static func matches(_ name: String, _ patterns: [String]) -> Bool {
        patterns.contains { matches(name.split(separator: "/")[...], FilePattern($0).components[...]) }
    }

    private static func matches(_ name: ArraySlice<Substring>, _ pattern: ArraySlice<String>) -> Bool {
        guard let component = pattern.first else { return name.isEmpty }
        if component == "**" {
            return matches(name, pattern.dropFirst()) || (!name.isEmpty && matches(name.dropFirst(), pattern))
        }
        guard let first = name.first, FilePattern.matches(String(first), component: component) else { return false }
        return matches(name.dropFirst(), pattern.dropFirst())
    }
}
