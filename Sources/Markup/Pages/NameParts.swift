/// Words and pieces of words that tell where they stand in the names of elements, looked up by how they begin: one
/// pass. The same finds phrases in short texts.
struct NameParts: Sendable {
    private typealias Part = (bytes: [UInt8], verdict: Boilerplate.Verdict)

    /// Stand between hyphens, underscores, dots and the ends of a name, by their first byte.
    private var words: [[Part]] = Array(repeating: [], count: 256)
    /// Stand anywhere.
    private var pieces: [[Part]] = Array(repeating: [], count: 256)

    init() {}

    /// Pieces alone, in small letters.
    init(pieces: [String]) { add(pieces, .strong, areWords: false) }

    /// Adds what tells, in small letters.
    mutating func add(_ texts: some Sequence<String>, _ verdict: Boilerplate.Verdict, areWords: Bool) {
        for bytes in texts.map({ Array($0.utf8) }) where !bytes.isEmpty {
            if areWords {
                words[Int(bytes[0])].append((bytes, verdict))
            } else {
                pieces[Int(bytes[0])].append((bytes, verdict))
            }
        }
    }

    /// Whether a piece stands in a text, or only where it begins.
    func holds(_ text: String, onlyAtStart: Bool = false) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            let bytes = bytes[...]
            return (onlyAtStart ? bytes.prefix(1) : bytes).indices.contains { start in
                pieces[Int(bytes[start].lowercased)].contains { Self.stands($0.bytes, in: bytes, at: start) }
            }
        }
    }

    /// The surest verdict of all that stands in a name, letters in either case.
    func strongest(in name: Slice<UnsafeBufferPointer<UInt8>>) -> Boilerplate.Verdict {
        var found = Boilerplate.Verdict.none
        for start in name.indices {
            let first = Int(name[start].lowercased)
            if start == name.startIndex || Self.isBetween(name[start - 1]) {
                for (bytes, verdict) in words[first] where verdict.rawValue > found.rawValue {
                    let end = start + bytes.count
                    guard Self.stands(bytes, in: name, at: start), end == name.endIndex || Self.isBetween(name[end])
                    else { continue }
                    found = verdict
                }
            }
            for (bytes, verdict) in pieces[first]
            where verdict.rawValue > found.rawValue && Self.stands(bytes, in: name, at: start) {
                found = verdict
            }
            if found == .strong { return found }
        }
        return found
    }

    private static func stands(_ part: [UInt8], in name: Slice<UnsafeBufferPointer<UInt8>>, at start: Int) -> Bool {
        guard start + part.count <= name.endIndex else { return false }
        for offset in 1..<max(part.count, 1) where name[start + offset].lowercased != part[offset] { return false }
        return true
    }

    private static func isBetween(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x5F || byte == 0x2E }
}
