/// UTF-8 that should be XML in, bytes that libxml2 reads without loss out.
///
/// libxml2 deletes what it does not know: bare ampersands, entities of HTML, all after a control character. Here they
/// are escaped, resolved or dropped first. The XML declaration and the document type go, so that no charset is
/// switched and no entity is loaded or multiplied; entities that a document declares as plain text are put in by hand.
struct XMLMending {
    private(set) var output: [UInt8] = []
    private(set) var mends: Set<Mend> = []
    private(set) var offsets = OffsetMap()
    /// Long texts that go around the parser: `<?t 3?>` in the output is the fourth.
    ///
    /// libxml2 looks at CDATA character by character and tells of every reference by itself, and most of a feed stands in
    /// CDATA or is escaped HTML. Instructions of the input's own never reach the output.
    struct Section: Equatable {
        /// Where the text is: in the input, or in `resolved` where references were resolved.
        let range: Range<Int>
        let isResolved: Bool
    }
    private(set) var sections: [Section] = []
    private(set) var resolved: [UInt8] = []
    private var entities: [String: [UInt8]] = [:]
    /// All that declared entities may add, whatever their number.
    private var expansionLeft = 1 << 20
    /// A text that needs more than this added to it is cut there: what is nothing but faults is no feed.
    private static let growthLimit = 16 << 20
    /// A document type without an end was met: others are not read either, as each would cost a walk to the end.
    private var hasEndlessType = false

    init(_ bytes: [UInt8]) {
        output.reserveCapacity(bytes.count + 64)
        bytes.withUnsafeBufferPointer { mend($0) }
    }

    private mutating func mend(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = start(bytes)
        var copied = index
        // Where the text begins that follows a start tag, until its references were looked at.
        var text = Int.max
        offsets.mark(output: 0, input: index)
        func resume(_ mending: inout XMLMending, at next: Int) {
            mending.offsets.mark(output: mending.output.count, input: next)
            index = next
            copied = next
        }
        func flush(_ mending: inout XMLMending) {
            if copied < index {
                mending.output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
            }
        }
        while output.count <= bytes.count + Self.growthLimit {
            index = ordinaryEnd(bytes, from: index)
            guard index < bytes.count else { break }
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "<"):
                if bytes.has("<![CDATA[", at: index) {
                    let close = bytes.findExactly("]]>", from: index)
                    let end = close.map { $0 + 3 } ?? bytes.count
                    if let close, close - index >= Self.longSection, isPlain(bytes, from: index, before: close) {
                        flush(&self)
                        divert(Section(range: index + 9..<close, isResolved: false))
                        resume(&self, at: end)
                        continue
                    }
                    while true {
                        index = controlCharacter(bytes, from: index, before: end)
                        guard index < end else { break }
                        flush(&self)
                        mends.insert(.controlCharacter)
                        resume(&self, at: index + 1)
                    }
                } else if bytes.has("<!--", at: index) {
                    flush(&self)
                    resume(&self, at: bytes.findExactly("-->", from: index + 4).map { $0 + 3 } ?? bytes.count)
                } else if bytes.has("<?", at: index) {
                    flush(&self)
                    resume(&self, at: bytes.findExactly("?>", from: index).map { $0 + 2 } ?? bytes.count)
                } else if bytes.hasCaseless("<!doctype", at: index) {
                    flush(&self)
                    resume(&self, at: documentType(bytes, at: index))
                } else if index + 1 < bytes.count, !bytes[index + 1].isLetter, bytes[index + 1] < 0x80,
                    ![UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: ":")].contains(bytes[index + 1])
                {
                    flush(&self)
                    output.append(contentsOf: "&lt;".utf8)
                    mends.insert(.bareLessThan)
                    resume(&self, at: index + 1)
                } else {
                    index += 1
                    let tag = attributes(bytes, in: index)
                    text = tag.isStart ? tag.end + 1 : .max
                    if let surplus = tag.surplus {
                        index = surplus.lowerBound
                        flush(&self)
                        mends.insert(.tooManyAttributes)
                        resume(&self, at: surplus.upperBound)
                    }
                }
            case UInt8(ascii: "&"):
                if index >= text {
                    text = .max
                    let sectionStart = resolved.count
                    if let end = escapedText(bytes, from: index) {
                        flush(&self)
                        divert(Section(range: sectionStart..<resolved.count, isResolved: true))
                        resume(&self, at: end)
                        continue
                    }
                }
                if let length = plainReference(bytes, at: index) {
                    index += length
                } else {
                    flush(&self)
                    resume(&self, at: reference(bytes, at: index))
                }
            case _ where isControl(byte):
                flush(&self)
                mends.insert(.controlCharacter)
                resume(&self, at: index + 1)
            default: index += 1
            }
        }
        flush(&self)
    }

    private static let attributeLimit = 1024

    /// Where the tag ends whose name begins there, whether it is a start tag that has ended, and its attributes beyond the
    /// limit: libxml2 compares each with all before.
    private func attributes(
        _ bytes: UnsafeBufferPointer<UInt8>, in start: Int
    ) -> (end: Int, isStart: Bool, surplus: Range<Int>?) {
        var quote: UInt8 = 0
        var count = 0
        var first: Int?
        for index in start..<bytes.count {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote {
                    quote = 0
                    count += 1
                    if count == Self.attributeLimit { first = index + 1 }
                }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") {
                let isEmpty = bytes[index - 1] == UInt8(ascii: "/")
                let end = isEmpty ? index - 1 : index
                let isStart = byte == UInt8(ascii: ">") && !isEmpty && bytes[start] != UInt8(ascii: "/")
                return (index, isStart, first.flatMap { $0 < end ? $0..<end : nil })
            }
        }
        return (bytes.count, false, first.map { $0..<bytes.count })
    }

    private mutating func divert(_ section: Section) {
        output.append(contentsOf: "<?t \(sections.count)?>".utf8)
        sections.append(section)
    }

    /// Resolves the rest of an element's text, and tells where it ends; nil where it is short, or where anything in it has
    /// to be mended: then nothing was added.
    private mutating func escapedText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let end = bytes.next(UInt8(ascii: "<"), from: start), end - start >= Self.longSection,
            isPlain(bytes, from: start, before: end)
        else { return nil }
        let text = UnsafeBufferPointer(rebasing: bytes[..<end])
        guard text.findExactly("]]>", from: start) == nil else { return nil }
        let before = resolved.count
        var index = start
        while index < end {
            let next = text.next(UInt8(ascii: "&"), from: index) ?? end
            resolved.append(contentsOf: UnsafeBufferPointer(rebasing: text[index..<next]))
            guard next < end else { break }
            guard let length = plainReference(text, at: next),
                let found = CharacterReferences.read(text, at: next, before: end), found.length == length
            else {
                resolved.removeLast(resolved.count - before)
                return nil
            }
            resolved.append(contentsOf: UTF8.encode(found.scalar) ?? .init())
            index = next + length
        }
        return end
    }

    /// Shorter sections are not worth a detour.
    private static let longSection = 64

    /// Whether a section's text is taken as it is: no control characters, no line ends that XML would change.
    private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, before end: Int) -> Bool {
        controlCharacter(bytes, from: start, before: end) == end
            && UnsafeBufferPointer(rebasing: bytes[start..<end]).next(0x0D, from: 0) == nil
    }

    /// Where the run of bytes ends that nothing has to be done about.
    @inline(__always) private func ordinaryEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawPointer(bytes.baseAddress)
        var index = start
        while index < bytes.count {
            if let raw, index + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let tags = word ^ (ones &* 0x3C)
                let references = word ^ (ones &* 0x26)
                let hits =
                    (tags &- ones) & ~tags | (references &- ones) & ~references | (word &- ones &* 0x20) & ~word
                if hits & (ones << 7) == 0 {
                    index += 8
                    continue
                }
            }
            let byte = bytes[index]
            if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || isControl(byte) { break }
            index += 1
        }
        return index
    }

    /// Where the next control character stands, or `end`; eight bytes at a time are looked at.
    private func controlCharacter(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, before end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawPointer(bytes.baseAddress)
        var index = start
        while index < end {
            if let raw, index + 8 <= end {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if (word &- ones &* 0x20) & ~word & ones << 7 == 0 {
                    index += 8
                    continue
                }
            }
            if isControl(bytes[index]) { return index }
            index += 1
        }
        return end
    }

    @inline(__always) private func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
    }

    /// Where the document begins: at its declaration, or at the root element that it must have.
    private mutating func start(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let roots: [StaticString] = ["<rss", "<rdf:rdf", "<feed", "<urlset", "<sitemapindex", "<channel"]
        let horizon = UnsafeBufferPointer(rebasing: bytes[..<min(bytes.count, 262_144)])
        var next = horizon.next(UInt8(ascii: "<"), from: 0)
        while let place = next, !roots.contains(where: { horizon.hasCaseless($0, at: place) }) {
            next = horizon.next(UInt8(ascii: "<"), from: place + 1)
        }
        guard let root = next else { return 0 }
        if let declaration = bytes.find("<?xml ", from: 0, before: root) {
            if declaration > 0 { mends.insert(.textBeforeDeclaration) }
            return declaration
        }
        guard let first = bytes[..<root].firstIndex(where: { !$0.isBlank }),
            bytes[first] != UInt8(ascii: "<") || bytes.hasCaseless("<br", at: first)
                || bytes.hasCaseless("<b>", at: first)
        else { return 0 }
        mends.insert(.textBeforeDeclaration)
        return root
    }

    /// The length of a reference that XML knows itself and that stands for a character that XML may hold.
    private func plainReference(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        for known: StaticString in ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"] where bytes.has(known, at: start) {
            return known.utf8CodeUnitCount
        }
        guard start + 2 < bytes.count, bytes[start + 1] == UInt8(ascii: "#"), bytes[start + 2] != UInt8(ascii: "X"),
            let found = CharacterReferences.read(bytes, at: start, before: min(bytes.count, start + 12)), found.closed,
            found.scalar.value >= 0xA0 || (0x20...0x7E).contains(found.scalar.value) || found.scalar == "\n"
                || found.scalar == "\t",
            found.scalar != "\u{FFFD}"
        else { return nil }
        // &#150; is a dash to everybody but XML.
        let number = bytes[start + 2..<start + found.length].filter(\.isDigit)
        let isLow =
            bytes[start + 2].isDigit && number.count == 3 && number.first == UInt8(ascii: "1")
            && number.dropFirst().first.map { $0 < UInt8(ascii: "6") } ?? false
        return isLow && found.scalar.value > 0xFF ? nil : found.length
    }

    /// Writes what a reference stands for, and tells where to go on.
    private mutating func reference(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        if let found = CharacterReferences.read(bytes, at: start, before: min(bytes.count, start + 16)), found.closed {
            let scalar = found.scalar
            if scalar.value < 0x20, !["\n", "\t", "\r"].contains(scalar) || scalar == "\u{FFFD}" {
                mends.insert(.controlCharacter)
            } else if scalar == "\u{FFFE}" || scalar == "\u{FFFF}" {
                mends.insert(.controlCharacter)
            } else {
                mends.insert(bytes[start + 1] == UInt8(ascii: "#") ? .controlCharacter : .htmlEntity)
                appendEscaped(String(Character(scalar)).utf8)
            }
            return start + found.length
        }
        var end = start + 1
        while end < bytes.count, end - start < 64, bytes[end].continuesName { end += 1 }
        if end > start + 1, end < bytes.count, bytes[end] == UInt8(ascii: ";") {
            let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[start + 1..<end]), as: UTF8.self)
            if let text = entities[name] {
                expansionLeft -= text.count
                if expansionLeft >= 0 {
                    output.append(contentsOf: text)
                    return end + 1
                }
            }
            mends.insert(.unknownEntity)
        } else {
            mends.insert(.bareAmpersand)
        }
        output.append(contentsOf: "&amp;".utf8)
        return start + 1
    }

    private mutating func appendEscaped(_ text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
            default: output.append(byte)
            }
        }
    }

    /// Reads past a document type; of its subset only `<!ENTITY name "plain text">` counts.
    private mutating func documentType(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        var index = start + 9
        var inSubset = false
        var quote: UInt8 = 0
        while index < bytes.count, !hasEndlessType {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if bytes.has("<!ENTITY", at: index) {
                entity(bytes, at: index + 8)
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                inSubset = true
            } else if byte == UInt8(ascii: "]") {
                inSubset = false
            } else if byte == UInt8(ascii: ">"), !inSubset {
                return index + 1
            }
            index += 1
        }
        hasEndlessType = true
        return bytes.next(UInt8(ascii: ">"), from: start).map { $0 + 1 } ?? bytes.count
    }

    private mutating func entity(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        var index = start
        func skipBlanks() { while index < bytes.count, bytes[index].isBlank { index += 1 } }
        skipBlanks()
        let first = index
        while index < bytes.count, bytes[index].continuesName { index += 1 }
        let name = String(decoding: bytes[first..<index], as: UTF8.self)
        skipBlanks()
        guard !name.isEmpty, index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27, entities.count < 256,
            let end = bytes[(index + 1)..<min(bytes.count, index + 1024)].firstIndex(of: bytes[index])
        else { return }
        let value = String(decoding: bytes[index + 1..<end], as: UTF8.self)
        let text = CharacterReferences.decode(value)
        guard !value.contains("<"), text == value ? !value.contains("&") : true, !value.contains("%") else { return }
        let before = output
        output.removeAll()
        appendEscaped(text.utf8)
        swap(&output, &entities[name, default: []])
        output = before
    }
}
