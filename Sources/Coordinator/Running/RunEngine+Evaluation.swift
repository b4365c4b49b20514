import PipelineGraph
import RecordIO
import Records

extension RunEngine {
    /// Tasks whose upstream is settled: evaluated many at a time, as reading a receipt takes no longer than handing it on.
    func dispatch(_ tasks: [TaskID]) {
        guard signal == nil else { return }
        let questions = tasks.compactMap { task in question(task).map { (task, $0) } }
        let width = max(1, min(64, (questions.count + OrderedPoolWidth.cores - 1) / OrderedPoolWidth.cores))
        let evaluator = context.evaluator
        for start in stride(from: 0, to: questions.count, by: width) {
            let some = questions[start..<min(start + width, questions.count)]
            open += 1
            workers.async {
                let answers = some.map { task, question in
                    (task, Result { try evaluator.evaluateAndAmend(question) })
                }
                self.queue.async {
                    self.open -= 1
                    for (task, answer) in answers { self.evaluated(task, answer) }
                    self.pump()
                }
            }
        }
    }

    /// What a task is evaluated by; nil where it is settled at once, as nothing that it needs is there.
    private func question(_ task: TaskID) -> TaskEvaluator.Question? {
        let stage = context.prepared[task.stage]
        let sources = graph.sources(of: task)
        let reason =
            context.evaluator.blocks(
                stage, task.partition, sources, title: context.title, forGood: isMissingForGood) ?? awaits(sources)
        if let reason {
            settle(task, .blocked, reason)
            let isForGood = sources.missing.allSatisfy(isMissingForGood)
            outcomes[task]?.isForGood = isForGood
            return nil
        }
        let upstream = stage.stage.from.compactMap { context.pipeline.position(of: $0) }.map { context.prepared[$0] }
        return TaskEvaluator.Question(
            stage: stage, upstream: upstream, partition: task.partition,
            sources: sources.present.compactMap { source in published[source.task].map { ($0, source.part) } },
            missing: sources.missing.map(context.title), file: files[task.stage]?[task.partition],
            accounts: stage.facts.accounts ? accounts(for: task.stage) : nil)
    }

    private func evaluated(_ task: TaskID, _ answer: Result<TaskEvaluation, any Error>) {
        guard signal == nil else { return }
        switch answer {
        case .failure(let error): settle(task, .failed, DiskFull.words(error, layout: context.layout))
        case .success(let evaluation):
            switch evaluation.verdict {
            case .fresh(let partition) where context.scope.again.contains(context.title(task)):
                pending[task.stage].append(
                    Job(task: task, stage: context.prepared[task.stage], evaluation: evaluation, rehearses: partition))
            case .fresh(let partition):
                if let note = evaluation.note { notes.append("\(context.title(task)): \(note)") }
                settle(task, partition, .fresh, attempts: 0, log: nil)
            case .lost(let path):
                let loss = context.evaluator.loss(context.prepared[task.stage], task.partition, at: path)
                if loss.isAccepted { accepted.insert(task) }
                settle(task, .lost, loss.text)
                outcomes[task]?.isForGood = loss.isAccepted
            case .gap(let newest):
                settle(task, .gap, TaskEvaluation.gapText(key: context.key, newest: newest))
                outcomes[task]?.isForGood = true
            case .uncaptured:
                settle(task, .gap, TaskEvaluation.uncapturedText(key: context.key))
                outcomes[task]?.isForGood = true
            case .present:
                settle(task, .gap, TaskEvaluation.presentText(key: context.key))
                outcomes[task]?.isForGood = true
            case .stale(let reasons):
                if let captured = evaluation.captured,
                    !context.scope.mayFetch || !context.scope.admits(context.title(task))
                {
                    settle(task, captured, .fresh, attempts: 0, log: nil)
                    return
                }
                guard context.scope.admits(context.title(task)) else {
                    let why = reasons.map(\.text).joined(separator: "; ")
                    withheld[task] = why
                    settle(task, .blocked, "not up to date, and not asked for: \(why)")
                    return
                }
                let before = earlier[task]
                if let before, before.damaged.isEmpty, before.receiptKey == evaluation.receiptKey {
                    // It failed on the same things a moment ago.
                    outcomes[task] = before
                    report(settled: task)
                    settle(task, keeping: evaluation.captured)
                    return
                }
                do {
                    try withdrawManifest(task.stage)
                    var job = Job(task: task, stage: context.prepared[task.stage], evaluation: evaluation)
                    job.earlier = before?.attempts ?? 0
                    offer(job)
                } catch {
                    settle(task, .failed, DiskFull.words(error, layout: context.layout))
                }
            }
        }
    }

    private func isMissingForGood(_ task: TaskID) -> Bool { outcomes[task]?.isForGood ?? false }

    /// Takes a stale partition from the generation before where it would be the same, else lets it be made.
    private func offer(_ job: Job) {
        guard let donor = context.donor, job.stage.stage.sink == nil, !job.stage.isFrozen else {
            pending[job.task.stage].append(job)
            return
        }
        attemptNumber += 1
        let scratch = "\(context.layout.scratch)/\(context.attemptPrefix)-link\(attemptNumber)"
        let place = context.evaluator.place(job.stage, job.task.partition)
        open += 1
        workers.async {
            let linked = donor.link(job, key: self.context.key, through: scratch, at: place)
            self.queue.async {
                self.open -= 1
                if let linked {
                    self.settle(job.task, linked, .linked, attempts: 0, log: nil)
                } else {
                    self.pending[job.task.stage].append(job)
                }
                self.pump()
            }
        }
    }

    /// From the first stale partition until the stage is complete, no later key may read it as history.
    private func withdrawManifest(_ stage: Int) throws {
        guard withdrawn.insert(stage).inserted else { return }
        let directory = stageDirectory(stage)
        backlog.changed.formUnion(try Publisher.makeDirectories(directory))
        if !context.prepared[stage].isFrozen, try StageManifest.withdraw(directory) {
            backlog.changed.insert(directory)
        }
    }

    func stageDirectory(_ stage: Int) -> String {
        let prepared = context.prepared[stage]
        return context.layout.stage(prepared.name, key: context.key, frozen: prepared.isFrozen)
    }

    /// The accounts of all tasks upstream, which have all settled; the same for every task of a stage.
    private func accounts(for stage: Int) -> String {
        if let known = accountsTexts[stage] { return known }
        var entries: [AccountsText.Entry] = []
        for name in context.pipeline.ancestors(of: context.prepared[stage].name) {
            guard let index = context.pipeline.position(of: name) else { continue }
            for partition in graph.partitions(of: index) ?? [] {
                let task = TaskID(stage: index, partition: partition)
                entries.append(
                    AccountsText.Entry(
                        stage: name, partition: partition,
                        state: published[task] != nil ? "published" : outcomes[task]?.state.lasting ?? "missing",
                        published: published[task]))
            }
        }
        let text = AccountsText.text(entries)
        accountsTexts[stage] = text
        return text
    }

    /// A stage all of whose tasks have settled: partitions that are no longer planned go, and the manifest comes back.
    func completed(_ stage: Int) {
        guard signal == nil, context.scope.tidies else { return }
        let prepared = context.prepared[stage]
        // The captures belong to those who may fetch, and hold their lock.
        if prepared.isFrozen, !context.scope.mayFetch { return }
        let names = graph.partitions(of: stage) ?? []
        let directory = stageDirectory(stage)
        if !prepared.isFrozen, graph.isListSure(stage) {
            let planned = Set(names)
            let present = context.evaluator.disk.names(directory).filter { !$0.hasPrefix(".") && !planned.contains($0) }
            for name in present { remove(TaskID(stage: stage, partition: name), "\(directory)/\(name)") }
        }
        guard prepared.stage.sink == nil else { return }
        var manifest = StageManifest(entries: [], missing: graph.isListSure(stage) ? [] : ["?"])
        for name in names {
            if let partition = published[TaskID(stage: stage, partition: name)] {
                manifest.entries.append(
                    StageManifest.Entry(partition: name, rules: partition.rules, parts: partition.parts))
            } else if prepared.isFrozen, context.evaluator.promised[prepared.name]?.contains(name) == true {
                // A lost capture stays promised, or the next run would fetch it as if it had never been.
                manifest.entries.append(StageManifest.Entry(partition: name, rules: prepared.rules, parts: []))
                manifest.missing.append(name)
            } else {
                manifest.missing.append(name)
            }
        }
        write(manifest, to: directory)
        guard prepared.isFrozen else { return }
        let whole = names.filter { published[TaskID(stage: stage, partition: $0)] != nil }
        do {
            // What the journal names must be there after a power cut, or it would be called lost.
            if whole.contains(where: { outcomes[TaskID(stage: stage, partition: $0)]?.state == .made }) {
                try Directory.synchronize(directory)
            }
            try CaptureJournal(context.layout).add(whole, stage: prepared.name, key: context.key)
            for name in whole where context.evaluator.acceptedLosses[prepared.name]?[name] != nil {
                try AcceptedLoss.withdraw(directory, name)
            }
        } catch {
            problems.append("\(error)")
        }
    }

    private func write(_ manifest: StageManifest, to directory: String) {
        let disk = context.evaluator.disk
        let bytes = manifest.bytes
        if (try? disk.read(StageManifest.path(directory))) == bytes { return }
        do {
            backlog.changed.formUnion(try Publisher.makeDirectories(directory))
            attemptNumber += 1
            let scratch = "\(context.layout.scratch)/\(context.attemptPrefix)-manifest\(attemptNumber)"
            try OpenFile.writing(scratch).write(bytes)
            backlog.manifests.append((scratch, directory))
        } catch {
            problems.append(DiskFull.words(error, layout: context.layout))
        }
    }

    /// Removes a partition that is no longer planned; a sink's own rows of it go first.
    private func remove(_ task: TaskID, _ place: String) {
        let stage = context.prepared[task.stage]
        if stage.stage.sink != nil, context.evaluator.disk.isFile("\(place)/_meta/receipt.json") {
            var evaluation = TaskEvaluation(verdict: .stale([.missing]))
            evaluation.inputLines = 0
            pending[task.stage].append(Job(task: task, stage: stage, evaluation: evaluation, retires: true))
            return
        }
        attemptNumber += 1
        let aside = "\(context.layout.scratch)/\(context.attemptPrefix)-aside\(attemptNumber)"
        do {
            // First out of sight as a whole: half a partition must never be seen.
            try Directory.rename(place, to: aside)
            backlog.changed.insert(Paths.parent(place))
            backlog.leftovers.append(aside)
        } catch {
            problems.append(DiskFull.words(error, layout: context.layout))
        }
    }
}

extension TaskEvaluator {
    /// Evaluates, and brings up to date what a receipt only tells and its key does not hang on.
    fileprivate func evaluateAndAmend(_ question: Question) throws -> TaskEvaluation {
        let evaluation = try evaluate(question)
        if evaluation.isDated, case .fresh(let partition) = evaluation.verdict {
            // For readers of receipts alone; the next run tries again where it cannot be written.
            try? partition.amendReceipt()
        }
        return evaluation
    }
}
