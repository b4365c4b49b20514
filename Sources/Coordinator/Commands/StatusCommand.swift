import ArgumentParser
import PipelineGraph
import Records

/// `serap status FILE`
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell what the last run did: records by stage, rejects by reason, what failed.",
        discussion: """
            The last run of all is told; with --key the last run of that key. A run at work is said, and one that did not finish. The samples are \
            read from the rejects that the stages kept.

              serap status pipelines/demo.yaml --root demo
              serap status pipelines/demo.yaml --root demo --runs
              serap status pipelines/demo.yaml --root demo --stage entries
              serap status pipelines/demo.yaml --root demo --task entries/wartaselat

            Exit status: 0, also for a run that failed; 1 where there is nothing to tell.
            """)

    @Argument(help: "The pipeline file.")
    var file: String

    @OptionGroup var place: PlaceArguments

    @Flag(help: "The last runs: key, start, length, exit, tasks made and failed.")
    var runs = false

    @Option(help: "One stage: its partitions with their counts, and what it refused.")
    var stage: String?

    @Option(help: "One task, as STAGE/PARTITION: counts, receipt, attempts, the end of its log.")
    var task: String?

    @Flag(help: "One JSON object in place of words, without lines of logs.")
    var json = false

    func validate() throws {
        if [runs, stage != nil, task != nil].filter({ $0 }).count > 1 {
            throw ValidationError("--runs, --stage and --task do not go together; name one")
        }
    }

    func run() throws {
        let options = place.options(file: file)
        let pipeline = try Session.readPipeline(options.file, disk: options.disk)
        let key = try options.key.map { _ in try Session.key(of: pipeline, options) }
        let layout = Layout(current: pipeline.name, below: options.root)
        let places = PublishedPlaces(layout: layout, disk: options.disk)
        let records = RunRecords(layout, pipeline: pipeline, key: key, limit: 20, disk: options.disk)
        let inProgress = RunInProgress.find(layout, disk: options.disk)
        if runs { return tell(records, inProgress) }
        if let stage {
            try Self.require(stage, pipeline)
            let status = StageStatus(stage, key: try key ?? newestKey(places, records), places: places)
            return say(status.json, status.text)
        }
        if let task { return try tell(task: task, pipeline, places, records, key) }
        // A night is gone on with under its own key, whatever day it is now.
        let own = pipeline.key == .date ? records.unfinished?.key ?? options.key : options.key
        let run = options.command("run", key: own)
        guard let report = StatusReport(places, runs: records, inProgress: inProgress, goOn: run) else {
            throw Unanswered(
                StatusReport.nothing(
                    of: pipeline.name, below: layout.root, key: key, inProgress, records.unfinished, run: run))
        }
        say(report.json.object ?? [:], report.text)
    }

    private func say(_ object: JSONObject, _ text: String) {
        SerapProgram.say(json ? JSONValue.object(object).text + "\n" : text)
    }

    private func tell(_ records: RunRecords, _ inProgress: [RunInProgress]) {
        let news = inProgress.map { "process \($0.process) is at work on \($0.generation) since \($0.since)\n" }
            .joined()
        say(["runs": records.json, "in_progress": .array(inProgress.map { .object($0.json) })], news + records.text)
    }

    private func tell(
        task: String, _ pipeline: Pipeline, _ places: PublishedPlaces, _ records: RunRecords, _ key: String?
    ) throws {
        let words = task.split(separator: "/", maxSplits: 1).map(String.init)
        guard words.count == 2 else { throw UsageError("--task is '\(task)'; it must be STAGE/PARTITION") }
        try Self.require(words[0], pipeline)
        let key = try key ?? newestKey(places, records)
        let command = place.options(file: file).command("run-task", words, key: pipeline.key == .date ? key : nil)
        let status = TaskStatus(
            words[0], words[1], of: pipeline, key: key, places: places, runs: records, command: command)
        guard let status else {
            let known = places.partitions(words[0], key: key)
            let near = nearest(words[1], among: known, limit: 5)
            let hint =
                near.isEmpty
                ? known.isEmpty ? "" : "; there are \(RunWords.list(known, limit: 10))"
                : "; near it: \(near.joined(separator: ", "))"
            throw Unanswered("no task '\(task)' in key \(key)\(hint)")
        }
        say(status.json, status.text)
    }

    private func newestKey(_ places: PublishedPlaces, _ records: RunRecords) throws -> String {
        guard let key = records.lastFinished?.key ?? places.keys.first else {
            let command = place.options(file: file).command("run")
            throw Unanswered("nothing has run below \(places.layout.root); start it with: \(command)")
        }
        return key
    }

    private static func require(_ stage: String, _ pipeline: Pipeline) throws {
        guard pipeline[stage] == nil else { return }
        throw UsageError(pipeline.unknownStage(stage))
    }
}
