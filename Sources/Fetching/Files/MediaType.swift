/// The media types of saved files by the ending of their names.
enum MediaType {
    /// The type of a name; nil where its ending says nothing.
    static func ofName(_ name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        return byEnding[name[name.index(after: dot)...].lowercased()]
    }

    private static let byEnding = [
        "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml", "php": "text/html",
        "xml": "application/xml", "rss": "application/rss+xml", "atom": "application/atom+xml",
        "rdf": "application/rdf+xml", "json": "application/json", "jsonl": "application/x-ndjson",
        "ndjson": "application/x-ndjson", "csv": "text/csv", "tsv": "text/tab-separated-values", "txt": "text/plain",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip",
        "mhtml": "multipart/related",
    ]
}
