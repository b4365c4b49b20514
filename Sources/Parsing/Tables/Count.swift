/// A count as exports write it: `1200`, `1.200`, `1,200`, `1 200`, `1.200,00`, `1,2 rb`, `3.4M`.
enum Count {
    /// The whole number of a cleaned cell; nil where it is none.
    ///
    /// `decimal` is what stands before a fraction. Where a mapping does not say, one or two digits after the last point or
    /// comma are a fraction, and three are a thousand's group.
    static func read(_ cell: ArraySlice<UInt8>, decimal: UInt8? = nil) -> Int? {
        var value = 0
        for byte in cell {
            guard (0x30...0x39).contains(byte), value < 1 << 58 else { return written(cell, decimal) }
            value = value * 10 + Int(byte - 0x30)
        }
        return cell.isEmpty ? nil : value
    }

    /// The number that stands right before some words (in lower case, without regard to case).
    static func read(_ cell: ArraySlice<UInt8>, before words: [[UInt8]], decimal: UInt8? = nil) -> Int? {
        let pieces = cell.split(separator: 0x20)
        guard !words.isEmpty, pieces.count > words.count else { return nil }
        for start in 0..<(pieces.count - words.count) {
            let fits = zip(pieces[(start + 1)...], words).allSatisfy { piece, word in
                piece.count == word.count && zip(piece, word).allSatisfy { lower($0) == $1 }
            }
            if fits { return read(pieces[start], decimal: decimal) }
        }
        return nil
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

    /// What a suffix multiplies with: thousands and millions, in Indonesian and English.
    private static let suffixes = [
        "k": 1000, "rb": 1000, "ribu": 1000, "m": 1_000_000, "jt": 1_000_000, "juta": 1_000_000,
    ]

    private static func written(_ cell: ArraySlice<UInt8>, _ decimal: UInt8?) -> Int? {
        let text = String(decoding: cell, as: UTF8.self)
        let letters = text.drop { !$0.isLetter }
        guard let factor = letters.isEmpty ? 1 : suffixes[letters.lowercased()] else { return nil }
        let number = text.dropLast(letters.count).split(separator: " ").joined(separator: " ")
        let isNegative = number.hasPrefix("-")
        let parts = number.drop { $0 == "-" }.split(omittingEmptySubsequences: false) { !$0.isASCII || !$0.isNumber }
        let marks = number.utf8.dropFirst(isNegative ? 1 : 0).filter { !(0x30...0x39).contains($0) }
        guard marks.allSatisfy({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") || $0 == 0x20 }),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.count < 16 })
        else { return nil }
        var groups = parts[...]
        var fraction: Substring = ""
        if let last = marks.last, marks.count == 1 || last != marks.first,
            decimal.map({ last == $0 }) ?? (last != 0x20 && groups.last?.utf8.count != 3)
        {
            fraction = groups.removeLast()
        }
        guard Set(marks.prefix(groups.count - 1)).count <= 1,
            decimal == nil || !marks.prefix(groups.count - 1).contains(decimal ?? 0),
            groups.count == 1 || (1...3).contains(groups[groups.startIndex].utf8.count),
            groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), let whole = Int(groups.joined())
        else { return nil }
        let scale = fraction.reduce(1) { product, _ in product * 10 }
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: factor)
        guard !overflow, let extra = fraction.isEmpty ? 0 : Int(fraction), extra * factor % scale == 0 else {
            return nil
        }
        return (scaled + extra * factor / scale) * (isNegative ? -1 : 1)
    }
}
