import RecordIO
import Records
import XCTest

@testable import Coordinator

final class TraceTests: XCTestCase {
    private static let body = "<a>satu</a>\n<b>dua</b>\n"

    /// A capture, two records of one item in it, a stage that masks, and a fold.
    private func workshop() throws -> StageWorkshop {
        let shop = try StageWorkshop(
            """
            grab: {run: ./grab.sh}
            parse: {run: ./parse.sh, from: grab}
            mask: {run: ./mask.sh, from: parse, pack: [pack]}
            fold: {run: ./fold.sh, from: mask, gather: all}
            tell: {run: ./tell.sh, from: fold}
            """)
        let digest = SHA256.hex(Array(Self.body.utf8))
        let capture = """
            {"id":"cap1","url":"file:a.xml","source":"s","fetched_at":"2023-08-15T16:05:00Z","body":"<a>satu</a>\\n<b>dua</b>\\n","sha256":"\(digest)"}
            """
        func item(_ offset: Int, _ length: Int, _ title: String) -> String {
            #"{"id":"i1","title":"\#(title)","by":"Budi 0812","raw":{"capture":"cap1","sha256":"\#(digest)","offset":\#(offset),"length":\#(length)}}"#
        }
        try shop.folder.write("capture.json", capture + "\n")
        try shop.folder.write("items.json", "{\"id\":\"other\"}\n\(item(0, 11, "Satu"))\n\(item(12, 10, "Dua"))\n")
        try shop.folder.write("pack/lexicon/tone.csv", "x\n")
        try shop.stage("grab", "cp capture.json $out/part.jsonl", describing: #"{"contract":1,"deterministic":false}"#)
        try shop.stage("parse", "cp items.json $out/part.jsonl")
        try shop.stage(
            "mask",
            #"records "${inputs[@]}" | sed 's/"by":"Budi 0812"/"by":"warga-1","tone":[{"code":"negatif","score":1,"evidence":[{"field":"title","start":0,"end":1,"rule":"lexicon\/tone.csv:1"}]}]/' > $out/part.jsonl"#,
            describing: #"{"contract":1,"masks":true}"#)
        try shop.stage(
            "fold",
            #"records "${inputs[@]}" | sed -n '2s/}$/,"story":"i1"}/p' > $out/items.jsonl"#)
        try shop.stage(
            "tell", #"echo '{"figure":"tone/semua/negatif","value":1,"items":["i1"]}' > $out/part.jsonl"#)
        XCTAssertEqual(try shop.run().exitStatus, 0)
        return shop
    }

    private func trace(_ shop: StageWorkshop, _ id: String = "i1", raw: Bool = false) throws -> ItemTrace? {
        let session = try shop.session()
        return ItemTracer(pipeline: session.pipeline, places: try shop.places(), showsRaw: raw).trace(id, key: "arsip")
    }

    func testFromTheLastStageToTheBytes() throws {
        let shop = try workshop()
        let trace = try XCTUnwrap(trace(shop))
        XCTAssertTrue(trace.isGood)
        func made(_ path: String) throws -> String {
            let receipt = try shop.receipt(path)
            let command = receipt.material.command[0]
            return "made by \(command.word) \(command.sha256?.prefix(12) ?? ""), rules \(receipt.rules.prefix(12)), "
                + "run \(receipt.run)"
        }
        let pack = SHA256.hex(Array("x\n".utf8)).prefix(12)
        func slice(_ text: String) -> String { SHA256.hex(Array(text.utf8)) }
        XCTAssertEqual(
            trace.text,
            """
            i1 in key arsip: Satu

            record 1 of 2

            fold/all/items.jsonl.gz line 1: as recorded
              adds story "i1"
              \(try made("fold/all"))

            mask/all/part.jsonl.gz line 2: as recorded
              adds tone negatif
              changes by "warga-1"
              by pack/lexicon/tone.csv \(pack): lexicon/tone.csv:1
              \(try made("mask/all"))

            parse/all/part.jsonl.gz line 2: as recorded
              adds id, title, by, raw
              \(try made("parse/all"))

            capture cap1, grab/all/part.jsonl.gz line 1: as recorded
              file:a.xml
              fetched 2023-08-15T16:05:00Z
              body of 23 bytes: as recorded
            raw bytes 0 ..< 11, sha256 \(slice("<a>satu</a>")): as recorded

            record 2 of 2, merged into it by fold

            mask/all/part.jsonl.gz line 3: as recorded
              adds tone negatif
              changes by "warga-1"
              by pack/lexicon/tone.csv \(pack): lexicon/tone.csv:1
              \(try made("mask/all"))

            parse/all/part.jsonl.gz line 3: as recorded
              adds id, title, by, raw
              \(try made("parse/all"))

            capture cap1, grab/all/part.jsonl.gz line 1: as recorded
              file:a.xml
              fetched 2023-08-15T16:05:00Z
              body of 23 bytes: as recorded
            raw bytes 12 ..< 22, sha256 \(slice("<b>dua</b>")): as recorded

            everything is as recorded

            """)
        XCTAssertFalse(trace.text.contains("Budi"))
        XCTAssertFalse(JSONValue.object(trace.json).text.contains("Budi"))
        let raw = try XCTUnwrap(self.trace(shop, raw: true)).text
        XCTAssertTrue(raw.contains(#"adds id "i1", title "Satu", by "Budi 0812", raw "#), raw)
        XCTAssertTrue(raw.contains("  | <a>satu</a>\n"), raw)
        XCTAssertNil(try self.trace(shop, "i2"))
        XCTAssertEqual(try self.trace(shop, "cap1")?.versions.first?.origin?.bodySize, 23)
    }

    func testAFlippedByteAnywhereInTheChainIsNoticed() throws {
        let shop = try workshop()
        let tree = "root/data/p/g0001/arsip"
        for name in [
            "\(tree)/fold/all/items.jsonl.gz", "\(tree)/mask/all/part.jsonl.gz", "\(tree)/parse/all/part.jsonl.gz",
            "root/data/p/captures/arsip/grab/all/part.jsonl.gz", "\(tree)/mask/all/_meta/receipt.json",
            "\(tree)/fold/all/_meta/receipt.json",
        ] {
            let path = "\(shop.folder.path)/\(name)"
            let whole = try SystemDisk().read(path)
            chmod(path, 0o600)
            // One in the header that no reader looks at, one in the text, one in the last checksum.
            for offset in name.hasSuffix(".json") ? [40] : [9, 30, whole.count - 35] {
                var flipped = whole
                flipped[offset] ^= name.hasSuffix(".json") ? 1 : 0x20
                try OpenFile.writing(path).write(flipped)
                XCTAssertEqual(try trace(shop)?.isGood, false, "\(name) at \(offset)")
            }
            try OpenFile.writing(path).write(whole)
            XCTAssertEqual(try trace(shop)?.isGood, true, name)
        }
    }

    func testAPartThatWasMadeAgainUnderItsReadersIsSaid() throws {
        let shop = try workshop()
        try shop.folder.write("items.json", try XCTUnwrap(shop.folder.text("items.json")) + "{\"id\":\"new\"}\n")
        try shop.stage("parse", "cp items.json $out/part.jsonl; true")
        // As a run that was killed behind this task leaves it.
        var options = try shop.session().options
        options.scope = RunScope(only: ["parse/all"], tidies: false)
        _ = try PipelineRun(session: Session(options), progress: SilentProgress()).run()
        let trace = try XCTUnwrap(trace(shop))
        let old = try shop.receipt("mask/all").material.inputs[0].sha256.prefix(12)
        XCTAssertEqual(
            trace.versions[0].steps.map(\.check.text),
            ["as recorded", "as recorded", "NOT as recorded: mask/all was made from other bytes (\(old))"])
    }

    func testALostCaptureIsSaid() throws {
        let shop = try workshop()
        try Directory.remove("\(shop.folder.path)/root/data/p/captures/arsip/grab/all")
        let trace = try XCTUnwrap(trace(shop))
        XCTAssertTrue(trace.text.contains("capture cap1: NOT as recorded: "), trace.text)
        XCTAssertFalse(trace.isGood)
    }

    func testFigures() throws {
        let shop = try workshop()
        let finder = FigureFinder(pipeline: try shop.session().pipeline, places: try shop.places())
        guard
            case .found(let figure) = try finder.find(
                "tone/semua/negatif", key: "arsip", command: "serap trace p.yaml ITEM")
        else { return XCTFail("not found") }
        XCTAssertEqual(
            figure.text,
            """
            tone/semua/negatif = 1 in key arsip
            tell/all/part.jsonl.gz line 1: as recorded

              i1  Satu

            1 item; trace each with: serap trace p.yaml ITEM

            """)
        guard case .unknown(let near) = try finder.find("tone/semau/negatif", key: "arsip", command: "") else {
            return XCTFail("found")
        }
        XCTAssertEqual(near, ["tone/semua/negatif"])
    }

    func testRefusedItemsAreFoundAmongTheRejects() throws {
        let shop = try StageWorkshop("a: {run: ./a.sh}")
        try shop.stage(
            "a",
            """
            mkdir $out/_meta
            echo '{"in":1,"used":0,"out":0,"rejected":{"no_date":1}}' > $out/_meta/stats.json
            echo '{"reason":"no_date","detail":"entry 3","record":{"id":"i9"}}' > $out/_meta/rejects.jsonl
            """)
        try shop.run()
        let search = RejectSearch(pipeline: try shop.session().pipeline, places: try shop.places())
        XCTAssertEqual(search.find("i9", keys: ["arsip"]), ["a/all of arsip: no_date, entry 3"])
        XCTAssertEqual(search.find("i8", keys: ["arsip"]), [])
    }
}

final class RecordChangesTests: XCTestCase {
    func testFieldsAndValues() throws {
        let old = try Record(line: #"{"a":1.0,"b":"x","c":[1]}"#)
        let new = try Record(line: #"{"a":1.0,"b":"y","d":[{"code":"p","target":"opd"},{"code":"q"}]}"#)
        let changes = RecordChanges(new, from: old)
        XCTAssertEqual(changes.lines(showingValues: true), ["adds d p:opd|q", #"changes b "y""#, "takes away c"])
        XCTAssertEqual(changes.lines(showingValues: false), ["adds d", "changes b", "takes away c"])
        XCTAssertEqual(RecordChanges(old, from: old).lines(showingValues: true), ["changes nothing"])
        XCTAssertEqual(
            JSONValue.object(changes.json(showingValues: false)).text,
            #"{"added":["d"],"changed":["b"],"removed":["c"]}"#)
    }

    func testTextOfStrangersCannotMoveTheCursor() {
        XCTAssertEqual(RecordChanges.plain("a\u{1B}[2J\u{202E}b"), "a<U+1B>[2J<U+202E>b")
        XCTAssertEqual(RecordChanges.short(.string(String(repeating: "é", count: 100))).count, 60)
    }
}

final class PartSearchTests: XCTestCase {
    func testLinesAreCountedOverMembers() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/p.jsonl.gz"
        let writer = try PartWriter(path: path)
        let filler = String(repeating: "x", count: 700)
        for line in 1...4000 {
            try writer.append(lines: Array("{\"id\":\(line),\"x\":\"\(filler)\",\"of\":\"17\"}\n".utf8))
        }
        _ = try writer.finish()
        let found = try PartSearch.records(in: path, holding: "3999") { $0.idText == "3999" }
        XCTAssertEqual(found.map(\.line), [3999])
        XCTAssertEqual(try PartSearch.records(in: path, holding: "17") { $0.idText == "17" }.map(\.line), [17])
    }
}
