import PipelineGraph
import XCTest

final class ShellCommandsTests: XCTestCase {
    func testWhatAScriptStarts() {
        for (script, names) in [
            ("jq -c 'select(.a | test(\"x\"))'", ["jq"]),
            ("grep x || [ $? = 1 ]", ["grep"]),
            ("LC_ALL=C sort -u | uniq -c >&2 2>/dev/null; echo x && wc", ["sort", "uniq", "wc"]),
            ("<in/a ./mine.sh a|b\\ c|\"d\" | e*", ["./mine.sh"]),
            ("if ! grep -q x; then cat; fi # nothing | more\ntac", ["grep", "cat", "tac"]),
            ("(cat; cat) | sed s/a/b/", ["cat", "sed"]),
            ("f() { cat; }; f", []), ("cat <<E\nx | y\nE", []), ("for i in a; do cat; done", []),
            ("echo $(jq .) | cat", []), ("cat `x`", []), ("cat 'x", []), ("cat \\", ["cat"]), ("", []),
        ] { XCTAssertEqual(ShellCommands.names(in: script), names, script) }
    }
}
