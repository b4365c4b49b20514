/// Status line and header fields of an answer as they come, within limits on their number, their bytes, and the interim
/// answers before them.
struct AnswerHead {
    private let limits: FetchLimits
    /// The fields of the last answer.
    private(set) var fields = HeaderFields()
    private(set) var status = 0
    private var bytes = 0
    private var lines = 0
    private var interim = 0
    /// The empty line has come.
    private(set) var isOver = false

    init(limits: FetchLimits) { self.limits = limits }

    var isSuccess: Bool { (200..<300).contains(status) }

    /// Whether what the answer comes to stands in its head alone, so that nobody needs its body: an error, a redirect.
    var isAllThatCounts: Bool { isOver && status >= 200 && (!isSuccess || status == 206) }

    /// How the body of a success is packed.
    private(set) var packing = Packing.none

    /// Takes one line with its end, the empty one included.
    mutating func take(_ line: UnsafeRawBufferPointer) throws(FetchFailure) {
        bytes += line.count
        guard bytes <= limits.headers else { throw .headersTooLarge(limit: limits.headers) }
        // Trailers stand behind the body and must not change what was said of it (RFC 9110, section 6.5.1).
        if isOver, status >= 200 { return try count() }
        let text = Self.withoutEnd(line)
        if let fault = Self.fault(text) { throw .badHeader(fault) }
        if text.starts(with: "HTTP/".utf8) { return try begin(text) }
        if text.isEmpty { return try end() }
        try count()
        fields.add(line: text)
    }

    private mutating func count() throws(FetchFailure) {
        lines += 1
        guard lines <= limits.headerLines else { throw .tooManyHeaders(limit: limits.headerLines) }
    }

    /// A status line begins an answer anew: what stood before was a 1xx.
    private mutating func begin(_ line: Slice<UnsafeRawBufferPointer>) throws(FetchFailure) {
        fields = HeaderFields()
        isOver = false
        let code = line.drop { $0 != 0x20 }.dropFirst().prefix(3)
        status = Int(String(decoding: code, as: UTF8.self)) ?? 0
        guard (100..<200).contains(status) else { return }
        interim += 1
        guard interim <= limits.interimAnswers else { throw .tooManyInterim(limit: limits.interimAnswers) }
    }

    private mutating func end() throws(FetchFailure) {
        isOver = true
        let lengths = Set(fields.values("content-length"))
        guard lengths.count < 2 else {
            throw .badHeader("several lengths of one body, \(lengths.sorted().joined(separator: " and ").prefix(60))")
        }
        guard isSuccess else { return }
        if let length = lengths.first, Self.isOver(length, limits.sentBody) { throw .tooLarge(limit: limits.sentBody) }
        // Whoever packs for the way alone must have been asked to (RFC 9112, section 7), and libcurl, which unpacks that
        // by itself, does not say where it breaks off.
        if let name = encodings("transfer-encoding").first {
            throw .badEncoding("the transfer encoding '\(name.prefix(40))' was not asked for")
        }
        packing = Packing(encodings("content-encoding"))
    }

    private func encodings(_ field: String) -> [String] {
        fields.values(field).flatMap { $0.split(separator: ",") }
            .map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            .filter { !$0.isEmpty && !Packing.isNone($0) && $0 != "chunked" }
    }

    /// Whether a `Content-Length` is over a limit; one that no number holds is.
    private static func isOver(_ length: String, _ limit: Int) -> Bool {
        guard !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        return limit < .max && Int(length).map { $0 > limit } ?? true
    }

    private static func withoutEnd(_ line: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        var text = line[...]
        if text.last == 0x0A { text.removeLast() }
        while text.last == 0x0D { text.removeLast() }
        return text
    }

    /// RFC 9110, section 5.5: readers of one header may take these for the end of it, and others not.
    private static func fault(_ line: Slice<UnsafeRawBufferPointer>) -> String? {
        for byte in line {
            if byte == 0 { return "a NUL byte" }
            if byte == 0x0D { return "a carriage return without a line feed" }
        }
        return nil
    }
}
