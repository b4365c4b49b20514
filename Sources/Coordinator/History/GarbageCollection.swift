import Glibc
import PipelineGraph
import RecordIO
import Records

/// `serap gc`: takes off the disk what nothing reads any more: old generations, old records of runs, and what killed
/// commands left. Captures and delivered files stay for ever.
///
/// It holds the current generation's lock, so no run is at work, and takes the lock of each generation that it removes.
struct GarbageCollection {
    /// What may go.
    struct Policy: Sendable {
        /// How many generations stay, the current one among them.
        var generations = 1
        /// Records of runs that are older go, but for the newest of each key.
        var days = 400
        /// Whether a generation in the making goes too.
        var abandons = false
    }

    /// One thing that goes.
    struct Item: Equatable {
        var path: String
        /// How it is called, below the root.
        var title: String
        var why: String
        var usage = DiskUsage.Share()
    }

    /// What there is to say.
    struct Plan: Equatable {
        var items: [Item] = []
        /// What stays though somebody might expect it to go.
        var notes: [String] = []
    }

    let pipeline: Pipeline
    let generations: Generations
    let policy: Policy
    let clock: any WallClock
    /// The command that goes on with a generation in the making.
    let reprocessCommand: String

    private var disk: any Disk { generations.disk }

    /// What would go now; changes nothing. Throws `UsageError` where the pipeline has nothing below the root.
    func plan() throws -> Plan {
        var plan = Plan()
        let current = generations.layout(generations.current)
        try current.requirePublished([current.data], disk)
        addGenerations(current, &plan)
        addScratch(current, &plan)
        let old = OldRuns.among(
            Array(RunName.all(of: pipeline, in: current, disk: disk)),
            before: clock.now.day(in: .utc).adding(-policy.days)
        ) { disk.isFile("\(current.runs)/\($0.text)/summary.json") }
        for entry in old {
            plan.items.append(
                Item(path: "\(current.runs)/\(entry.text)", title: "runs/\(entry.text)", why: "record of a run"))
        }
        var usage = DiskUsage()
        for index in plan.items.indices { plan.items[index].usage = usage.add(plan.items[index].path) }
        return plan
    }

    /// Takes away what `plan` names and gives what it took; throws `LockHeld` where a run or a reprocess is at work on
    /// it, before anything is touched.
    func collect() throws -> Plan {
        let current = generations.layout(generations.current)
        guard disk.isDirectory(current.generationDirectory) else { return try plan() }
        let hasCaptures = disk.isDirectory(current.captures)
        let lock = try RunLocks(current, frozen: hasCaptures, clock: clock)
        defer { withExtendedLifetime(lock) {} }
        // What a killed run had finished is put in its place, above all captures.
        try Recovery.recover(current, frozen: hasCaptures)
        let plan = try plan()
        let leaving = plan.items.compactMap { item in
            let name = Paths.name(item.path)
            return Paths.parent(item.path) == current.data && Layout.isGeneration(name) ? generations.layout(name) : nil
        }
        let locks = try leaving.map { try RunLocks($0, frozen: false, clock: clock) }
        defer { withExtendedLifetime(locks) {} }
        for layout in leaving {
            // A killed run's children may still write there.
            try AttemptDirectory.clear(layout.scratch, generation: layout.generation)
        }
        for layout in leaving { try generations.remove(layout) }
        for item in plan.items where !leaving.contains(where: { $0.generationDirectory == item.path }) {
            try Directory.remove(item.path)
        }
        return plan
    }

    private func addGenerations(_ current: Layout, _ plan: inout Plan) {
        let all = generations.all
        let older = all.filter { $0 < current.generation }
        for name in older.dropLast(policy.generations - 1) {
            plan.items.append(item("\(current.data)/\(name)", "an old generation"))
        }
        for name in all where name > current.generation {
            if policy.abandons {
                plan.items.append(item("\(current.data)/\(name)", "a generation in the making"))
                for sink in pipeline.stages.compactMap(\.sink) {
                    let staged = generations.layout(name).stagedTarget(ofSink: sink)
                    for path in ["", "-wal", "-shm", "-journal"].map({ staged + $0 }) where disk.isFile(path) {
                        plan.items.append(item(path, "a sink of it"))
                    }
                }
            } else {
                plan.notes.append(
                    "\(name) is a generation in the making: finish it with \(reprocessCommand), or give --abandon")
            }
        }
    }

    private func addScratch(_ current: Layout, _ plan: inout Plan) {
        let all = Set(generations.all)
        let leaving = Set(plan.items.map { Paths.name($0.path) })
        for name in disk.names(current.scratch) {
            let generation = String(name.prefix { $0 != "-" })
            let path = "\(current.scratch)/\(name)"
            if name.hasPrefix(Generations.gonePrefix) {
                plan.items.append(item(path, "half removed"))
            } else if Layout.isGeneration(generation),
                generation == current.generation || leaving.contains(generation) || !all.contains(generation)
            {
                plan.items.append(item(path, "left by a killed run"))
            }
        }
    }

    private func item(_ path: String, _ why: String) -> Item {
        let root = generations.root
        return Item(
            path: path, title: Paths.relative(path, to: root), why: why)
    }
}

extension GarbageCollection.Plan {
    /// The plan in words; `isDry` where nothing was taken away.
    func text(pipeline: String, isDry: Bool) -> String {
        var lines: [String] = []
        let records = items.filter { $0.title.hasPrefix("runs/") }
        for item in items where !item.title.hasPrefix("runs/") {
            lines.append("\(item.title) (\(item.why)): \(Self.words([item]))")
        }
        if let first = records.first, let last = records.last {
            let many = "\(records.count) record\(records.count == 1 ? "" : "s") of runs"
            lines.append(
                "\(many), \(first.title)\(records.count == 1 ? "" : " to \(last.title)"): \(Self.words(records))")
        }
        if items.isEmpty {
            lines.append("\(pipeline): nothing to remove")
        } else {
            let freed = DiskUsage.words(items.reduce(0) { $0 + $1.usage.freed })
            lines.append("\(pipeline): \(isDry ? "would free" : "freed") \(freed)")
        }
        lines += notes
        return lines.map { $0 + "\n" }.joined()
    }

    private static func words(_ items: [GarbageCollection.Item]) -> String {
        let files = items.reduce(0) { $0 + $1.usage.files }
        return "\(files) file\(files == 1 ? "" : "s"), \(DiskUsage.words(items.reduce(0) { $0 + $1.usage.freed }))"
    }
}
