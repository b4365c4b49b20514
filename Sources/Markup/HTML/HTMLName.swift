/// The name of an element of HTML as two words: equal names in any case are equal words, and no text is made for them.
struct HTMLName: Hashable {
    /// No name.
    static let none = HTMLName(high: 0, low: 0)

    private let high: UInt64
    private let low: UInt64

    private init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    /// The name at a range; of a name longer than any of HTML its first 16 letters count.
    init(_ bytes: some Collection<UInt8>) {
        var words: (high: UInt64, low: UInt64) = (0, 0)
        for (index, byte) in bytes.prefix(16).enumerated() {
            if index < 8 {
                words.high = words.high << 8 | UInt64(byte.lowercased)
            } else {
                words.low = words.low << 8 | UInt64(byte.lowercased)
            }
        }
        (high, low) = words
    }

    /// Reads the name at an index of a text, and leaves the index after it or after 32 bytes.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, reading index: inout Int) {
        var words: (high: UInt64, low: UInt64) = (0, 0)
        let start = index
        while index < bytes.count, index - start < 32, bytes[index].continuesName {
            if index - start < 8 {
                words.high = words.high << 8 | UInt64(bytes[index].lowercased)
            } else if index - start < 16 {
                words.low = words.low << 8 | UInt64(bytes[index].lowercased)
            }
            index += 1
        }
        (high, low) = words
    }

    /// What HTML's element of that name does to the text around it; nil where HTML has none.
    var kind: HTMLTag.Kind? {
        let table = Self.table
        var slot = Self.slot(high, low)
        while table[slot].name != .none {
            if table[slot].name == self { return table[slot].kind }
            slot = (slot + 1) % Self.size
        }
        return nil
    }

    private static let size = 512

    private static func slot(_ high: UInt64, _ low: UInt64) -> Int {
        Int(((high ^ low &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 55)
    }

    /// Open addressing over some 140 names: never full, so a look-up ends.
    private static let table: [(name: HTMLName, kind: HTMLTag.Kind)] = {
        var table = [(name: HTMLName, kind: HTMLTag.Kind)](repeating: (.none, .other), count: size)
        for (kind, names) in elements {
            for text in names.split(separator: " ") {
                let name = HTMLName(text.utf8)
                var place = slot(name.high, name.low)
                while table[place].name != .none { place = (place + 1) % size }
                table[place] = (name, kind)
            }
        }
        return table
    }()

    private static let elements: [(HTMLTag.Kind, String)] = [
        (.lineBreak, "br"),
        (.dropped, "script style noscript template iframe object svg select textarea button head"),
        (
            .block,
            """
            address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption \
            figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section \
            summary table tbody td tfoot th thead tr ul
            """
        ),
        (
            .other,
            """
            a abbr acronym audio b bdi bdo big cite code data del dfn em embed font i img input ins kbd label link mark \
            meta nobr param picture q s samp small source span strike strong sub sup time title track tt u var video wbr
            """
        ),
    ]
}
