import Dispatch
import PipelineGraph
import RecordIO
import Records
import XCTest

@testable import Coordinator

/// A folder with a pipeline file, small shell stages and a root, where real runs happen.
final class StageWorkshop {
    let folder: TemporaryFolder
    var clock = StoppedClock()
    var jobs = 2
    var refetch: RefetchRequest?
    var environment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "SECRET": "s3cret", "OTHER": "x",
    ]
    private(set) var said: [String] = []

    init(_ stages: String, key: String = "arsip") throws {
        folder = try TemporaryFolder()
        // A root of old, of which nothing has to be said.
        try Directory.make("\(folder.path)/root/data")
        try declare(stages, key: key)
        try stage("copy", Self.copy, describing: #"{"name":"copy","contract":1,"one_to_one":true}"#)
    }

    func declare(_ stages: String, key: String = "arsip") throws {
        let body = stages.split(separator: "\n").map { "  \($0)\n" }.joined()
        try folder.write("p.yaml", "pipeline: p\nkey: \(key)\ntimezone: Asia/Makassar\nstages:\n\(body)")
    }

    /// Writes a stage in bash; `$out`, `${inputs[@]}`, `${history[@]}`, `$params`, `$target`, `$accounts` are set for it,
    /// and `records` prints all records of its inputs.
    func stage(_ name: String, _ body: String, describing: String? = nil) throws {
        try folder.write(
            "\(name).sh",
            """
            #!/bin/bash
            if [ "${!#}" = --describe ]; then \(describing.map { "echo '\($0)'; exit 0" } ?? "exit 64"); fi
            inputs=() history=() into=none
            for word in "$@"; do
              case $word in
                --input) into=input;; --history) into=history;; --output) into=output;; --params) into=params;;
                --target) into=target;; --pack) into=pack;;
                *) case $into in
                     input) case $word in */accounts.jsonl) accounts=$word;; *) inputs+=("$word");; esac;;
                     history) history+=("$word");; output) out=$word;; params) params=$word;; target) target=$word;; esac;;
              esac
            done
            records() { for i in "$@"; do if [ -d "$i" ]; then for p in "$i"/*.jsonl.gz; do [ -f "$p" ] && zcat "$p"; done; else zcat -f "$i"; fi; done; true; }
            account() { mkdir -p "$out/_meta"; echo "{\\"in\\":$1,\\"used\\":$2,\\"out\\":$3}" > "$out/_meta/stats.json"; }
            \(body)
            """, mode: 0o755)
    }

    static let copy = """
        records "${inputs[@]}" > "$out/part.jsonl"
        n=$(wc -l < "$out/part.jsonl"); account $n $n $n
        """

    func session(key: String? = nil, retryDelay: Double = 0.01) throws -> Session {
        try Session(options(key: key, retryDelay: retryDelay))
    }

    func options(key: String? = nil, retryDelay: Double = 0.01) -> Session.Options {
        var options = Session.Options(
            file: "\(folder.path)/p.yaml", key: key, root: "\(folder.path)/root", besides: "/nonexistent",
            environment: environment)
        options.clock = clock
        options.jobs = jobs
        options.refetch = refetch
        options.retryDelay = retryDelay
        options.grace = 0.2
        return options
    }

    @discardableResult
    func run(key: String? = nil, retryDelay: Double = 0.01) throws -> RunSummary {
        // Each run is a second later, so that caches may remember what was written before it.
        clock.time = SystemClock().nanoseconds() + 3_000_000_000
        return try PipelineRun(session: session(key: key, retryDelay: retryDelay), progress: SilentProgress()).run()
    }

    func places() throws -> PublishedPlaces { PublishedPlaces(layout: try session().layout, disk: SystemDisk()) }

    func runs(key: String? = nil) throws -> RunRecords {
        let session = try session(key: key)
        return RunRecords(session.layout, pipeline: session.pipeline, key: key, limit: 20, disk: SystemDisk())
    }

    func status(key: String? = nil) throws -> StatusReport? {
        let places = try places()
        return StatusReport(
            places, runs: try runs(key: key), inProgress: RunInProgress.find(places.layout, disk: SystemDisk()),
            goOn: "serap run p.yaml")
    }

    func plan(key: String? = nil) throws -> String { try PlanSurvey(session(key: key)).text }

    /// Records of a partition.
    func records(_ path: String, key: String = "arsip") throws -> [String] {
        try folder.lines("root/data/p/g0001/\(key)/\(path)/part.jsonl.gz")
    }

    func receipt(_ path: String, key: String = "arsip") throws -> Receipt {
        let text = try XCTUnwrap(folder.text("root/data/p/g0001/\(key)/\(path)/_meta/receipt.json"))
        return try XCTUnwrap(Receipt(Array(text.utf8)))
    }

    /// What ran, as `stage: count`.
    func made(_ summary: RunSummary) -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: summary.stages.compactMap { line in line.states["made"].map { (line.stage, $0) } })
    }
}
