/// Host names in letters beyond ASCII, as the DNS has them: `bücher.example` is `xn--bcher-kva.example` (RFC 5890 to 5892).
///
/// Only what IDNA2008 allows in a label is taken, so that no other spelling of an ASCII name comes out of it: letters,
/// marks and digits that compatibility folding leaves as they are. Names are taken composed, as keyboards write them; a
/// decomposed one is another name, which does not resolve.
enum InternationalName {
    /// A name with its port, in lower case and in ASCII; nil where a label cannot be brought there.
    static func ascii(_ name: String) -> String? {
        let lower = name.lowercased()
        guard lower.utf8.contains(where: { $0 >= 0x80 }) else { return lower }
        var labels: [String] = []
        for label in lower.split(separator: ".", omittingEmptySubsequences: false) {
            guard let label = ascii(label: label) else { return nil }
            labels.append(label)
        }
        return labels.joined(separator: ".")
    }

    private static func ascii(label: Substring) -> String? {
        let end = label.unicodeScalars.lastIndex(of: ":") ?? label.endIndex
        let scalars = Array(label.unicodeScalars[..<end])
        guard scalars.contains(where: { !$0.isASCII }) else { return String(label) }
        guard scalars.allSatisfy(isAllowed), scalars.first.map(isMark) == false, let code = Punycode.encode(scalars),
            code.utf8.count <= 59
        else { return nil }
        return "xn--\(code)\(label[end...])"
    }

    /// RFC 5892, sections 2 and 3: letters and digits that are stable, and the two exceptions of European scripts.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-" }
        if scalar == "\u{DF}" || scalar == "\u{3C2}" { return true }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber:
            return !properties.changesWhenNFKCCaseFolded && !properties.isDefaultIgnorableCodePoint
        default: return false
        }
    }

    /// A label does not begin with a mark (RFC 5891, section 4.2.3.2).
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }
}

/// The bootstring of RFC 3492 with the parameters of its section 5.
enum Punycode {
    /// The ASCII letters of a label and where the others go, without the prefix; nil where it is too long for its numbers.
    static func encode(_ label: [Unicode.Scalar]) -> String? {
        let basic = label.filter(\.isASCII).map { UInt8($0.value) }
        var output = basic
        if !basic.isEmpty { output.append(UInt8(ascii: "-")) }
        // No name of the DNS is longer, and within that no number overflows.
        guard label.count <= 63 else { return nil }
        var (next, delta, bias, handled) = (0x80, 0, 72, basic.count)
        while handled < label.count {
            guard let least = label.map({ Int($0.value) }).filter({ $0 >= next }).min() else { return nil }
            delta += (least - next) * (handled + 1)
            next = least
            for scalar in label {
                if scalar.value < next { delta += 1 }
                guard scalar.value == next else { continue }
                write(delta, bias, to: &output)
                bias = adapted(delta, count: handled + 1, isFirst: handled == basic.count)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A number whose digits end at a threshold each (section 3.3).
    private static func write(_ number: Int, _ bias: Int, to output: inout [UInt8]) {
        var rest = number
        for place in stride(from: 36, through: .max, by: 36) {
            let threshold = min(max(place - bias, 1), 26)
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
        }
        output.append(digit(rest))
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: value < 26 ? Int(UInt8(ascii: "a")) + value : Int(UInt8(ascii: "0")) + value - 26)
    }

    /// Section 6.1.
    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var steps = 0
        while delta > 455 {
            delta /= 35
            steps += 36
        }
        return steps + 36 * delta / (delta + 38)
    }
}
