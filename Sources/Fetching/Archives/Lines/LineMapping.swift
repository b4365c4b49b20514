import Records
import StageKit

/// Under which names the JSON Lines of another tool hold what a capture needs: the parameter `jsonl`.
///
///     jsonl: {url: link, html: page.source, fetched_at: scraped_at}
///
/// Each value names a member of the line's object; one that has no such member is looked up as a path of members, cut at
/// its dots. Exactly one of `html` and `text` is there.
struct LineMapping: Sendable, Equatable {
    /// A line that holds a page, or the text that a tool took out of one.
    enum Body: Sendable, Equatable {
        case html(String)
        case text(String, title: String?, published: String?)
    }

    var url: String
    var body: Body
    var fetchedAt: String?
    var status: String?
    var source: String?

    /// Reads the parameter; nil where it is not there.
    init?(_ params: StageParameters) throws(StageFailure) {
        guard let value = params.object["jsonl"], !value.isNull else { return nil }
        let known = ["url", "html", "text", "title", "published", "fetched_at", "status", "source"]
        guard let object = value.object, object.members.allSatisfy({ $0.value.string?.isEmpty == false }) else {
            throw .usage(
                "parameter 'jsonl' must name fields, as {\"url\": \"link\", \"html\": \"body\"}, not \(value.text)")
        }
        for key in object.keys where !known.contains(key) {
            throw .usage("parameter 'jsonl': unknown '\(key)'; known are: \(known.joined(separator: ", "))")
        }
        func field(_ name: String) -> String? { object[name]?.string }
        guard let url = field("url") else { throw .usage("parameter 'jsonl' must say which field is the 'url'") }
        self.url = url
        switch (field("html"), field("text")) {
        case (let html?, nil):
            guard field("title") == nil, field("published") == nil else {
                throw .usage(
                    "parameter 'jsonl': 'title' and 'published' go with 'text'; in 'html' they are in the page")
            }
            body = .html(html)
        case (nil, let text?): body = .text(text, title: field("title"), published: field("published"))
        default: throw .usage("parameter 'jsonl' must say which field is the 'html' or the 'text', one of them")
        }
        fetchedAt = field("fetched_at")
        status = field("status")
        source = field("source")
    }

    /// What a record holds under a name.
    static func value(_ record: Record, _ name: String) -> JSONValue? {
        if let value = record[name] { return value }
        let steps = name.split(separator: ".").map(String.init)
        guard steps.count > 1, var value = record[steps[0]] else { return nil }
        for step in steps.dropFirst() {
            guard let next = value.object?[step] else { return nil }
            value = next
        }
        return value
    }
}
