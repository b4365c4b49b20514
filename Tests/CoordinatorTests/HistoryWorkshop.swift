import PipelineGraph
import RecordIO
import Records
import XCTest

@testable import Coordinator

/// A pipeline of days for tests of generations: captures, a copy, labels by a pack, a window, a sink, a delivery.
final class HistoryWorkshop {
    static let stages = """
        feeds: {run: ./fetch.sh}
        plain: {run: ./copy.sh, from: feeds}
        labels: {run: ./label.sh, from: plain, pack: [pack]}
        sum: {run: ./sum.sh, from: labels, gather: all, window: 3d}
        page: {run: ./page.sh, from: sum, deliver: true}
        base: {run: ./base.sh, from: sum, sink: base.txt}
        """
    static let days = ["2023-08-13", "2023-08-14", "2023-08-15"]

    let shop: StageWorkshop

    /// The pipeline with the first word in its pack, and the days that were run.
    init(_ stages: String = HistoryWorkshop.stages, days: [String] = HistoryWorkshop.days) throws {
        shop = try StageWorkshop(stages, key: "date")
        try shop.stage(
            "fetch",
            """
            echo $SERAP_KEY >> fetched
            for i in 1 2; do echo "{\\"id\\":\\"$SERAP_KEY-$i\\",\\"title\\":\\"jalan $i rusak\\"}"; done > "$out/part.jsonl"; account 2 2 2
            """, describing: #"{"contract":1,"deterministic":false}"#)
        // Waits in the next generation while there is a file 'gate'; fails on the day that 'broken' names.
        try shop.stage(
            "label",
            """
            echo $SERAP_KEY >> labelled
            case $out in */g0002-*) if [ -e gate ]; then echo $$ >> waiting; fi; while [ -e gate ]; do sleep 0.01; done;; esac
            if [ "$(cat broken 2>/dev/null)" = $SERAP_KEY ]; then echo 'no such word' >&2; exit 65; fi
            word=$(cat pack/word)
            records "${inputs[@]}" | sed 's/}$/,"tone":[{"code":"'$word'","score":1,"evidence":[{"field":"title","start":0,"end":5,"rule":"r'$word'"}]}]}/' > "$out/part.jsonl"
            account 2 2 2
            """, describing: #"{"contract":1,"masks":true,"one_to_one":true}"#)
        try shop.stage("sum", "records \"${inputs[@]}\" \"${history[@]}\" | sort > \"$out/part.jsonl\"")
        try shop.stage("page", "mkdir \"$out/files\"; records \"${inputs[@]}\" > \"$out/files/page.txt\"")
        try shop.stage(
            "base",
            """
            [ -e "$target" ] && grep -v "\\"$SERAP_KEY " "$target" > "$target.new"
            records "${inputs[@]}" | sed "s/^/\\"$SERAP_KEY /" >> "$target.new"
            mv "$target.new" "$target"
            """)
        try shop.folder.write("pack/word", "negatif")
        for day in days { XCTAssertEqual(try shop.run(key: day).exitStatus, 0) }
    }

    func reprocess(deliver: Bool = false) throws -> ReprocessSummary {
        shop.clock.time = SystemClock().nanoseconds() + 3_000_000_000
        var options = Session.Options(
            file: "\(shop.folder.path)/p.yaml", root: root, besides: "/nonexistent", environment: shop.environment)
        options.clock = shop.clock
        options.jobs = 2
        options.retryDelay = 0.01
        options.grace = 0.2
        return try Reprocess(options: options, delivers: deliver, progress: SilentProgress()).run()
    }

    var root: String { "\(shop.folder.path)/root" }
    var generations: Generations { Generations(root: root, pipeline: "p", disk: SystemDisk()) }

    /// Every file of a generation or of the captures with its bytes' digest, but locks and, unless asked for, receipts:
    /// they name runs and times.
    func tree(_ generation: String, receipts: Bool = false) throws -> [String: String] {
        try Self.digests("\(root)/data/p/\(generation)").filter {
            (receipts || !$0.key.hasSuffix("receipt.json")) && !$0.key.hasSuffix(".lock")
        }
    }

    static func digests(_ directory: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for name in SystemDisk().names(directory) {
            let path = "\(directory)/\(name)"
            if SystemDisk().isDirectory(path) {
                for (below, digest) in try digests(path) { found["\(name)/\(below)"] = digest }
            } else {
                found[name] = try SystemDisk().digest(path)
            }
        }
        return found
    }

    func receipt(_ generation: String, _ day: String, _ place: String) throws -> Receipt {
        try XCTUnwrap(
            Receipt(try SystemDisk().read("\(root)/data/p/\(generation)/\(day)/\(place)/_meta/receipt.json")))
    }

    func inode(_ generation: String, _ path: String) -> UInt64? {
        SystemDisk().facts("\(root)/data/p/\(generation)/\(path)")?.inode
    }
}
