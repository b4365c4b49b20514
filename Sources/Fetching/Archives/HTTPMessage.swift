/// An HTTP response as archives store it: status line, header fields, body as it went over the wire (RFC 9112), of
/// whatever version the status line names.
struct HTTPMessage {
    var status: Int
    var headers = HeaderFields()
    /// With transfer and content encodings still on it.
    var encodedBody: ArraySlice<UInt8>

    /// Reads a message; nil where the bytes do not begin as one.
    init?(_ bytes: [UInt8]) {
        var rest = bytes.drop { $0 == 0x0A || $0 == 0x0D }
        guard let line = HTTPLine.take(&rest), line.starts(with: "HTTP/".utf8) else { return nil }
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard words.count >= 2, let status = Int(String(decoding: words[1], as: UTF8.self)),
            (100...999).contains(status)
        else { return nil }
        self.status = status
        while let line = HTTPLine.take(&rest), !line.isEmpty { headers.add(line: line) }
        encodedBody = rest
    }

    /// The body without its encodings, at most `limit` bytes of it; `isCut` where the crawler says that it kept only the
    /// beginning, which is then decoded as far as it goes.
    ///
    /// Some crawlers store the body decoded and leave the headers as they were, and some servers name encodings that
    /// are none; a body that is plainly text is taken as it is. `Content-Length` has no say: the record's length has.
    func body(limit: Int, isCut: Bool = false) throws(FetchFailure) -> [UInt8] {
        var body = encodedBody
        if headers["transfer-encoding"]?.lowercased().contains("chunked") == true {
            body = try ChunkedBody.decode(body, isCut: isCut)
        }
        let encodings = (headers["content-encoding"] ?? "").lowercased().split(separator: ",")
        for encoding in encodings.reversed() where !body.isEmpty {
            do {
                body = try Self.decode(
                    Array(body), encoding.filter { $0 != " " && $0 != "\t" }, limit: limit, isCut: isCut)[...]
            } catch {
                guard Self.isOfCoding(error), Self.isText(body) else { throw error }
            }
        }
        guard body.count <= limit else { throw .tooLarge(limit: limit) }
        return Array(body)
    }

    private static func decode(
        _ body: [UInt8], _ encoding: String, limit: Int, isCut: Bool
    ) throws(FetchFailure) -> [UInt8] {
        if ["", "identity"].contains(encoding) { return body }
        guard let coding = ContentCoding(name: encoding) else { throw .badEncoding("'\(encoding)' is not known") }
        return try Inflation.inflate(body, coding, limit: limit, isCut: isCut)
    }

    private static func isOfCoding(_ failure: FetchFailure) -> Bool {
        switch failure {
        case .badEncoding, .cutBody: true
        default: false
        }
    }

    /// Whether bytes cannot be compressed: none of the first is a control character.
    private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.prefix(512).allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    }
}

/// A line of a message.
enum HTTPLine {
    /// Takes the next line, without its end; nil where there is none.
    static func take(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        var line = rest[..<end]
        rest = rest[(end + 1)...]
        if line.last == 0x0D { line.removeLast() }
        return line
    }
}
