/// An HTTP/1 response as archives store it: status line, header fields, body as it went over the wire (RFC 9112).
struct HTTPMessage {
    var status: Int
    var headers = HeaderFields()
    /// With transfer and content encodings still on it.
    var encodedBody: ArraySlice<UInt8>

    /// Reads a message; nil where the bytes do not begin as one.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        guard let line = Self.line(&rest), line.starts(with: "HTTP/".utf8) else { return nil }
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard words.count >= 2, let status = Int(String(decoding: words[1], as: UTF8.self)),
            (100...999).contains(status)
        else { return nil }
        self.status = status
        while let line = Self.line(&rest), !line.isEmpty { headers.add(line: line) }
        encodedBody = rest
    }

    /// The body without its encodings, at most `limit` bytes of it.
    ///
    /// Some crawlers store the body decoded and leave the headers as they were, so a body that plainly does not carry an
    /// encoding is taken as it is.
    func body(limit: Int) throws(FetchFailure) -> [UInt8] {
        var body = Array(encodedBody)
        if headers["transfer-encoding"]?.lowercased().contains("chunked") == true { body = try Self.unchunked(body) }
        let encodings = (headers["content-encoding"] ?? "").lowercased().split(separator: ",")
        for encoding in encodings.reversed() {
            switch encoding.filter({ $0 != " " && $0 != "\t" }) {
            case "gzip", "x-gzip":
                if body.starts(with: [0x1F, 0x8B]) { body = try Inflation.inflate(body, .gzip, limit: limit) }
            case "deflate": body = try Inflation.inflate(body, .deflate, limit: limit)
            case "", "identity": break
            case let other: throw .badEncoding("'\(other)' is not known")
            }
        }
        guard body.count <= limit else { throw .tooLarge(limit: limit) }
        return body
    }

    /// RFC 9112, section 7.1; trailers are dropped.
    private static func unchunked(_ bytes: [UInt8]) throws(FetchFailure) -> [UInt8] {
        var rest = bytes[...]
        var output: [UInt8] = []
        while true {
            guard let line = line(&rest), let size = chunkSize(line) else {
                if output.isEmpty { return bytes }
                throw .brokenAnswer("the chunked body breaks off after \(output.count) bytes")
            }
            if size == 0 { return output }
            guard size <= rest.count else {
                throw .brokenAnswer("the chunked body breaks off after \(output.count + rest.count) bytes")
            }
            output += rest.prefix(size)
            rest = rest.dropFirst(size)
            _ = Self.line(&rest)
        }
    }

    private static func chunkSize(_ line: ArraySlice<UInt8>) -> Int? {
        let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
        guard (1...15).contains(digits.count) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self), radix: 16).flatMap { $0 >= 0 ? $0 : nil }
    }

    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        var line = rest[..<end]
        rest = rest[(end + 1)...]
        if line.last == 0x0D { line.removeLast() }
        return line
    }
}
