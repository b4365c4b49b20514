/// Where bytes of a mended text stood in the text before: a list of the places where the two drift apart.
///
/// Grows by one mark for each mend; a look-up costs a binary search.
public struct OffsetMap: Sendable, Equatable {
    private struct Mark: Sendable, Equatable {
        let output: Int
        let input: Int
    }

    private var marks: [Mark] = []
    /// So many marks are kept: a text with more mends is not worth the memory of where each stood.
    private static let limit = 1 << 20
    /// Whether marks were left out.
    private var isFull = false

    /// The map of a text that nobody changed.
    public init() {}

    /// From `output` on, bytes stood at `input` and following.
    mutating func mark(output: Int, input: Int) {
        // Of what was dropped in one place the end counts.
        if let last = marks.last, last.output == output { marks.removeLast() }
        if marks.count < Self.limit { marks.append(Mark(output: output, input: input)) } else { isFull = true }
    }

    /// Where the byte at an offset of the mended text stood before; inside a mended place, somewhere in it.
    ///
    /// Nil beyond the first million mends.
    public func input(of output: Int) -> Int? {
        if isFull, let last = marks.last, output >= last.output { return nil }
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].output <= output { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return output }
        let mark = marks[low - 1]
        guard low < marks.count else { return mark.input + output - mark.output }
        return min(mark.input + output - mark.output, marks[low].input)
    }
}
