import Records
import XCTest

@testable import Coordinator

final class TaskMaterialTests: XCTestCase {
    func testTheKeyIsTheDigestOfTheMembersAsOneLine() {
        var material = TaskMaterial()
        func check(_ line: UInt = #line) {
            let key = SHA256.hex(Array(JSONValue.object(material.json).text.utf8))
            XCTAssertEqual(material.receiptKey, key, line: line)
            var same = TaskMaterial()
            (same.command, same.parameters) = (material.command, material.parameters)
            (same.parameterFiles, same.uses) = (material.parameterFiles, material.uses)
            XCTAssertEqual(material.receiptKey(after: same.rulesDigest), key, line: line)
        }
        check()
        material.command = [CommandFact(word: "serap-parse", sha256: "aa"), CommandFact(word: "\"x\"")]
        material.parameters = ["kop": "@kop.yaml", "n": 1]
        material.parameterFiles = [FileFact(path: "@kop.yaml", sha256: nil)]
        check()
        material.uses = (0..<50).map { FileFact(path: "packs/a/\($0).csv", sha256: "\($0)") }
        material.inputs = [InputFact(stage: "a", partition: "p", part: "part.jsonl.gz", sha256: "bb", lines: 3)]
        check()
        material.inputs.append(InputFact(stage: "", partition: "", part: "in/\"x\".csv", sha256: "cc", lines: nil))
        material.history = [
            InputFact(key: "2023-08-14", stage: "a", partition: "p", part: "g=1.jsonl.gz", sha256: "dd", lines: 0)
        ]
        check()
        material.missing = ["a/q"]
        material.accounts = "cc"
        check()
    }
}
