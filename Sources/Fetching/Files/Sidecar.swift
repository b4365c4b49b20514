import Records

/// What a saved file cannot say of itself: `<file>.http.json` beside it.
///
///     {"status": 301, "headers": {"location": "/berita/1"}, "fetched_at": "2023-08-15T16:05:00Z", "url": "https://…"}
///
/// Every member may be left out. `replay.json` at the top of a replay holds the `fetched_at` of all that say none.
struct Sidecar: Equatable {
    static let suffix = ".http.json"

    var url: String?
    var status: Int?
    var headers = HeaderFields()
    var fetchedAt: Instant?

    /// Whether a file of a folder is the sidecar of another there.
    static func isOne(_ name: String, among names: Set<String>) -> Bool {
        name.hasSuffix(suffix) && names.contains(String(name.dropLast(suffix.count)))
    }

    /// Nothing is said.
    init() {}

    /// Reads the sidecar of a file; one that is not there says nothing.
    init(of path: String) throws { try self.init(path: path + Self.suffix) }

    /// Reads a file of this form.
    init(path: String) throws {
        guard let bytes = try LocalFiles.contents(path) else { return }
        let object: JSONObject
        do {
            guard let read = try JSONValue(parsing: bytes).object else {
                throw FetchFailure.unreadable("\(path): not a JSON object")
            }
            object = read
        } catch let error as JSONSyntaxError {
            throw FetchFailure.unreadable("\(path): \(error)")
        }
        url = object["url"]?.string
        status = object["status"]?.int
        for (name, value) in object["headers"]?.object ?? [:] {
            for value in value.array ?? [value] { value.string.map { headers.add(name, $0) } }
        }
        if headers["location"] == nil { object["location"]?.string.map { headers.add("location", $0) } }
        guard let text = object["fetched_at"]?.string else { return }
        guard let instant = Instant(text) else {
            throw FetchFailure.unreadable("\(path): fetched_at '\(text)' is not of the form 2023-08-15T16:05:00Z")
        }
        fetchedAt = instant
    }
}
