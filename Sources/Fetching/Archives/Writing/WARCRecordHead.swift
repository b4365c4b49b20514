import Records

/// The header of a record to be written (ISO 28500:2017, clause 5): the mandatory fields first, all of them safe to
/// stand in a line.
struct WARCRecordHead {
    /// `response`, `resource`, …
    var type: String
    /// What the record's id is made from: the same capture gives the same record.
    var identity: [String]
    var date: Instant
    var contentType: String
    /// Bytes of the block, and their digest.
    var length: Int
    var blockDigest: String
    /// The other named fields.
    var fields: [(name: String, value: String)] = []

    /// `WARC/1.1`, the fields and the empty line.
    var bytes: [UInt8] {
        var text = "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Record-ID: \(Self.recordID(identity))\r\n"
        text += "WARC-Date: \(date)\r\n"
        for (name, value) in fields { text += "\(name): \(HeaderText.value(value))\r\n" }
        text += "WARC-Block-Digest: sha256:\(blockDigest)\r\n"
        text += "Content-Type: \(HeaderText.value(contentType))\r\nContent-Length: \(length)\r\n\r\n"
        return Array(text.utf8)
    }

    /// A URN whose UUID is made of a SHA-256 (RFC 9562, section 5.8), so that the same input gives the same bytes.
    static func recordID(_ identity: [String]) -> String {
        var bytes = Array(SHA256.digest(Array((["serap-warc/1"] + identity).joined(separator: "\0").utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(bytes.hexadecimal)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return "<urn:uuid:\(parts.joined(separator: "-"))>"
    }
}

/// Text that can stand in a header line, whatever it was: a capture may come from anywhere.
enum HeaderText {
    /// A value: control characters become spaces.
    static func value(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }

    /// A field name (RFC 9110, section 5.1); nil where it is none.
    static func name(_ text: String) -> String? {
        let marks = Set("!#$%&'*+-.^_`|~".utf8)
        let isToken = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                true
            default: marks.contains(byte)
            }
        }
        return isToken && !text.isEmpty ? text : nil
    }

    /// A URL, with spaces and control characters escaped.
    static func url(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return text }
        let escaped = text.utf8.flatMap { byte -> [UInt8] in
            byte <= 0x20 || byte == 0x7F ? Array("%\([byte].hexadecimal.uppercased())".utf8) : [byte]
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
