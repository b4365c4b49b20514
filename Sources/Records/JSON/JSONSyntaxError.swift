/// Why a run of bytes is not one JSON value (RFC 8259), and where.
public struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    /// What was wrong.
    public enum Problem: Equatable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case trailingBytes
        case invalidNumber
        case invalidEscape
        case controlCharacter(UInt8)
        case invalidUTF8
        case tooDeep(limit: Int)
        case notAnObject
    }

    /// What was wrong.
    public let problem: Problem
    /// Byte offset from the first byte of the text.
    public let offset: Int

    /// Makes an error at a byte offset.
    public init(_ problem: Problem, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }

    /// One lower-case line: what, and at which byte.
    public var description: String {
        switch problem {
        case .unexpectedEnd: "the text ends inside a value, at byte \(offset)"
        case .unexpectedByte(let byte): "unexpected \(Self.quoted(byte)) at byte \(offset)"
        case .trailingBytes: "bytes follow the value, at byte \(offset)"
        case .invalidNumber: "invalid number at byte \(offset)"
        case .invalidEscape: "invalid escape in a string, at byte \(offset)"
        case .controlCharacter(let byte): "bare control character \(Self.quoted(byte)) in a string, at byte \(offset)"
        case .invalidUTF8: "bytes that are not UTF-8, at byte \(offset)"
        case .tooDeep(let limit): "nested deeper than \(limit) levels, at byte \(offset)"
        case .notAnObject: "not a JSON object"
        }
    }

    private static func quoted(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Character(UnicodeScalar(byte)))'" }
        let digits = String(byte, radix: 16)
        return "byte 0x" + (digits.count == 1 ? "0" : "") + digits
    }
}
