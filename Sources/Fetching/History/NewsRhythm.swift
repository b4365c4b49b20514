/// When a source gave something new, and how long it usually takes until it does again. Times are seconds since 1970.
struct NewsRhythm: Equatable {
    /// Gaps that are remembered.
    static let remembered = 20
    /// Gaps from which on there is a usual one.
    static let least = 3
    /// Taken for the usual gap until there is one, so that a source that never gives anything again is noticed too.
    static let assumed = 7 * 86_400

    /// When it last gave something new.
    private(set) var last: Int?
    /// The gaps between such moments, the oldest first.
    private(set) var gaps: [Int] = []

    init(last: Int? = nil, gaps: [Int] = []) {
        self.last = last
        self.gaps = Array(gaps.suffix(Self.remembered))
    }

    /// Notes that something new came.
    mutating func news(at moment: Int) {
        if let last {
            guard moment > last else { return }
            gaps = Array((gaps + [moment - last]).suffix(Self.remembered))
        }
        last = moment
    }

    /// The median of the gaps; nil for fewer than three.
    var usual: Int? {
        guard gaps.count >= Self.least else { return nil }
        let sorted = gaps.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The moment since which nothing new has come, where that is three usual gaps ago and a day at least.
    func silence(at moment: Int) -> Int? {
        guard let last, moment - last >= max(3 * (usual ?? Self.assumed), 86_400) else { return nil }
        return last
    }
}
