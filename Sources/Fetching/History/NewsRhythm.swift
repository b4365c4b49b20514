/// When a source gave something new, and how long it usually takes until it does again. Times are seconds since 1970.
///
/// A moment that is later than the one at which somebody asks is that of a clock that was wrong, and says nothing.
struct NewsRhythm: Equatable {
    /// Gaps that are remembered.
    static let remembered = 20
    /// Gaps from which on there is a usual one.
    static let least = 3
    /// Taken for the usual gap until there is one, so that a source that never gives anything again is noticed too.
    static let assumed = 7 * 86_400

    /// The moments at which it gave something new, each once, as they were told.
    private(set) var moments: [Int]

    init(_ moments: [Int] = []) { self.moments = Array(moments.suffix(Self.remembered + 1)) }

    /// Notes that something new came.
    mutating func news(at moment: Int) {
        guard !moments.contains(moment) else { return }
        self = NewsRhythm(moments + [moment])
    }

    /// When it last gave something new, as far as that is known at a moment.
    func last(at moment: Int) -> Int? { moments.filter { $0 <= moment }.max() }

    /// The median of the gaps between the moments; nil for fewer than three.
    func usual(at moment: Int) -> Int? {
        let known = moments.filter { $0 <= moment }.sorted()
        let gaps = zip(known, known.dropFirst()).map { $1 - $0 }.sorted()
        guard gaps.count >= Self.least else { return nil }
        let middle = gaps.count / 2
        return gaps.count % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2
    }

    /// The moment since which nothing new has come, where that is three usual gaps ago and a day at least.
    func silence(at moment: Int) -> Int? {
        guard let last = last(at: moment), moment - last >= max(3 * (usual(at: moment) ?? Self.assumed), 86_400) else {
            return nil
        }
        return last
    }
}
