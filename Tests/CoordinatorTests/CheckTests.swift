import RecordIO
import XCTest

@testable import Coordinator

final class CheckTests: XCTestCase {
    private func findings(_ shop: StageWorkshop, packs: PackChecking? = nil) throws -> CheckFindings {
        try CheckFindings(
            Session.Options(
                file: "\(shop.folder.path)/p.yaml", root: "\(shop.folder.path)/root", besides: "/nonexistent",
                environment: shop.environment), packs: packs)
    }

    func testEverythingThatIsNotThereIsSaidAtOnce() throws {
        let shop = try StageWorkshop(
            """
            a: {run: serap-nowhere, pack: [one, two]}
            b: {run: ./none.sh, files: [in/a.csv, in/b.csv]}
            c: {run: ./plain.sh, from: a}
            """)
        try shop.folder.write("plain.sh", "")
        let file = "\(shop.folder.path)/p.yaml"
        XCTAssertEqual(
            try findings(shop).problems,
            [
                "\(file):5:7: no executable 'serap-nowhere'; looked in /nonexistent, PATH",
                "\(file):5:34: no such pack: 'one'; paths are relative to the pipeline file",
                "\(file):5:39: no such pack: 'two'; paths are relative to the pipeline file",
                "\(file):6:7: no such executable: './none.sh'; paths are relative to the pipeline file",
                "\(file):6:23: no such file: 'in/a.csv'; paths are relative to the pipeline file",
                "\(file):6:23: no such file: 'in/b.csv'; paths are relative to the pipeline file",
                "\(file):7:7: './plain.sh' is not executable; run chmod +x on it",
            ])
    }

    func testAParametersFileThatIsNotThereIsANote() throws {
        let shop = try StageWorkshop("a: {run: ./copy.sh, params: {kop: \"@kop.yaml\"}}")
        let findings = try findings(shop)
        XCTAssertEqual(findings.problems, [])
        XCTAssertEqual(
            findings.text,
            """
            note: \(shop.folder.path)/p.yaml:5:23: no file '@kop.yaml' for stage 'a'; it gets null
            \(shop.folder.path)/p.yaml: 1 stage, key arsip, nothing is wrong, if the note above may be

            """)
    }

    func testWhatMayBeASlipIsNoted() throws {
        let shop = try StageWorkshop(
            """
            load: {run: ./copy.sh, files: ["inn/*.jsonl", "in/*"]}
            mine: {run: "bash stages/laod.py --to out/x http://a.example/x none.py", from: load}
            pick: {filter: "jqq . 2>/dev/null | ./none.sh 'a b' | grep x || [ $? = 1 ]", from: mine}
            """, key: "dat")
        try shop.folder.write("in/1", "{}\n")
        let file = "\(shop.folder.path)/p.yaml"
        let findings = try findings(shop)
        XCTAssertEqual(findings.problems, [])
        XCTAssertEqual(
            findings.text,
            """
            note: \(file):2:6: 'dat' is a fixed key, the same for every run; did you mean 'date'?
            note: \(file):5:26: no file matches 'inn/*.jsonl' of stage 'load'; paths are relative to the pipeline file
            note: \(file):6:10: no file 'stages/laod.py', a word of stage 'mine'; paths are relative to the pipeline file
            note: \(file):6:10: no file 'out/x', a word of stage 'mine'; paths are relative to the pipeline file
            note: \(file):6:10: no file 'none.py', a word of stage 'mine'; paths are relative to the pipeline file
            note: \(file):7:10: no command 'jqq', which the filter of stage 'pick' starts; looked in PATH
            note: \(file):7:10: no command './none.sh', which the filter of stage 'pick' starts; looked beside the pipeline file
            \(file): 3 stages, key dat, nothing is wrong, if the notes above may be
            stages that do not describe themselves: mine

            """)
    }

    func testADirectoryOfAParameterThatIsNotThereIsANote() throws {
        let shop = try StageWorkshop("inbox: {run: ./fetch.sh, params: {folder: \"inbox/{key}\", other: x}}")
        try shop.stage("fetch", "", describing: #"{"contract":1,"deterministic":false,"folders":["folder","replay"]}"#)
        let file = "\(shop.folder.path)/p.yaml"
        XCTAssertEqual(
            try findings(shop).notes,
            [
                "\(file):5:28: no directory 'inbox/arsip', which is 'folder' of stage 'inbox'; the stage fails without it"
            ])
        try Directory.make("\(shop.folder.path)/inbox/arsip")
        XCTAssertEqual(try findings(shop).notes, [])
    }

    func testBrokenPacksStopARunBeforeItsFirstTask() throws {
        let shop = try StageWorkshop("a: {run: ./serap.sh, pack: [pack]}\nb: {run: ./own.sh, pack: [other]}")
        try shop.stage("serap", "echo '{}' > $out/p.jsonl", describing: #"{"name":"serap-x","contract":1}"#)
        try shop.stage("own", "echo '{}' > $out/p.jsonl", describing: #"{"name":"own","contract":1}"#)
        try shop.folder.write("pack/pack.yaml", "bad")
        try shop.folder.write("other/anything", "bad")
        let asked = Guarded<[[String]]>([])
        let checking: PackChecking = { packs in
            asked.withLock { $0.append(packs.map { Paths.name($0) }) }
            let text = packs.first.flatMap { try? SystemDisk().read("\($0)/pack.yaml") } ?? []
            return text.starts(with: Array("bad".utf8)) ? ["pack.yaml:1:1: one", "pack.yaml:2:1: two"] : []
        }
        XCTAssertThrowsError(try PackVerdict(shop.session(), checking: checking).require()) {
            XCTAssertEqual("\($0)", "pack.yaml:1:1: one\nserap: pack.yaml:2:1: two")
            XCTAssertEqual(($0 as? any ExitingError)?.exitStatus, 2)
        }
        XCTAssertFalse(shop.folder.exists("root/runs"))
        try shop.folder.write("pack/pack.yaml", "good")
        try PackVerdict(shop.session(), checking: checking).require()
        try PackVerdict(shop.session(), checking: checking).require()
        // Asked twice: the good verdict is kept, and nobody judges what a stage of one's own keeps.
        XCTAssertEqual(asked.withLock { $0 }, [["pack"], ["pack"]])
        try shop.folder.write("pack/more.yaml", "x")
        try PackVerdict(shop.session(), checking: checking).require()
        XCTAssertEqual(asked.withLock { $0 }.count, 3)
        let many = BrokenPacks(problems: (1...23).map { "\($0)" }).description.split(separator: "\n")
        XCTAssertEqual(many.count, 21)
        XCTAssertEqual(many.last, "serap: and 3 more; all of them: serap check FILE")
    }
}
