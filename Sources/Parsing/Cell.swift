/// The text of a table's cell as people see it.
enum Cell {
    /// Lines trimmed and never empty, white space of any kind as single spaces, joined by one line end.
    static func clean(_ text: String) -> String {
        if isClean(text) { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var gap: UInt8?
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" || scalar == "\u{85}" {
                gap = 0x0A
            } else if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
                gap = gap ?? 0x20
            } else {
                if let gap, !output.isEmpty { output.append(gap) }
                gap = nil
                output.append(contentsOf: UTF8.encode(scalar) ?? .init())
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether there is nothing to clean: ASCII, single spaces inside. Most cells are so.
    private static func isClean(_ text: String) -> Bool {
        var before: UInt8 = 0x20
        for byte in text.utf8 {
            if byte < 0x20 || byte >= 0x7F || byte == 0x20 && before == 0x20 { return false }
            before = byte
        }
        return before != 0x20 || text.isEmpty
    }
}

/// A count as exports write it.
enum Count {
    /// The whole number of a cell (`1200`, `1.200`, `1,200`), or with `before` the one that stands before these words.
    static func read(_ cell: String, before words: String? = nil) -> Int? {
        guard let words else { return number(cell) }
        let pieces = cell.split(separator: " ")
        let wanted = words.lowercased().split(separator: " ")
        guard !wanted.isEmpty, pieces.count > wanted.count else { return nil }
        for start in 0..<(pieces.count - wanted.count)
        where pieces[(start + 1)...].prefix(wanted.count).map({ $0.lowercased() }).elementsEqual(
            wanted, by: { $0 == $1 })
        {
            return number(String(pieces[start]))
        }
        return nil
    }

    private static func number(_ text: String) -> Int? {
        if let plain = Int(text) { return plain }
        let groups = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard groups.count > 1, (1...3).contains(groups[0].utf8.count),
            groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
            groups.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return Int(groups.joined())
    }
}
