import Records

/// Some pieces of a text around the words that speak for its labels, as runs that are marked or not.
///
/// Evidence is in UTF-8 bytes of the field. What lies outside the text or cuts a character is left out: the text may
/// have been corrected since.
struct Excerpt: Equatable {
    struct Run: Equatable {
        var text: String
        /// Which labels and rules the words speak for; empty for words that speak for none.
        var marks: String
    }

    /// The runs in the order of the text, `…` where something is left out.
    private(set) var runs: [Run] = []

    /// Evidence of labels: `(range, what it says)`.
    typealias Mark = (range: Range<Int>, name: String)

    /// All of a text.
    init(whole text: String, marks: [Mark]) {
        let bytes = Array(text.utf8)
        append(bytes, 0..<bytes.count, Self.valid(marks, bytes))
    }

    /// The beginning of a text and what stands around its marks, up to about so many bytes.
    init(_ text: String, marks: [Mark], limit: Int) {
        let bytes = Array(text.utf8)
        let marks = Self.valid(marks, bytes)
        var windows: [Range<Int>] = [Self.words(bytes, 0..<min(bytes.count, limit / 3))]
        var size = windows[0].count
        for mark in marks where size < limit {
            let wanted = max(0, mark.range.lowerBound - 60)..<min(bytes.count, mark.range.upperBound + 60)
            let window = Self.words(bytes, wanted)
            if let last = windows.last, window.lowerBound <= last.upperBound + 8 {
                windows[windows.count - 1] = last.lowerBound..<max(last.upperBound, window.upperBound)
                size += max(0, window.upperBound - last.upperBound)
            } else {
                windows.append(window)
                size += window.count
            }
        }
        var end = 0
        for window in windows where !window.isEmpty {
            if window.lowerBound > end { runs.append(Run(text: " … ", marks: "")) }
            append(bytes, window, marks)
            end = window.upperBound
        }
        if end < bytes.count { runs.append(Run(text: " …", marks: "")) }
    }

    private mutating func append(_ bytes: [UInt8], _ window: Range<Int>, _ marks: [Mark]) {
        var place = window.lowerBound
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        for mark in marks where mark.range.lowerBound >= place && mark.range.upperBound <= window.upperBound {
            if mark.range.lowerBound > place { runs.append(Run(text: text(place..<mark.range.lowerBound), marks: "")) }
            let names = marks.filter { $0.range.overlaps(mark.range) }.map(\.name)
            var seen: Set<String> = []
            let joined = names.filter { seen.insert($0).inserted }.joined(separator: "; ")
            runs.append(Run(text: text(mark.range), marks: joined))
            place = mark.range.upperBound
        }
        if place < window.upperBound { runs.append(Run(text: text(place..<window.upperBound), marks: "")) }
    }

    /// Marks inside the text that cut no character, the first and longest first.
    private static func valid(_ marks: [Mark], _ bytes: [UInt8]) -> [Mark] {
        marks.filter { mark in
            !mark.range.isEmpty && mark.range.lowerBound >= 0 && mark.range.upperBound <= bytes.count
                && isBoundary(bytes, mark.range.lowerBound) && isBoundary(bytes, mark.range.upperBound)
        }.sorted {
            ($0.range.lowerBound, -$0.range.upperBound, $0.name) < ($1.range.lowerBound, -$1.range.upperBound, $1.name)
        }
    }

    private static func isBoundary(_ bytes: [UInt8], _ place: Int) -> Bool {
        place >= bytes.count || bytes[place] & 0xC0 != 0x80
    }

    /// The range made smaller or greater so that it cuts no word.
    private static func words(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        func isSpace(_ place: Int) -> Bool { bytes[place] == 0x20 || bytes[place] == 0x0A }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start > 0, start > range.lowerBound - 40, !isSpace(start - 1) { start -= 1 }
        while end < bytes.count, end < range.upperBound + 40, !isSpace(end) { end += 1 }
        while start > 0, !isBoundary(bytes, start) { start -= 1 }
        while !isBoundary(bytes, end) { end += 1 }
        return start..<end
    }
}
