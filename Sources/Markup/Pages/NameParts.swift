/// Words and pieces of words that tell where they stand in the names of elements, looked up by how they begin: one pass.
struct NameParts: Sendable {
    private struct Part {
        let bytes: [UInt8]
        let verdict: Boilerplate.Verdict
        /// Stands between hyphens, underscores, dots and the ends of a name, and not inside a word.
        let isWord: Bool
    }

    private var byFirst: [[Part]] = Array(repeating: [], count: 256)

    /// Adds what tells, in small letters.
    mutating func add(_ texts: some Sequence<String>, _ verdict: Boilerplate.Verdict, areWords: Bool) {
        for bytes in texts.map({ Array($0.utf8) }) where !bytes.isEmpty {
            byFirst[Int(bytes[0])].append(Part(bytes: bytes, verdict: verdict, isWord: areWords))
        }
    }

    /// The surest verdict of all that stands in a name, letters in either case.
    func strongest(in name: Slice<UnsafeBufferPointer<UInt8>>) -> Boilerplate.Verdict {
        var found = Boilerplate.Verdict.none
        for start in name.indices {
            for part in byFirst[Int(name[start].lowercased)]
            where part.verdict.rawValue > found.rawValue && stands(part, in: name, at: start) {
                if part.verdict == .strong { return .strong }
                found = part.verdict
            }
        }
        return found
    }

    private func stands(_ part: Part, in name: Slice<UnsafeBufferPointer<UInt8>>, at start: Int) -> Bool {
        let end = start + part.bytes.count
        guard end <= name.endIndex else { return false }
        for (offset, byte) in part.bytes.enumerated() where name[start + offset].lowercased != byte { return false }
        guard part.isWord else { return true }
        return (start == name.startIndex || Self.isBetween(name[start - 1]))
            && (end == name.endIndex || Self.isBetween(name[end]))
    }

    private static func isBetween(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x5F || byte == 0x2E }
}
