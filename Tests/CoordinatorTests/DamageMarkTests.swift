import Glibc
import RecordIO
import Records
import XCTest

@testable import Coordinator

final class DamageMarkTests: XCTestCase {
    private func shop() throws -> StageWorkshop {
        let shop = try StageWorkshop("a: {run: ./copy.sh, files: \"in/*.jsonl\"}\nb: {run: ./copy.sh, from: a}")
        for name in ["x", "y"] { try shop.folder.write("in/\(name).jsonl", "{\"i\":\"\(name)\"}\n") }
        try shop.run()
        return shop
    }

    func testAMarkedPartitionIsStaleUntilItIsMadeAgainOrCleared() throws {
        let shop = try shop()
        let place = "\(shop.folder.path)/root/data/p/g0001/arsip/b/x.jsonl"
        let receipt = "root/data/p/g0001/arsip/b/x.jsonl/_meta/receipt.json"
        let before = try XCTUnwrap(shop.folder.text(receipt))
        let manifest = shop.folder.text("root/data/p/g0001/arsip/b/.stage.json")
        // The same file in another generation keeps its content.
        XCTAssertEqual(link("\(shop.folder.path)/\(receipt)", "\(shop.folder.path)/other"), 0)
        try DamageMark.set("part.jsonl.gz", at: place)
        XCTAssertEqual(shop.folder.text("other"), before)
        guard case .damaged("part.jsonl.gz", let summary) = PublishedReader.read(place, disk: SystemDisk()) else {
            return XCTFail("not damaged")
        }
        XCTAssertEqual(summary.damaged, "part.jsonl.gz")
        XCTAssertEqual(
            StageManifest(Array((shop.folder.text("root/data/p/g0001/arsip/b/.stage.json") ?? "").utf8))?.missing,
            ["x.jsonl"])
        XCTAssertEqual(
            try shop.plan(),
            "run b/x.jsonl: damaged: part.jsonl.gz is not as its receipt says\n1 to run, 3 up to date\n")
        try DamageMark.clear(at: place)
        XCTAssertEqual(shop.folder.text(receipt), before)
        XCTAssertEqual(shop.folder.text("root/data/p/g0001/arsip/b/.stage.json"), manifest)
        XCTAssertEqual(try shop.plan(), "nothing to do, 4 up to date\n")
        try DamageMark.set("part.jsonl.gz", at: place)
        XCTAssertEqual(shop.made(try shop.run()), ["b": 1])
        XCTAssertEqual(shop.folder.text("root/data/p/g0001/arsip/b/.stage.json"), manifest)
        XCTAssertEqual(try shop.plan(), "nothing to do, 4 up to date\n")
        XCTAssertEqual(shop.folder.names("root/data/p/g0001/arsip/b/x.jsonl/_meta"), ["receipt.json", "stats.json"])
    }

    func testWithoutReceiptThereIsNothingToMark() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/_meta/receipt.json", "{\"receipt\":")
        try DamageMark.set("x", at: "\(folder.path)/a")
        try DamageMark.set("x", at: "\(folder.path)/b")
        try DamageMark.clear(at: "\(folder.path)/b")
        XCTAssertEqual(folder.text("a/_meta/receipt.json"), "{\"receipt\":")
        XCTAssertEqual(folder.names("a/_meta"), ["receipt.json"])
    }

    func testReceiptsListRejectsAndAccount() throws {
        let shop = try StageWorkshop("a: {run: ./picky.sh, files: \"in/*.jsonl\"}")
        try shop.stage(
            "picky",
            """
            mkdir "$out/_meta"; echo '{"reason":"bad","detail":"d"}' > "$out/_meta/rejects.jsonl"
            echo '{"in":1,"used":0,"out":0,"rejected":{"bad":1}}' > "$out/_meta/stats.json"
            """)
        try shop.folder.write("in/x.jsonl", "{}\n")
        XCTAssertEqual(try shop.run().exitStatus, 0)
        let meta = "\(shop.folder.path)/root/data/p/g0001/arsip/a/x.jsonl/_meta"
        XCTAssertEqual(
            try shop.receipt("a/x.jsonl").meta,
            try ["rejects.jsonl.gz", "stats.json"].map { name in
                let (digest, size) = try FileDigest.sha256("\(meta)/\(name)")
                return KeptFile(path: name, sha256: digest, size: size)
            })
        // A receipt from before they were listed is as good.
        let receipt = try shop.receipt("a/x.jsonl")
        var old = receipt.json
        old["meta"] = nil
        try Directory.remove("\(meta)/receipt.json")
        try shop.folder.write(
            "root/data/p/g0001/arsip/a/x.jsonl/_meta/receipt.json", JSONValue.object(old).indentedText)
        XCTAssertEqual(try shop.receipt("a/x.jsonl").meta, [])
        XCTAssertEqual(try shop.plan(), "nothing to do, 1 up to date\n")
    }
}
