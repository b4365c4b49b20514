/// Finds all of many strings of bytes in one pass (Aho and Corasick, "Efficient string matching", 1975).
///
/// Compiled to a complete automaton over only those bytes that stand in a pattern, so that a step is one look-up and the
/// time is linear in text and matches, however many patterns there are. Memory is states times bytes in use, 4 bytes each.
struct AhoCorasick: Sendable {
    private let classes: [UInt8]
    private let width: Int
    /// The next state, by state and class of the byte.
    private let next: [Int32]
    /// The pattern that ends in a state, or -1.
    private let ending: [Int32]
    /// The nearest shorter suffix in which a pattern ends, or 0.
    private let shorter: [Int32]

    /// An automaton for distinct patterns, none empty.
    init(_ patterns: [[UInt8]]) {
        var classes = [UInt8](repeating: 0, count: 256)
        var width = 1
        for byte in Set(patterns.joined()).sorted() where width < 256 {
            classes[Int(byte)] = UInt8(width)
            width += 1
        }
        var next = [Int32](repeating: 0, count: width)
        var ending: [Int32] = [-1]
        for (index, pattern) in patterns.enumerated() {
            var state = 0
            for byte in pattern {
                let slot = state * width + Int(classes[Int(byte)])
                if next[slot] == 0 {
                    next[slot] = Int32(ending.count)
                    next += repeatElement(0, count: width)
                    ending.append(-1)
                }
                state = Int(next[slot])
            }
            ending[state] = Int32(index)
        }
        var failure = [Int32](repeating: 0, count: ending.count)
        var shorter = [Int32](repeating: 0, count: ending.count)
        var queue: [Int] = (1..<width).map { Int(next[$0]) }.filter { $0 != 0 }
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            let fail = Int(failure[state])
            shorter[state] = ending[fail] >= 0 ? Int32(fail) : shorter[fail]
            for symbol in 1..<width {
                let slot = state * width + symbol
                if next[slot] == 0 {
                    next[slot] = next[fail * width + symbol]
                } else {
                    failure[Int(next[slot])] = next[fail * width + symbol]
                    queue.append(Int(next[slot]))
                }
            }
        }
        (self.classes, self.width, self.next, self.ending, self.shorter) = (classes, width, next, ending, shorter)
    }

    /// Calls with each pattern found and the end of the match, by end; at one end longer patterns first.
    func forEachMatch(in text: [UInt8], _ body: (_ pattern: Int, _ end: Int) -> Void) {
        var state = 0
        for (index, byte) in text.enumerated() {
            state = Int(next[state * width + Int(classes[Int(byte)])])
            var found = ending[state] >= 0 ? state : Int(shorter[state])
            while found != 0 {
                body(Int(ending[found]), index + 1)
                found = Int(shorter[found])
            }
        }
    }
}
