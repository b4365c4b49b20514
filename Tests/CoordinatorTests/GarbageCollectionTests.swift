import PipelineGraph
import RecordIO
import Records
import XCTest

@testable import Coordinator

final class GarbageCollectionTests: XCTestCase {
    private func collection(
        _ history: HistoryWorkshop, _ policy: GarbageCollection.Policy = .init()
    ) throws -> GarbageCollection {
        GarbageCollection(
            pipeline: try history.shop.session().pipeline, generations: history.generations, policy: policy,
            clock: StoppedClock(time: SystemClock().nanoseconds()), reprocessCommand: "serap reprocess p.yaml")
    }

    func testOldGenerationsGoAndSharedFilesAreNotCounted() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13"])
        let folder = history.shop.folder
        for word in ["netral", "positif"] {
            try folder.write("pack/word", word)
            XCTAssertEqual(try history.reprocess().end, .switched)
        }
        let kept = try history.tree("g0003")
        let out = try HistoryWorkshop.digests("\(history.root)/out")
        let captures = try history.tree("captures", receipts: true)
        try folder.write("root/data/p/.scratch/gone-g0000/x", "12345")
        try folder.write("root/data/p/.scratch/g0001-old-1/out/part.jsonl", "123")
        try folder.write("root/data/p/.scratch/other", "")
        let plan = try collection(history).plan()
        XCTAssertEqual(
            plan.items.map { "\($0.title): \($0.why)" },
            [
                "data/p/g0001: an old generation", "data/p/g0002: an old generation",
                "data/p/.scratch/g0001-old-1: left by a killed run", "data/p/.scratch/gone-g0000: half removed",
            ])
        XCTAssertEqual(plan.items[3].usage, DiskUsage.Share(files: 1, freed: 5))
        // The copy of the captures is shared by all three; of g0001 the page is delivered too.
        var share = DiskUsage()
        let plain = share.add("\(history.root)/data/p/g0001/2023-08-13/plain/all/part.jsonl.gz")
        XCTAssertEqual(plain, DiskUsage.Share(files: 1, freed: 0))
        XCTAssertEqual(try collection(history, .init(generations: 2)).plan().items[0].title, "data/p/g0001")
        XCTAssertEqual(try collection(history, .init(generations: 3)).plan().items.count, 1)
        let done = try collection(history).collect()
        XCTAssertEqual(done, plan)
        XCTAssertEqual(history.generations.all, ["g0003"])
        XCTAssertEqual(folder.names("root/data/p/.scratch"), ["other"])
        XCTAssertEqual(try history.tree("g0003"), kept)
        XCTAssertEqual(try HistoryWorkshop.digests("\(history.root)/out"), out)
        XCTAssertEqual(try history.tree("captures", receipts: true), captures)
        XCTAssertEqual(try collection(history).plan().text(pipeline: "p", isDry: false), "p: nothing to remove\n")
    }

    func testAGenerationInTheMakingStaysUnlessAbandoned() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13"])
        let folder = history.shop.folder
        try folder.write("pack/word", "netral")
        try folder.write("broken", "2023-08-13")
        XCTAssertEqual(try history.reprocess().end, .unfinished)
        try folder.write("root/out/p/.g0002.base.txt", "half")
        XCTAssertEqual(
            try collection(history).plan().text(pipeline: "p", isDry: true),
            "p: nothing to remove\ng0002 is a generation in the making: finish it with serap reprocess p.yaml, "
                + "or give --abandon\n")
        let plan = try collection(history, .init(abandons: true)).collect()
        XCTAssertEqual(plan.items.map(\.title), ["data/p/g0002", "out/p/.g0002.base.txt"])
        XCTAssertEqual(history.generations.all, ["g0001"])
        XCTAssertFalse(folder.exists("root/out/p/.g0002.base.txt"))
    }

    func testARootWhereNothingWasEverPublished() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh}")
        let collection = GarbageCollection(
            pipeline: try shop.session().pipeline,
            generations: Generations(root: "\(shop.folder.path)/none", pipeline: "p", disk: SystemDisk()),
            policy: .init(), clock: StoppedClock(), reprocessCommand: "")
        for collect in [{ try collection.plan() }, { try collection.collect() }] {
            XCTAssertThrowsError(try collect()) {
                XCTAssertEqual(
                    "\($0)", "'p' has published nothing below '\(shop.folder.path)/none'; is --root right?")
            }
        }
        XCTAssertFalse(shop.folder.exists("none"))
    }

    func testNothingIsTouchedWhileARunWorks() throws {
        let history = try HistoryWorkshop(days: ["2023-08-13"])
        try history.shop.folder.write("pack/word", "netral")
        XCTAssertEqual(try history.reprocess().end, .switched)
        for generation in ["g0002", "g0001"] {
            let lock = try RunLocks(history.generations.layout(generation), frozen: false, clock: SystemClock())
            XCTAssertThrowsError(try collection(history).collect()) { error in
                XCTAssertEqual((error as? LockHeld)?.what, "p/\(generation)")
            }
            withExtendedLifetime(lock) {}
        }
        XCTAssertEqual(history.generations.all, ["g0001", "g0002"])
    }

    func testTheWordsOfAPlan() {
        let item = { (title: String, files: Int, freed: Int) in
            GarbageCollection.Item(
                path: "/r/\(title)", title: title, why: "w", usage: .init(files: files, freed: freed))
        }
        let plan = GarbageCollection.Plan(
            items: [item("data/p/g0001", 3, 2048), item("runs/a", 1, 1), item("runs/b", 2, 1000)], notes: ["note"])
        XCTAssertEqual(
            plan.text(pipeline: "p", isDry: true),
            """
            data/p/g0001 (w): 3 files, 2.0 KiB
            2 records of runs, runs/a to runs/b: 3 files, 1001 bytes
            p: would free 2.9 KiB
            note

            """)
    }

    func testOldRuns() throws {
        let pipeline = try HistoryWorkshop(days: []).shop.session().pipeline
        let names = [
            "20230101T000000Z-p-2022-12-31", "20230102T000000Z-p-2022-12-31", "20230103T000000Z-p-2022-12-31.2",
            "20230103T000000Z-p-2023-01-02", "20230103T000000Z-p-x-2023-01-02", "20230103T000000Z-q-2023-01-02",
            "20230105T000000Z-p-2023-01-02", "20230106T000000Z-p-2023-01-02.task-1", "notes",
        ]
        let runs = names.compactMap { RunName($0, of: pipeline) }
        XCTAssertEqual(runs.map(\.text), [names[0], names[1], names[2], names[3], names[6], names[7]])
        let day = try XCTUnwrap(CivilDay("2023-02-01"))
        // The newest run of a key stays, and the newest that told how it ended; a task that was run alone is neither.
        XCTAssertEqual(
            OldRuns.among(runs, before: day) { _ in true }.map(\.text), [names[0], names[1], names[3], names[7]])
        XCTAssertEqual(
            OldRuns.among(runs, before: day) { $0.text == names[0] }.map(\.text), [names[1], names[3], names[7]])
        let early = try XCTUnwrap(CivilDay("2023-01-02"))
        XCTAssertEqual(OldRuns.among(runs, before: early) { _ in false }.map(\.text), [names[0]])
    }

    func testBytesInWords() {
        XCTAssertEqual(
            [0, 1, 1023, 1024, 1500, 1 << 20, (1 << 20) - 1, 5 << 30].map(DiskUsage.words),
            ["0 bytes", "1 byte", "1023 bytes", "1.0 KiB", "1.4 KiB", "1.0 MiB", "1023.9 KiB", "5.0 GiB"])
    }
}
