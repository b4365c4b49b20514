/// How the bytes of a CSV file stand for text: UTF-8, or UTF-16 where a byte order mark says so, or zeros do: every second
/// byte of a header in Latin letters is one.
///
/// UTF-16 is turned into UTF-8 chunk by chunk. A lone surrogate becomes U+FFFD, which is two stored bytes as well, so
/// that the stored length of any stretch of the text can be told from the text alone.
struct CSVEncoding {
    enum Form {
        case utf8, utf16LE, utf16BE
    }

    private(set) var form = Form.utf8
    /// How long the byte order mark is.
    private(set) var markLength = 0
    private var carried: [UInt8] = []
    private var highSurrogate: UInt16?

    /// Looks at the first bytes of a file.
    init(head: some Collection<UInt8>) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            markLength = 3
        } else if head.starts(with: [0xFF, 0xFE]) {
            (form, markLength) = (.utf16LE, 2)
        } else if head.starts(with: [0xFE, 0xFF]) {
            (form, markLength) = (.utf16BE, 2)
        } else {
            form = Self.unmarked(head.prefix(Self.headLength))
        }
    }

    /// How many bytes tell.
    static let headLength = 64

    private static func unmarked(_ head: some Collection<UInt8>) -> Form {
        var zeros = [0, 0]
        for (place, byte) in head.enumerated() where byte == 0 { zeros[place & 1] += 1 }
        let most = head.count / 2
        guard most > 0, zeros[0] + zeros[1] > most / 2 else { return .utf8 }
        if zeros[0] == 0 { return .utf16LE }
        return zeros[1] == 0 ? .utf16BE : .utf8
    }

    /// Appends the text of some bytes (without the mark); what ends inside a character waits for the next ones.
    mutating func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        guard form != .utf8 else {
            output.append(contentsOf: bytes)
            return
        }
        let all = carried.isEmpty ? bytes : (carried + bytes)[...]
        let whole = all.startIndex + all.count / 2 * 2
        for index in stride(from: all.startIndex, to: whole, by: 2) {
            let (first, second) = (UInt16(all[index]), UInt16(all[index + 1]))
            add(form == .utf16LE ? second << 8 | first : first << 8 | second, into: &output)
        }
        carried = Array(all[whole...])
    }

    /// What is left when the file ends inside a character.
    mutating func finish(into output: inout [UInt8]) {
        if highSurrogate != nil || !carried.isEmpty { append("\u{FFFD}", to: &output) }
        highSurrogate = nil
        carried = []
    }

    /// How many bytes of the file stand for some text of it.
    func storedLength(_ text: ArraySlice<UInt8>) -> Int {
        guard form != .utf8 else { return text.count }
        return text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 4 : 2) }
    }

    private mutating func add(_ unit: UInt16, into output: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if (0xDC00...0xDFFF).contains(unit) {
                let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + UInt32(unit) - 0xDC00
                append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &output)
                return
            }
            append("\u{FFFD}", to: &output)
        }
        if (0xD800...0xDBFF).contains(unit) {
            highSurrogate = unit
        } else {
            append(Unicode.Scalar(UInt32(unit)) ?? "\u{FFFD}", to: &output)
        }
    }

    private func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        if scalar.isASCII {
            output.append(UInt8(truncatingIfNeeded: scalar.value))
        } else if let encoded = UTF8.encode(scalar) {
            output.append(contentsOf: encoded)
        }
    }
}
