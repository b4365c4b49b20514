import XCTest

@testable import PipelineGraph

final class AfterCommandsTests: XCTestCase {
    private func read(_ after: String) throws -> Pipeline {
        try Pipeline(text: "pipeline: p\nafter: \(after)\npass_env: [A]\nstages:\n  a: {run: x}\n", file: "p.yaml")
    }

    func testCommandsAreRead() throws {
        let both = try read("{ok: 'send \"$SERAP_OUT\"', failed: notify}")
        XCTAssertEqual(both.after.ok?.value, "send \"$SERAP_OUT\"")
        XCTAssertEqual(both.after.failed?.value, "notify")
        XCTAssertEqual(both.passEnvironment, ["A"])
        let one = try read("{failed: notify}")
        XCTAssertNil(one.after.ok)
        XCTAssertEqual(try XCTUnwrap(one.part(upTo: "a")).after.failed?.value, "notify")
    }

    func testErrors() {
        for (text, message) in [
            ("touch x", "p.yaml:2:8: 'after' must be a mapping, not 'touch x'"),
            ("{}", "p.yaml:2:8: 'after' needs one of 'ok' and 'failed'"),
            ("{okay: x}", "p.yaml:2:9: unknown key 'okay' in 'after'"),
            ("{faild: x}", "p.yaml:2:9: unknown key 'faild' in 'after'; did you mean 'failed'?"),
            ("{ok: [a]}", "p.yaml:2:13: 'ok' must be a shell command in one text, not a list"),
            ("{ok: ' '}", "p.yaml:2:13: 'ok' must be a shell command, not empty"),
        ] {
            XCTAssertThrowsError(try read(text)) { XCTAssertEqual("\($0)", message) }
        }
    }
}
