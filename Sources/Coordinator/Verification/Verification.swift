import Glibc
import PipelineGraph
import RecordIO

/// Holds everything that is published against its receipts, and marks what is not as they say, so that no run takes it
/// for good.
///
/// Reading takes no lock, so a verification of years never keeps a night's run away. Whatever looks wrong is looked at
/// again under the locks of a run, when none is at work, and only then reported and marked.
struct Verification: Sendable {
    /// One line for an operator.
    struct Finding: Sendable, Equatable {
        var title: String
        var text: String

        var line: String { "\(title): \(text)" }
    }

    let pipeline: Pipeline
    let layout: Layout
    /// The only key that is looked at; nil for all.
    let key: String?
    /// The key that `run` without `--key` brings up to date.
    let runKey: String
    let isDeep: Bool
    let disk: any Disk
    let progress: any VerificationProgress
    /// The command that runs a key, for what the next run would not make again by itself.
    let runCommand: @Sendable (_ key: String) -> String
    /// The command that says of a capture that it is gone for good.
    let acceptCommand: @Sendable (_ place: PartitionTree.Place) -> String

    /// Verifies; what it found, in order of key, stage and partition, then what stands in `out/`. Throws `UsageError`
    /// for a key of which nothing was ever published: silence about it would be taken for all being well.
    func findings() throws -> [Finding] {
        let tree = PartitionTree(layout, key: key, disk: disk)
        if let key, tree.places.isEmpty, tree.oddities.isEmpty { try requireKnown(key) }
        let suspects = try examine(tree.places, tree)
        let others =
            tree.oddities.map { Finding(title: "data/\(layout.pipeline)", text: $0) }
            + TargetExamination(verification: self).findings()
        guard !suspects.isEmpty || !others.isEmpty else { return [] }
        return try underLocks {
            let findings = settle(suspects) + others
            // What is damaged under an old time stamp must not pass for known: a cache of digests goes by those.
            if !findings.isEmpty { try Directory.remove(layout.digestCache) }
            return findings
        }
    }

    private func requireKnown(_ key: String) throws {
        let keys = Generations(root: layout.root, pipeline: layout.pipeline, disk: disk).keys(
            below: [layout.captures, layout.generationDirectory], rule: pipeline.key)
        guard !keys.contains(key) else { return }
        let there = keys.first.map { $0 == keys.last ? "is \($0)" : "are \($0) to \(keys[keys.count - 1])" }
        throw UsageError(
            "nothing of key \(key) is published below '\(layout.root)'; of keys there \(there ?? "is none")")
    }

    /// The places that are not as they should be, or bear a mark.
    private func examine(_ places: [PartitionTree.Place], _ tree: PartitionTree) throws -> [PartitionTree.Place] {
        let suspects = Guarded<[PartitionTree.Place]>([])
        let meter = Guarded(0)
        let count = places.count
        let pool = OrderedPool<PartitionExamination> { examination in
            if !examination.faults.isEmpty || examination.isMarked {
                suspects.withLock { $0.append(examination.place) }
            }
            let done = meter.withLock { done -> Int in
                done += 1
                return done
            }
            progress.update(done: done, of: count, bytes: examination.bytes)
        }
        let manifests = tree.manifests
        for place in places {
            try pool.submit { examination(of: place, manifests[Paths.parent(place.path)]) }
        }
        try pool.finish()
        progress.end()
        return suspects.withLock { $0 }
    }

    private func examination(of place: PartitionTree.Place, _ manifest: StageManifest?) -> PartitionExamination {
        PartitionExamination(
            place, pipeline: layout.pipeline, isDeep: isDeep, manifest: place.isCapture ? nil : manifest)
    }

    /// Looks again where no run is at work, marks what is damaged, and takes marks from what is well.
    private func settle(_ suspects: [PartitionTree.Place]) -> [Finding] {
        let now = PartitionTree(layout, key: key, disk: disk)
        let standing = Set(now.places)
        return suspects.filter(standing.contains).flatMap { place -> [Finding] in
            let examination = examination(of: place, now.manifests[Paths.parent(place.path)])
            guard let first = examination.faults.first else {
                guard isDeep, examination.isMarked else { return [] }
                return complaint(place) { try DamageMark.clear(at: place.path) }
            }
            if place.isAcceptedLoss { return [] }
            let rest = examination.faults.count > 1 ? " (and \(examination.faults.count - 1) more)" : ""
            let finding = Finding(title: place.title, text: "\(first.text)\(rest)\(remedy(place, first))")
            guard let damage = examination.faults.first(where: \.isDamage) else { return [finding] }
            let part = damage.part.isEmpty ? "the partition" : damage.part
            return [finding] + complaint(place) { try DamageMark.set(part, at: place.path) }
        }
    }

    private func complaint(_ place: PartitionTree.Place, _ change: () throws -> Void) -> [Finding] {
        do {
            try change()
            return []
        } catch {
            return [Finding(title: place.title, text: "its receipt could not be changed: \(error)")]
        }
    }

    private func remedy(_ place: PartitionTree.Place, _ fault: PartitionExamination.Fault) -> String {
        guard fault.isDamage else { return "; look again as the user that runs the pipeline" }
        if place.isCapture {
            return "; captures are never fetched again: bring it back from a backup, then verify again with --deep, "
                + "or, if it is gone for good, say so: \(acceptCommand(place))"
        }
        if pipeline[place.stage] == nil { return "; no stage of \(pipeline.file) makes it" }
        if place.key == runKey { return "; the next run makes it again" }
        return "; to make it again: \(runCommand(place.key))"
    }

    /// Waits until neither a run nor a single task is at work, and keeps them away for as long as it takes: a mark put on
    /// a receipt while another is published would be a mark on the wrong one.
    private func underLocks<Result>(_ body: () throws -> Result) throws -> Result {
        let directories = [layout.generationDirectory, layout.captures].filter(disk.isDirectory)
        let locks = try directories.compactMap { directory -> KernelLock? in
            let path = "\(directory)/.lock"
            var lock = try KernelLock.take(path)
            if lock == nil {
                progress.say("a run is at work; what looks damaged is looked at again when it has ended")
                lock = try KernelLock.take(path, waits: true)
            }
            lock?.sign("\(getpid()) \(SystemClock().now)\n")
            return lock
        }
        defer { withExtendedLifetime(locks) {} }
        return try body()
    }
}
