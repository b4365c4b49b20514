/// What a server does about one request: steps in order, well behaved or not. Nothing is added to the bytes.
///
/// After the last step the connection takes the next request, unless a step closed it.
public struct WebReply: Sendable {
    /// One step.
    public enum Step: Sendable {
        /// Sends bytes, as fast as the other side takes them.
        case send([UInt8])
        /// Sends pieces, each made when the one before is gone, by its number from 0; nil ends the step.
        case stream(@Sendable (Int) -> [UInt8]?)
        /// Does nothing for a while.
        case pause(milliseconds: Int)
        /// Does nothing until the other side closes the connection.
        case hang
        /// Goes on as soon as this is true; asked about every millisecond.
        case hold(until: @Sendable () -> Bool)
        /// Closes the connection.
        case close
    }

    /// In the order of their doing.
    public var steps: [Step]

    /// A reply of its steps.
    public init(_ steps: [Step]) { self.steps = steps }

    /// A whole answer: `200 OK`, header lines without their ends, and the body with its `Content-Length`.
    public static func answer(_ status: String = "200 OK", _ headers: [String] = [], _ body: [UInt8] = []) -> Self {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128 + body.count + headers.reduce(0) { $0 + $1.utf8.count })
        bytes += "HTTP/1.1 ".utf8
        bytes += status.utf8
        bytes += "\r\nContent-Length: \(body.count)\r\n".utf8
        for line in headers {
            bytes += line.utf8
            bytes += "\r\n".utf8
        }
        bytes += "\r\n".utf8
        bytes += body
        return Self([.send(bytes)])
    }

    /// A whole answer with text as its body.
    public static func answer(_ status: String = "200 OK", _ headers: [String] = [], text: String) -> Self {
        answer(status, headers, Array(text.utf8))
    }

    /// A redirect.
    public static func redirect(_ status: String = "302 Found", to location: String) -> Self {
        answer(status, ["Location: \(location)"])
    }

    /// These bytes and nothing else.
    public static func raw(_ text: String) -> Self { Self([.send(Array(text.utf8))]) }

    /// Closes without a word.
    public static var close: Self { Self([.close]) }

    /// Never says a word.
    public static var hang: Self { Self([.hang]) }

    /// The same piece again and again, until the other side has had enough.
    public static func endless(_ piece: [UInt8]) -> Self { Self([.stream { _ in piece }]) }

    /// Bytes in pieces, with a pause before each.
    public static func slowly(_ bytes: [UInt8], piece: Int = 1, every milliseconds: Int) -> Self {
        Self(
            stride(from: 0, to: bytes.count, by: max(1, piece)).flatMap { start -> [Step] in
                let end = min(bytes.count, start + max(1, piece))
                return [.pause(milliseconds: milliseconds), .send(Array(bytes[start..<end]))]
            })
    }

    /// The same, begun later.
    public func after(milliseconds: Int) -> Self { Self([.pause(milliseconds: milliseconds)] + steps) }

    /// One after the other.
    public static func + (first: Self, second: Self) -> Self { Self(first.steps + second.steps) }
}
