import RecordIO

/// What a file of an archive folder is, by its name and its neighbours.
enum FolderEntry: Equatable {
    case warc
    /// JSON Lines of another tool, where a mapping says how to read them.
    case lines
    case page
    /// Pictures and styles that a browser saved with a page, in the folder `<page>_files` beside it.
    case companion
    case refused(reason: String, detail: String)

    init(_ entry: LocalFiles.Entry, pages: Set<String>, readsLines: Bool) {
        let name = entry.name.lowercased()
        let inner = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        if let (reason, detail) = entry.refusal {
            self = .refused(reason: reason, detail: detail)
        } else if Self.isCompanion(entry.name, pages) {
            self = .companion
        } else if [".warc", ".arc"].contains(where: inner.hasSuffix) || name.hasSuffix(".warc.zst") {
            self = .warc
        } else if readsLines, [".jsonl", ".ndjson", ".jl"].contains(where: inner.hasSuffix) {
            self = .lines
        } else if [".mht", ".mhtml"].contains(where: inner.hasSuffix) {
            self = .refused(
                reason: "mhtml",
                detail:
                    "\(entry.name): a page saved as one MHTML file is not read; save it as 'web page, complete' or WARC"
            )
        } else if MediaType.ofName(inner) != nil {
            self = .page
        } else {
            self = .refused(reason: "unknown_type", detail: "\(entry.name): not the ending of a saved page")
        }
    }

    /// The pages of a folder by their paths without ending, as the folders beside them are named.
    static func pages(_ entries: [LocalFiles.Entry]) -> Set<String> {
        var pages: Set<String> = []
        for entry in entries where entry.kind == .file {
            let lower = entry.name.lowercased()
            guard let ending = [".html", ".htm", ".xhtml"].first(where: lower.hasSuffix) else { continue }
            pages.insert(String(entry.name.dropLast(ending.count)))
        }
        return pages
    }

    private static func isCompanion(_ name: String, _ pages: Set<String>) -> Bool {
        var path = name[...]
        while let slash = path.lastIndex(of: "/") {
            path = path[..<slash]
            for mark in ["_files", ".files"] where path.hasSuffix(mark) {
                if pages.contains(String(path.dropLast(mark.count))) { return true }
            }
        }
        return false
    }
}
