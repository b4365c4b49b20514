/// The head of a request as it came.
public struct WebRequest: Sendable {
    /// The lines up to the empty one, with their line ends.
    public let head: [UInt8]
    /// `GET`.
    public let method: String
    /// What the request line asks for: `/a?b=1`; of a proxy a whole URL.
    public let target: String
    /// The Host field without the port, in lower case; empty where there is none.
    public let host: String
    /// Whether the connection stays open after the answer.
    let keepsAlive: Bool

    init(head: [UInt8]) {
        self.head = head
        let end = head.firstIndex(of: 0x0D) ?? head.count
        let words = head[..<end].split(separator: 0x20, maxSplits: 2)
        func word(_ place: Int) -> String {
            place < words.count ? String(decoding: words[place], as: UTF8.self) : ""
        }
        method = word(0)
        target = word(1)
        let name = Self.value("host", in: head) ?? ""
        if name.hasPrefix("["), let end = name.firstIndex(of: "]") {
            host = String(name[...end]).lowercased()
        } else {
            host = name.prefix { $0 != ":" }.lowercased()
        }
        keepsAlive = word(2) != "HTTP/1.0" && Self.value("connection", in: head)?.lowercased() != "close"
    }

    /// The value of a header field by its lower-case name; the first one's, nil where there is none.
    public subscript(name: String) -> String? { Self.value(name, in: head) }

    /// The lines without their ends, the request line first.
    public var lines: [String] {
        String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    private static func value(_ name: String, in head: [UInt8]) -> String? {
        let name = Array(name.utf8)
        return head.withUnsafeBufferPointer { head in
            var start = 0
            while let newline = head[start...].firstIndex(of: 0x0A) {
                let line = newline + 1
                let colon = line + name.count
                start = line
                guard colon < head.count, head[colon] == 0x3A,
                    name.indices.allSatisfy({ head[line + $0] | 0x20 == name[$0] | 0x20 })
                else { continue }
                let value = head[(colon + 1)...].prefix { $0 != 0x0D && $0 != 0x0A }.drop { $0 == 0x20 }
                return String(decoding: value, as: UTF8.self)
            }
            return nil
        }
    }
}
