import Records

/// JSON-LD as pages carry it, read as JSON (RFC 8259) where it is, and else as near to it as its writer came.
///
/// Templates put comment marks and CDATA around it, leave commas behind the last member, line ends and quotation marks
/// bare inside strings, escapes that JSON does not have, several values in a row, and cut it off. One pass, linear in the
/// script; what is still no JSON after it is left out.
enum LinkedDataMending {
    /// The values of a script in order.
    static func values(_ script: [UInt8]) -> [JSONValue] {
        if let value = try? JSONValue(parsing: script) { return [value] }
        var mender = Mender(withoutReferences(script))
        var values: [JSONValue] = []
        while values.count < limit, let text = mender.next() {
            if let value = try? JSONValue(parsing: text) { values.append(value) }
        }
        return values
    }

    private static let limit = 32

    /// Some templates escape the whole script as if it were text: `{&quot;@context&quot;:`.
    private static func withoutReferences(_ script: [UInt8]) -> [UInt8] {
        guard let open = script.firstIndex(where: { $0 == UInt8(ascii: "{") }),
            let first = script[open...].dropFirst().firstIndex(where: { !$0.isBlank }),
            script.has("&quot;", at: first) || script.has("&#34;", at: first)
        else { return script }
        var output: [UInt8] = []
        output.reserveCapacity(script.count)
        var index = 0
        while index < script.count {
            guard script[index] == UInt8(ascii: "&"),
                let (length, byte) = references.first(where: { script.has($0.text, at: index) })
                    .map({ ($0.text.utf8CodeUnitCount, $0.byte) })
            else {
                output.append(script[index])
                index += 1
                continue
            }
            output.append(byte)
            index += length
        }
        return output
    }

    private static let references: [(text: StaticString, byte: UInt8)] = [
        ("&quot;", UInt8(ascii: "\"")), ("&#34;", UInt8(ascii: "\"")), ("&amp;", UInt8(ascii: "&")),
        ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&#39;", UInt8(ascii: "'")),
    ]
}

/// Writes one value after the other so that it can be parsed.
private struct Mender {
    private let input: [UInt8]
    private var index = 0
    private var output: [UInt8] = []
    /// The brackets that must still come, the next one last.
    private var open: [UInt8] = []

    init(_ input: [UInt8]) { self.input = input }

    /// The next object or array; one that never ends is ended.
    mutating func next() -> [UInt8]? {
        guard skipToValue() else { return nil }
        output.removeAll(keepingCapacity: true)
        open.removeAll()
        while index < input.count {
            step(input[index])
            if open.isEmpty { return output }
        }
        dropComma()
        if output.last == UInt8(ascii: ":") { output += Array("null".utf8) }
        while let bracket = open.popLast() { output.append(bracket) }
        return output
    }

    private mutating func skipToValue() -> Bool {
        while index < input.count {
            if input.has("<![CDATA[", at: index) {
                index += 9
            } else if input[index] == UInt8(ascii: "{") || input[index] == UInt8(ascii: "[") {
                return true
            } else {
                index += 1
            }
        }
        return false
    }

    private mutating func step(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): string()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            output.append(byte)
            open.append(byte + 2)
            index += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): close(byte)
        case UInt8(ascii: ","):
            if let last = output.last, !Self.opensMember.contains(last) { output.append(byte) }
            index += 1
        case UInt8(ascii: "/"): skipComment()
        case _ where byte.isLetter || byte.isDigit || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte == 0x3A:
            output.append(byte)
            index += 1
        default: index += 1
        }
    }

    /// After these no comma can stand.
    private static let opensMember: Set<UInt8> = [0x7B, 0x5B, 0x2C, 0x3A]

    private mutating func dropComma() {
        if output.last == UInt8(ascii: ",") { output.removeLast() }
    }

    /// A bracket closes those left open inside of its own; one that closes nothing is left out.
    private mutating func close(_ bracket: UInt8) {
        index += 1
        guard let own = open.lastIndex(of: bracket) else { return }
        dropComma()
        while open.count > own { output.append(open.removeLast()) }
    }

    private mutating func skipComment() {
        let isLong = input.has("/*", at: index)
        guard isLong || input.has("//", at: index) else {
            index += 1
            return
        }
        let end = isLong ? input.find("*/", from: index + 2).map { $0 + 2 } : input.find("\n", from: index)
        index = end ?? input.count
    }

    // MARK: Strings

    private mutating func string() {
        let isValue = output.last == UInt8(ascii: ":") || open.last == UInt8(ascii: "]")
        output.append(UInt8(ascii: "\""))
        index += 1
        while index < input.count {
            let byte = input[index]
            if byte == UInt8(ascii: "\\") {
                escape()
                continue
            }
            index += 1
            if byte == UInt8(ascii: "\"") {
                if ends(isValue) { break }
                output += [UInt8(ascii: "\\"), byte]
            } else if byte == 0x0A {
                output += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            } else {
                output.append(byte < 0x20 ? 0x20 : byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Whether the quotation mark just before ends the string: what follows can only follow a string.
    private func ends(_ isValue: Bool) -> Bool {
        guard let after = significant(from: index) else { return true }
        switch input[after] {
        case UInt8(ascii: ":"): return !isValue
        case UInt8(ascii: "}"), UInt8(ascii: "]"): return true
        case UInt8(ascii: ","):
            guard let next = significant(from: after + 1) else { return true }
            return "\"{[]}-tfn,".utf8.contains(input[next]) || input[next].isDigit
        default: return false
        }
    }

    private func significant(from start: Int) -> Int? {
        guard start < input.count else { return nil }
        return input[start...].firstIndex { !$0.isBlank }
    }

    private mutating func escape() {
        guard index + 1 < input.count else {
            index += 1
            return
        }
        let next = input[index + 1]
        if "\"\\/bfnrt".utf8.contains(next) {
            output += [UInt8(ascii: "\\"), next]
            index += 2
        } else if next == UInt8(ascii: "u"), let unit = codeUnit(at: index) {
            let isPair =
                (0xD800...0xDBFF).contains(unit)
                && (codeUnit(at: index + 6).map { (0xDC00...0xDFFF).contains($0) } ?? false)
            let isAlone = !isPair && (0xD800...0xDFFF).contains(unit)
            output += isAlone ? Array("\\ufffd".utf8) : Array(input[index..<index + (isPair ? 12 : 6)])
            index += isPair ? 12 : 6
        } else {
            // `\'` and the like: the character alone is meant.
            index += next < 0x20 ? 2 : 1
        }
    }

    /// The number of `\u0041` at an index.
    private func codeUnit(at start: Int) -> Int? {
        guard start + 6 <= input.count, input.has("\\u", at: start) else { return nil }
        return Int(String(decoding: input[start + 2..<start + 6], as: UTF8.self), radix: 16)
    }
}
