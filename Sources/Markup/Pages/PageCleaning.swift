/// Cuts out of a page's bytes what no reader sees, before any parser stumbles over it: scripts, styles, comments,
/// drawings, and the attributes that nothing here asks for. JSON-LD scripts are kept aside.
struct PageCleaning {
    /// The page without the cut parts.
    private(set) var bytes: [UInt8] = []
    /// The contents of `<script type="application/ld+json">`, in order.
    private(set) var linkedData: [[UInt8]] = []

    /// End tags that do not come again: looking for each anew would take quadratic time.
    private var absent: Set<String> = []

    /// Whether start tags have been found to end so far.
    private var canEnd = true

    /// More JSON-LD than this is machine-made ballast.
    private static let linkedDataLimit = 32

    init(_ input: [UInt8]) {
        bytes.reserveCapacity(input.count)
        // libxml2 ends at a NUL.
        let hasZero = input.withUnsafeBufferPointer { $0.next(0, from: 0) != nil }
        (hasZero ? input.filter { $0 != 0 } : input).withUnsafeBufferPointer { cut($0) }
    }

    private mutating func cut(_ input: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var copied = 0
        func flush(_ cleaning: inout PageCleaning) {
            if copied < index {
                cleaning.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[copied..<index]))
            }
        }
        while index < input.count {
            index = input.next(UInt8(ascii: "<"), from: index) ?? input.count
            guard index < input.count else { break }
            guard let end = end(of: input, at: index) else {
                if canEnd, index + 1 < input.count, input[index + 1].isLetter {
                    flush(&self)
                    copied = index
                    if let end = ReadAttributes.copyTag(input, at: index, to: &bytes) {
                        (index, copied) = (end, end)
                        continue
                    }
                    // Nor does any behind it; looking again from each would take quadratic time.
                    canEnd = false
                }
                index += 1
                continue
            }
            flush(&self)
            bytes.append(UInt8(ascii: " "))
            index = end
            copied = end
        }
        flush(&self)
    }

    /// The offset after the part that begins at a `<`; nil where none that is cut does.
    private mutating func end(of input: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        if input.has("<!--", at: start) {
            // A comment that never ends would take the page with it: browsers end it at the first `>` too.
            if input.has("<!-->", at: start) { return start + 5 }
            return next("-->", in: input, from: start + 4).map { $0 + 3 }
                ?? next(">", in: input, from: start).map { $0 + 1 }
        }
        if input.hasCaseless("<script", at: start) { return element("</script", input, start, isScript: true) }
        if input.hasCaseless("<style", at: start) { return element("</style", input, start) }
        if input.hasCaseless("<svg", at: start) { return element("</svg", input, start) }
        if input.hasCaseless("<noscript", at: start) { return element("</noscript", input, start) }
        if input.hasCaseless("<template", at: start) { return element("</template", input, start) }
        if input.hasCaseless("<iframe", at: start) { return element("</iframe", input, start) }
        return nil
    }

    private mutating func element(
        _ close: StaticString, _ input: UnsafeBufferPointer<UInt8>, _ start: Int, isScript: Bool = false
    ) -> Int? {
        let nameEnd = start + close.utf8CodeUnitCount - 1
        guard nameEnd < input.count, !input[nameEnd].continuesName,
            isScript || next(close, in: input, from: start) != nil,
            let tag = HTMLTag(input, at: start)
        else { return nil }
        if tag.end >= 2, input[tag.end - 2] == UInt8(ascii: "/"), !isScript { return tag.end }
        guard let last = next(close, in: input, from: tag.end) else { return isScript ? input.count : nil }
        if isScript, linkedData.count < Self.linkedDataLimit, input.find("ld+json", from: start, before: tag.end) != nil
        {
            linkedData.append(Array(input[tag.end..<last]))
        }
        return input.find(">", from: last).map { $0 + 1 } ?? input.count
    }

    /// Where a pattern next stands; once it is not found, it is not looked for again.
    private mutating func next(_ pattern: StaticString, in input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard !absent.contains(pattern.description) else { return nil }
        let found = input.find(pattern, from: start)
        if found == nil { absent.insert(pattern.description) }
        return found
    }
}
