import Records

/// The status line and header fields of a captured answer, as they go with the body that is kept.
///
/// Captures keep bodies decoded. So the fields that say how the body was encoded on the way get the prefix
/// `X-Crawler-`, as large crawlers write it, and `Content-Length` is that of the bytes that follow.
struct StoredResponse {
    /// From `HTTP/1.1` to the empty line. Which version was spoken is not captured.
    let head: [UInt8]

    /// The head for a body of so many bytes; nil where none is kept, and the length that was named stays.
    init(status: Int, headers: JSONObject, bodyLength: Int?) {
        var text = "HTTP/1.1 \(status) \(Self.phrases[status] ?? "Status \(status)")\r\n"
        for (name, value) in headers {
            guard let safe = HeaderText.name(name), let value = value.string else { continue }
            let isOfTheWay =
                ["content-encoding", "transfer-encoding"].contains(safe)
                || safe == "content-length" && bodyLength != nil && Int(value) != bodyLength
            if safe == "content-length", !isOfTheWay, bodyLength != nil { continue }
            text += "\(isOfTheWay ? "x-crawler-" : "")\(safe): \(HeaderText.value(value))\r\n"
        }
        if let bodyLength { text += "content-length: \(bodyLength)\r\n" }
        head = Array((text + "\r\n").utf8)
    }

    /// Of the registry of RFC 9110, section 16.2, what servers answer with often.
    private static let phrases = [
        200: "OK", 201: "Created", 202: "Accepted", 203: "Non-Authoritative Information", 204: "No Content",
        206: "Partial Content", 300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other",
        304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
        401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
        408: "Request Timeout", 410: "Gone", 429: "Too Many Requests", 451: "Unavailable For Legal Reasons",
        500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]
}
