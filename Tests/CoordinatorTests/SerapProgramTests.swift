import XCTest

@testable import Coordinator

final class SerapProgramTests: XCTestCase {
    func testAWordThatIsNoCommand() {
        func words(_ line: String) -> String? {
            SerapProgram.unknownCommand(line.split(separator: " ").map(String.init))
        }
        XCTAssertEqual(words("stat p.yaml"), "no command 'stat'; did you mean 'status'?")
        XCTAssertEqual(words("comapre p.yaml"), "no command 'comapre'; did you mean 'compare'?")
        XCTAssertEqual(
            words("nonsense"),
            "no command 'nonsense', and no program 'serap-nonsense' beside serap or on PATH; see serap --help")
        for line in ["", "--help", "help run", "status p.yaml", "run-task"] { XCTAssertNil(words(line), line) }
    }

    func testAStageBehindRefetchWithoutAnEqualsSign() {
        func hint(_ line: String) -> String? {
            let words = line.split(separator: " ").map(String.init)
            let spelled = words.map { $0 == "--refetch" ? "--refetch=\(RefetchRequest.everyWord)" : $0 }
            do {
                _ = try SerapCommand.parseAsRoot(spelled)
                return nil
            } catch {
                return SerapProgram.refetchHint(words, SerapCommand.fullMessage(for: error))
            }
        }
        let said = "a stage's name follows --refetch with '=': --refetch=inbox"
        XCTAssertEqual(hint("run p.yaml --refetch inbox"), said)
        XCTAssertEqual(hint("run --refetch inbox p.yaml"), said)
        for line in ["run p.yaml --refetch", "run --refetch p.yaml", "run p.yaml --refetch=inbox", "run p.yaml more"] {
            XCTAssertNil(hint(line), line)
        }
        XCTAssertNil(hint("run p.yaml --refetch --wrong"))
    }

    /// Only of commands that run one key may the help say that it is the last complete day.
    func testTheHelpOfKey() {
        let words = "By default the last complete day"
        for (name, isSaid) in [
            ("run", true), ("plan", true), ("run-task", true), ("status", false), ("graph", false), ("verify", false),
            ("compare", false), ("trace", false), ("accept-loss", false),
        ] {
            func ask() throws {
                var command = try SerapCommand.parseAsRoot([name, "--help"])
                try command.run()
            }
            XCTAssertThrowsError(try ask(), name) { error in
                let help = SerapCommand.fullMessage(for: error).split(whereSeparator: \.isWhitespace)
                XCTAssertEqual(help.joined(separator: " ").contains(words), isSaid, name)
                XCTAssertTrue(help.contains("--key"), name)
            }
        }
    }
}
