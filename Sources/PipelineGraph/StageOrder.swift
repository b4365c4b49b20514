/// Orders stages so that each comes after those that it reads; depth-first, stable (Tarjan 1976).
enum StageOrder {
    /// Positions in order, or the names of a circle.
    static func sort(_ stages: [(name: String, from: [String])]) -> Result<[Int], Cycle> {
        let positions = Dictionary(stages.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var done = [Bool](repeating: false, count: stages.count)
        var onPath = [Bool](repeating: false, count: stages.count)
        var order: [Int] = []
        for start in stages.indices where !done[start] {
            // An explicit stack: the number of stages is the author's, the depth of the call stack is not.
            var path: [(stage: Int, next: Int)] = [(start, 0)]
            onPath[start] = true
            while let (stage, next) = path.last {
                if next == stages[stage].from.count {
                    path.removeLast()
                    onPath[stage] = false
                    done[stage] = true
                    order.append(stage)
                    continue
                }
                path[path.count - 1].next += 1
                guard let upstream = positions[stages[stage].from[next]], !done[upstream] else { continue }
                if onPath[upstream] {
                    let cycle = path.drop { $0.stage != upstream }.map { stages[$0.stage].name }
                    return .failure(Cycle(names: cycle + [stages[upstream].name], stage: stage))
                }
                onPath[upstream] = true
                path.append((upstream, 0))
            }
        }
        return .success(order)
    }

    /// Stages that read each other in a circle.
    struct Cycle: Error {
        /// The circle, its first name again at its end.
        let names: [String]
        /// The position of a stage in it.
        let stage: Int
    }
}

extension Pipeline {
    /// Every stage that a stage depends on, near or far, in the pipeline's order.
    public func ancestors(of name: String) -> [String] {
        var found: Set<String> = []
        var open = self[name]?.from ?? []
        while let next = open.popLast() {
            if found.insert(next).inserted { open += self[next]?.from ?? [] }
        }
        return stages.map(\.name).filter(found.contains)
    }

    /// The stages that read a stage, in the pipeline's order.
    public func readers(of name: String) -> [String] { stages.filter { $0.from.contains(name) }.map(\.name) }

    /// A path from a root to a stage on which nothing masks personal data; nil where every path is masked.
    public func unmaskedPath(to name: String, masks: (String) -> Bool) -> [String]? {
        // For each stage that is reached unmasked, the one before it; nothing before a root.
        var before: [String: String?] = [:]
        for stage in stages where !masks(stage.name) {
            if stage.isRoot {
                before[stage.name] = .some(nil)
            } else if let upstream = stage.from.first(where: { before[$0] != nil }) {
                before[stage.name] = upstream
            }
        }
        guard before[name] != nil else { return nil }
        var path = [name]
        while let last = path.last, let upstream = before[last] ?? nil { path.append(upstream) }
        return path.reversed()
    }
}
