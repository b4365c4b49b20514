import Foundation
import Pack
import RecordIO
import XCTest

/// One slip in a file of a pack is one problem: what refers to the facts of that file is not told as well.
final class ConsequentProblemsTests: XCTestCase {
    private func problems(_ files: [String: String]) throws -> [String] {
        let directory = try PackDirectory()
        return directory.problems(try directory.pack("pack", files))
    }

    private static let files = [
        "pack.yaml": "{pack: x, version: '1', district: '64.09'}\n",
        "regions.yaml": """
        regions:
          - {code: "64", name: K, level: provinsi}
          - {code: "64.09", name: P, level: kabupaten}
          - {code: "64.09.01", name: Q, level: kecamatan}

        """,
        "agencies.yaml": "agencies:\n  - {code: dpupr, name: DPUPR}\n",
        "issues.yaml": """
        issues:
          - {code: jalan, name: Jalan, owner: dpupr, routing: [{agency: dpupr, places: ["64.09.01"]}]}

        """,
        "lexicon/issues.csv": "code,phrase\njalan,jalan rusak\n",
        "lexicon/agencies.csv": "code,phrase\ndpupr,dinas pu\n",
        "lexicon/places.csv": "code,phrase\n64.09.01,sepaku\n",
    ]

    private func problems(changing name: String, _ change: (String) -> String) throws -> [String] {
        var files = Self.files
        files[name] = change(files[name] ?? "")
        return try problems(files)
    }

    func testTheseFilesHaveNoProblem() throws { XCTAssertEqual(try problems(Self.files), []) }

    func testASlipInAFileIsOneProblem() throws {
        for name in ["regions.yaml", "agencies.yaml", "issues.yaml"] {
            XCTAssertEqual(
                try problems(changing: name) { $0 + "  - {code: x\n" },
                ["pack/\(name):\(name == "regions.yaml" ? 6 : 4):1: not YAML: did not find expected ',' or '}'"], name)
            let list = name.replacing(".yaml", with: "")
            XCTAssertEqual(
                try problems(changing: name) { $0.replacing("\(list):", with: "lists:") },
                [
                    "pack/\(name):1:1: the file has no '\(list)'; add it",
                    "pack/\(name):1:1: unknown key 'lists' in the file; known are: \(list), origin, verified",
                ], name)
            XCTAssertEqual(
                try problems(changing: name) { _ in "\(list):\n  code: x\n" },
                ["pack/\(name):2:3: '\(list)' must be a list, not a mapping"], name)
        }
    }

    func testAFileOfAnotherNameIsOneProblem() throws {
        var files = Self.files
        files["agency.yaml"] = files.removeValue(forKey: "agencies.yaml")
        XCTAssertEqual(
            try problems(files),
            ["pack/agency.yaml: no file of a pack is named 'agency.yaml'; did you mean 'agencies.yaml'?"])
    }

    func testASlipInAnEntryHidesWhatNamesItAndNoOther() throws {
        XCTAssertEqual(
            try problems(changing: "issues.yaml") {
                $0.replacing("name: Jalan", with: "nama: Jalan").replacing("agency: dpupr", with: "agency: dpu")
            },
            [
                "pack/issues.yaml:2:5: an issue has no 'name'; add it",
                "pack/issues.yaml:2:19: unknown key 'nama' in an issue; did you mean 'name'?",
            ])
        XCTAssertEqual(
            try problems(changing: "agencies.yaml") { _ in
                "agencies:\n  - {code: dpupr}\n  - {code: bpbd, name: BPBD}\n"
            },
            ["pack/agencies.yaml:2:5: an agency has no 'name'; add it"])
        var files = Self.files
        files["agencies.yaml"] = "agencies:\n  - {code: dpupr}\n"
        files["lexicon/agencies.csv"] = "code,phrase\ndpupr,dinas pu\nbpbd,bencana\n"
        XCTAssertEqual(
            try problems(files),
            [
                "pack/agencies.yaml:2:5: an agency has no 'name'; add it",
                "pack/lexicon/agencies.csv:3:1: 'code' names the agency 'bpbd', which no pack has; correct the code, or add "
                    + "it to a pack",
            ])
    }

    func testWhatAnUnreadFileHasNothingToDoWithIsToldBehindIt() throws {
        var files = Self.files
        files["regions.yaml"] = "regions: [\n"
        files["agencies.yaml"] = "agencies:\n  - {code: dpupr, name: DPUPR, colour: red}\n"
        files["lexicon/issues.csv"] = "code,phrase\njln,jalan rusak\n"
        let problems = try problems(files)
        XCTAssertEqual(
            problems.map { $0.prefix { $0 != ":" } },
            ["pack/regions.yaml", "pack/agencies.yaml", "pack/lexicon/issues.csv"])
    }

    func testAPackThatIsNoneHidesWhatLaterPacksTakeFromIt() throws {
        let directory = try PackDirectory()
        let first = try directory.pack("satu", Self.files.merging(["pack.yaml": "{pack: x\n"]) { $1 })
        let second = try directory.pack(
            "dua",
            [
                "pack.yaml": "{pack: y, version: '1', district: '64.09'}\n",
                "agencies.yaml": "agencies: [{code: dpupr, remove: true}]\n",
                "holidays.csv": "day,name,kind\n2023-01-01,x,bukan_libur\n",
                "lexicon/issues.csv": "code,phrase,weight\njalan,jalan rusak,0\n",
            ])
        XCTAssertEqual(
            directory.problems(first, second), ["satu/pack.yaml:2:1: not YAML: did not find expected ',' or '}'"])
        XCTAssertEqual(
            directory.problems("\(directory.root)/tiga", second),
            ["tiga: no such pack; a pack is a directory with a pack.yaml"])
    }

    /// As many facts as a real district has, and the slip of an evening.
    func testOneSlipInTheShippedPacksIsOneProblem() throws {
        let packs = "/\(#filePath.split(separator: "/").dropLast(3).joined(separator: "/"))/pipelines/packs"
        for name in ["regions.yaml", "issues.yaml", "agencies.yaml"] {
            let directory = try PackDirectory()
            var files: [String: String] = [:]
            for file in try Directory.names("\(packs)/ppu") where file != "lexicon" {
                files[file] = "\(packs)/ppu/\(file)"
            }
            for file in try Directory.names("\(packs)/ppu/lexicon") {
                files["lexicon/\(file)"] = "\(packs)/ppu/lexicon/\(file)"
            }
            let texts = try files.mapValues { try String(contentsOfFile: $0, encoding: .utf8) }
            let slip = texts.merging([name: (texts[name] ?? "") + "  - {code: x, name: 'y}\n"]) { $1 }
            let problems = directory.problems("\(packs)/indonesia", try directory.pack("ppu", slip))
            XCTAssertEqual(problems.count, 1, name)
            XCTAssertEqual(problems.first?.hasPrefix("ppu/\(name):"), true, name)
        }
    }
}
