import PipelineGraph
import Records

/// Which tasks there are and which of them can start: the rules of partition names, gathers and unions, without a disk.
///
/// Partitions become known as the run goes: those of a union once every upstream's list is known, those of a gather
/// once all of its upstream is settled. Each settling costs the number of readers, so 100,000 tasks are no burden.
struct TaskGraph: Sendable {
    /// How a task ended, for those that read it.
    enum End: Sendable, Equatable {
        /// Its partition is there; the names of its data parts.
        case published(parts: [String])
        /// There is none: it failed, was not run, or is a gap.
        case missing
    }

    /// What a task reads.
    struct Sources: Sendable, Equatable {
        /// Published partitions; with a part's name where only that part is read.
        var present: [Source] = []
        /// Partitions that are not there but should be, in order.
        var missing: [TaskID] = []
    }

    struct Source: Sendable, Hashable {
        let task: TaskID
        let part: String?
    }

    private struct Node {
        let name: String
        let gather: Stage.Gather
        let upstream: [Int]
        var readers: [Int] = []
        /// Stages that must be complete before any task here starts: those whose accounts it wants.
        let barrier: [Int]
        let kept: [String]
        /// Whether a reader gathers by a field, which stands in the names of parts.
        var isCut = false
        /// The only partition that matters, and, once listed, the names among which it was looked for.
        let pin: String?
        var unpinned: [String] = []
        var listed = false
        var waiting: [String: Int] = [:]
        var held: [String] = []
        var ends: [String: End] = [:]
        var names: [String] = []
        /// Upstream tasks whose absence may hide names of this list.
        var listGaps: Set<TaskID> = []
        var byValue: [String: [Source]] = [:]

        var complete: Bool { listed && ends.count == names.count }
    }

    private var nodes: [Node]
    private var ready: [TaskID] = []
    private var newlyListed: [Int] = []
    private var newlyComplete: [Int] = []

    /// A graph where nothing has begun. `accounts` are the stages that want accounts of all tasks upstream; `kept` are
    /// partitions of frozen stages that stay whatever is planned; a stage with a pin has the partition of that name alone.
    init(_ pipeline: Pipeline, accounts: Set<Int> = [], kept: [Int: [String]] = [:], pins: [Int: String] = [:]) {
        nodes = pipeline.stages.enumerated().map { index, stage in
            Node(
                name: stage.name, gather: stage.gather, upstream: stage.from.compactMap { pipeline.position(of: $0) },
                barrier: accounts.contains(index)
                    ? pipeline.ancestors(of: stage.name).compactMap { pipeline.position(of: $0) } : [],
                kept: kept[index] ?? [], pin: pins[index])
        }
        for index in nodes.indices {
            for upstream in nodes[index].upstream {
                nodes[upstream].readers.append(index)
                if case .by = nodes[index].gather { nodes[upstream].isCut = true }
            }
        }
    }

    /// Begins with the partitions of the root stages, and what can be known from them.
    mutating func begin(roots: [Int: [String]]) {
        for index in nodes.indices where nodes[index].upstream.isEmpty { list(index, roots[index] ?? ["all"]) }
    }

    /// The tasks that can start and were not taken before, in order.
    mutating func takeReady() -> [TaskID] {
        defer { ready = [] }
        return ready.sorted()
    }

    /// The stages whose lists have become known since the last call.
    mutating func takeListed() -> [Int] {
        defer { newlyListed = [] }
        return newlyListed
    }

    /// The stages all of whose tasks have settled since the last call.
    mutating func takeComplete() -> [Int] {
        defer { newlyComplete = [] }
        return newlyComplete
    }

    /// Whether there is anything to take.
    var hasNews: Bool { !ready.isEmpty || !newlyListed.isEmpty || !newlyComplete.isEmpty }

    /// Notes how a task ended; its readers may become ready.
    mutating func settle(_ task: TaskID, _ end: End) {
        guard nodes[task.stage].ends[task.partition] == nil else { return }
        // Part names are kept for those that cut by them, and for nobody else: there are many tasks.
        nodes[task.stage].ends[task.partition] =
            nodes[task.stage].isCut || end == .missing ? end : .published(parts: [])
        for reader in nodes[task.stage].readers where nodes[reader].gather == .byName && nodes[reader].listed {
            release(reader, task.partition)
        }
        if nodes[task.stage].complete { completed(task.stage) }
    }

    /// The partitions of a stage in order; nil while they are not known.
    func partitions(of stage: Int) -> [String]? { nodes[stage].listed ? nodes[stage].names : nil }

    /// The names that a stage would have without a pin, as far as they are known: those of the first stages that have one.
    func unpinned(_ stage: Int) -> [String] {
        let own = nodes[stage].unpinned
        let above = nodes[stage].gather == .byName ? nodes[stage].upstream.flatMap { unpinned($0) } : []
        return Set(own).union(above).sorted()
    }

    /// How a task ended; nil while it has not.
    func end(of task: TaskID) -> End? { nodes[task.stage].ends[task.partition] }

    /// Whether all tasks of a stage have settled.
    func isComplete(_ stage: Int) -> Bool { nodes[stage].complete }

    /// Whether every task has settled.
    var isComplete: Bool { nodes.allSatisfy(\.complete) }

    /// Whether nothing can be missing from a stage's list of names.
    func isListSure(_ stage: Int) -> Bool { nodes[stage].listGaps.isEmpty }

    /// Tasks known and tasks settled.
    var counts: (known: Int, settled: Int) {
        nodes.reduce((0, 0)) { ($0.0 + $1.names.count, $0.1 + $1.ends.count) }
    }

    /// What a task reads, upstream stages in the order of `from`.
    func sources(of task: TaskID) -> Sources {
        let node = nodes[task.stage]
        var sources = Sources()
        var missing: Set<TaskID> = []
        for upstream in node.upstream {
            let names: [String]
            switch node.gather {
            case .byName:
                let has = nodes[upstream].waiting[task.partition] != nil
                names = has ? [task.partition] : []
                if !has { missing.formUnion(nodes[upstream].listGaps) }
            case .all, .by:
                names = nodes[upstream].names
                missing.formUnion(nodes[upstream].listGaps)
            }
            for name in names {
                let source = TaskID(stage: upstream, partition: name)
                switch nodes[upstream].ends[name] {
                case .published:
                    if node.gather == .byName || node.gather == .all {
                        sources.present.append(Source(task: source, part: nil))
                    }
                case .missing, nil: missing.insert(source)
                }
            }
        }
        if case .by = node.gather { sources.present = node.byValue[task.partition] ?? [] }
        sources.missing = missing.sorted()
        return sources
    }

    private mutating func list(_ index: Int, _ planned: [String]) {
        guard !nodes[index].listed else { return }
        let kept = nodes[index].kept
        var names = kept.isEmpty ? planned.sorted() : Set(planned).union(kept).sorted()
        if let pin = nodes[index].pin {
            nodes[index].unpinned = names
            names.removeAll { $0 != pin }
        }
        nodes[index].names = names
        nodes[index].listed = true
        newlyListed.append(index)
        for name in names {
            var waiting = 0
            if nodes[index].gather == .byName {
                for upstream in nodes[index].upstream where nodes[upstream].waiting[name] != nil {
                    if nodes[upstream].ends[name] == nil { waiting += 1 }
                }
            }
            nodes[index].waiting[name] = waiting
            if waiting == 0 { offer(index, name) }
        }
        for reader in nodes[index].readers { listUnion(reader) }
        if nodes[index].complete { completed(index) }
    }

    private mutating func listUnion(_ index: Int) {
        let node = nodes[index]
        guard node.gather == .byName, !node.listed, node.upstream.allSatisfy({ nodes[$0].listed }) else { return }
        nodes[index].listGaps = node.upstream.reduce(into: []) { $0.formUnion(nodes[$1].listGaps) }
        let names =
            node.upstream.count == 1
            ? nodes[node.upstream[0]].names
            : Array(node.upstream.reduce(into: Set<String>()) { $0.formUnion(nodes[$1].names) })
        list(index, names)
    }

    private mutating func release(_ index: Int, _ name: String) {
        guard let waiting = nodes[index].waiting[name], waiting > 0 else { return }
        nodes[index].waiting[name] = waiting - 1
        if waiting == 1 { offer(index, name) }
    }

    /// A task whose own upstream is settled starts now, or once the accounts that it wants are complete.
    private mutating func offer(_ index: Int, _ name: String) {
        if nodes[index].barrier.allSatisfy({ nodes[$0].complete }) {
            ready.append(TaskID(stage: index, partition: name))
        } else {
            nodes[index].held.append(name)
        }
    }

    private mutating func completed(_ index: Int) {
        newlyComplete.append(index)
        for reader in nodes[index].readers where nodes[reader].gather != .byName { gather(reader) }
        for held in nodes.indices where !nodes[held].held.isEmpty {
            guard nodes[held].barrier.allSatisfy({ nodes[$0].complete }) else { continue }
            ready += nodes[held].held.map { TaskID(stage: held, partition: $0) }
            nodes[held].held = []
        }
    }

    private mutating func gather(_ index: Int) {
        let node = nodes[index]
        guard !node.listed, node.upstream.allSatisfy({ nodes[$0].complete }) else { return }
        guard case .by(let field) = node.gather else { return list(index, ["all"]) }
        var byValue: [String: [Source]] = [:]
        var gaps: Set<TaskID> = []
        for upstream in node.upstream {
            gaps.formUnion(nodes[upstream].listGaps)
            for name in nodes[upstream].names {
                let task = TaskID(stage: upstream, partition: name)
                guard case .published(let parts)? = nodes[upstream].ends[name] else {
                    gaps.insert(task)
                    continue
                }
                for part in parts {
                    byValue[Self.value(of: field, part), default: []].append(Source(task: task, part: part))
                }
            }
        }
        nodes[index].byValue = byValue
        nodes[index].listGaps = gaps
        list(index, Array(byValue.keys))
    }

    /// The value that a part's name gives for a field: `source=antara.jsonl.gz` gives `antara`, any other `_none`.
    static func value(of field: String, _ part: String) -> String {
        let stem = part.hasSuffix(".jsonl.gz") ? part.dropLast(9) : part.dropLast(6)
        guard stem.hasPrefix("\(field)=") else { return "_none" }
        let value = String(stem.dropFirst(field.count + 1))
        return value.isEmpty || value.hasPrefix(".") ? "_none" : value
    }
}
