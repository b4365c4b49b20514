/// An HTTP response as archives store it: status line, header fields, body as it went over the wire (RFC 9112), of
/// whatever version the status line names.
struct HTTPMessage {
    var status: Int
    var headers = HeaderFields()
    /// With transfer and content encodings still on it.
    var encodedBody: ArraySlice<UInt8>

    /// Reads a message; nil where the bytes do not begin as one. Its head keeps to the limits of one from the network.
    init?(_ bytes: [UInt8], limits: FetchLimits = FetchLimits()) throws(FetchFailure) {
        var rest = bytes.drop { $0 == 0x0A || $0 == 0x0D }
        guard let line = HTTPLine.take(&rest), line.starts(with: "HTTP/".utf8) else { return nil }
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard words.count >= 2, let status = Int(String(decoding: words[1], as: UTF8.self)),
            (100...999).contains(status)
        else { return nil }
        self.status = status
        var lines = 0
        while let line = HTTPLine.take(&rest), !line.isEmpty {
            lines += 1
            guard lines <= limits.headerLines else { throw .tooManyHeaders(limit: limits.headerLines) }
            guard line.endIndex - bytes.startIndex <= limits.headers else {
                throw .headersTooLarge(limit: limits.headers)
            }
            headers.add(line: line)
        }
        encodedBody = rest
    }

    /// The body without its encodings, at most `limit` bytes of it; `isCut` where the crawler says that it kept only the
    /// beginning, which is then decoded as far as it goes.
    ///
    /// Some crawlers store the body decoded and leave the headers as they were; a body that is plainly text is taken as
    /// it is, and `isUntrue` says so. `Content-Length` has no say: the record's length has.
    func body(limit: Int, isCut: Bool = false) throws(FetchFailure) -> (bytes: [UInt8], isUntrue: Bool) {
        var body = encodedBody
        var isUntrue = false
        if headers["transfer-encoding"]?.lowercased().contains("chunked") == true {
            body = try ChunkedBody.decode(body, isCut: isCut)
        }
        let names = (headers["content-encoding"] ?? "").lowercased().split(separator: ",")
            .map { String($0.filter { $0 != " " && $0 != "\t" }) }.filter { !$0.isEmpty && !Packing.isNone($0) }
        // What a crawl has stored may be packed several times; the last packing named was put on last.
        for name in names.reversed() where !body.isEmpty {
            let packing = Packing([name])
            let head = Array(body.prefix(Packing.sample))
            guard !packing.isUntrue(of: head, isWhole: !isCut && head.count == body.count) else {
                isUntrue = true
                continue
            }
            switch packing {
            case .none: break
            case .refused(let failure): throw failure
            case .coded(let coding): body = try Inflation.inflate(Array(body), coding, limit: limit, isCut: isCut)[...]
            }
        }
        guard body.count <= limit else { throw .tooLarge(limit: limit) }
        return (Array(body), isUntrue)
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
