import XCTest

@testable import Coordinator

final class StageStatisticsTests: XCTestCase {
    private func check(
        _ text: String, input: Int? = nil, output: Int = 0, rejects: [String: Int] = [:], oneToOne: Bool = false
    ) throws {
        try StageStatistics(text.utf8).check(input: input, output: output, rejects: rejects, oneToOne: oneToOne)
    }

    func testAnAccountThatAddsUp() throws {
        let text = #"{"in":10,"used":6,"out":7,"rejected":{"bad":3},"merged":1,"health":[{"source":"a","state":"ok"}]}"#
        try check(text, input: 10, output: 7, rejects: ["bad": 3])
        XCTAssertEqual(try StageStatistics(text.utf8).health.count, 1)
    }

    func testWhatDoesNotAddUp() {
        for (text, input, output, rejects, message) in [
            (#"{"in":9,"used":9}"#, 10, 0, [:], "the account says in = 9, but 10 records were given"),
            (#"{"in":10,"used":10,"out":2}"#, 10, 3, [:], "the account says out = 2, but 3 lines were written"),
            (
                #"{"in":10,"used":8,"merged":1}"#, 10, 0, [:],
                "records disappeared: in = 10, but used 8 + rejected 0 + merged 1 = 9"
            ),
            (
                #"{"in":2,"used":1,"rejected":{"bad":1}}"#, 2, 0, [:],
                "the account says 1 rejected as 'bad', but _meta/rejects holds 0"
            ),
            (
                #"{"in":2,"used":2}"#, 2, 0, ["bad": 1],
                "the account says 0 rejected as 'bad', but _meta/rejects holds 1"
            ),
            (#"{"in":-1}"#, 2, 0, [:], "_meta/stats.json: 'in' must be a count, not -1"),
            (#"{"in":1e99}"#, 2, 0, [:], "_meta/stats.json: 'in' must be a count, not 1e99"),
            ("[]", 2, 0, [:], "_meta/stats.json: not a JSON object"),
            ("{", 2, 0, [:], "_meta/stats.json: the text ends inside a value, at byte 1"),
        ] as [(String, Int, Int, [String: Int], String)] {
            XCTAssertThrowsError(try check(text, input: input, output: output, rejects: rejects)) {
                XCTAssertEqual("\($0)", message)
            }
        }
        XCTAssertThrowsError(try check(#"{"in":2,"used":2,"out":1}"#, input: 2, output: 1, oneToOne: true)) {
            XCTAssertEqual("\($0)", "a one-to-one stage used 2 records and wrote 1")
        }
    }

    func testARootsWordStands() throws { try check(#"{"in":5,"used":5}"#, input: nil) }
}
