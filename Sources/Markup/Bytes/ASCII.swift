/// The classes of ASCII bytes that markup is made of; bytes of other characters are in none.
extension UInt8 {
    @inline(__always) var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    @inline(__always) var isDigit: Bool { (0x30...0x39).contains(self) }
    @inline(__always) var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B }
    @inline(__always) var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    /// Bytes that may stand inside an XML or HTML name; every byte of a character beyond ASCII counts.
    @inline(__always) var continuesName: Bool {
        isLetter || isDigit || self >= 0x80 || self == 0x2D || self == 0x5F || self == 0x2E || self == 0x3A
    }
}

extension Collection<UInt8> where Index == Int {
    /// Whether these bytes stand at an index, ASCII letters in either case; `pattern` is in lower case.
    func hasCaseless(_ pattern: StaticString, at index: Int) -> Bool {
        guard index >= startIndex, endIndex - index >= pattern.utf8CodeUnitCount else { return false }
        return pattern.withUTF8Buffer { wanted in
            for offset in 0..<wanted.count where self[index + offset].lowercased != wanted[offset] { return false }
            return true
        }
    }

    /// Whether exactly these bytes stand at an index.
    func has(_ pattern: StaticString, at index: Int) -> Bool {
        guard index >= startIndex, endIndex - index >= pattern.utf8CodeUnitCount else { return false }
        return pattern.withUTF8Buffer { wanted in
            for offset in 0..<wanted.count where self[index + offset] != wanted[offset] { return false }
            return true
        }
    }

    /// Where the pattern next stands, ASCII letters in either case.
    func find(_ pattern: StaticString, from start: Int, before end: Int? = nil) -> Int? {
        let last = (end ?? endIndex) - pattern.utf8CodeUnitCount
        guard start <= last, pattern.utf8CodeUnitCount > 0 else { return nil }
        let first = pattern.withUTF8Buffer { $0[0] }
        var index = Swift.max(start, startIndex)
        while index <= last {
            if self[index].lowercased == first, hasCaseless(pattern, at: index) { return index }
            index += 1
        }
        return nil
    }
}

extension String {
    /// ASCII letters in lower case, the rest as it is: what labels, tag names and attribute names compare by.
    var asciiLowercased: String { String(decoding: utf8.map(\.lowercased), as: UTF8.self) }

    /// Without white space (of any script, zero-width marks too) at both ends.
    var trimmed: String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Runs of white space as one space each, none at the ends.
    var squeezed: String {
        var output = String.UnicodeScalarView()
        var pending = false
        for scalar in unicodeScalars {
            if scalar.value == 0x20 || scalar.value > 0x7F && scalar.properties.isWhitespace
                || (0x09...0x0D).contains(scalar.value)
            {
                pending = !output.isEmpty
            } else if scalar != "\u{FEFF}" && scalar != "\u{200B}" {
                if pending { output.append(" ") }
                pending = false
                output.append(scalar)
            }
        }
        return String(output)
    }

    /// Nil where nothing is left of it.
    var nonEmpty: String? { isEmpty ? nil : self }
}
