/// What stands between the fields of a CSV file, told by its first line.
enum CSVSeparator {
    private static let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    /// The separator that stands most often in a header line outside of quotes; `,` where none does.
    static func of(header line: some Sequence<UInt8>) -> UInt8 {
        var counts = [0, 0, 0]
        var quoted = false
        for byte in line {
            if byte == quote { quoted.toggle() }
            if !quoted, let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
        }
        let most = counts.max() ?? 0
        return candidates[counts.firstIndex(of: most) ?? 0]
    }

    /// The separator that a spreadsheet's `sep=;` line names; nil for any other line.
    static func declared(_ line: [UInt8]) -> UInt8? {
        guard line.count == 5, line.starts(with: Array("sep=".utf8)) else { return nil }
        return line[4]
    }
}
