import XCTest

@testable import PipelineGraph

final class StageOrderTests: XCTestCase {
    func testOrderFollowsReadersElseTheFile() throws {
        let order = try StageOrder.sort([("d", ["b", "c"]), ("a", []), ("c", ["a"]), ("b", ["a"])]).get()
        XCTAssertEqual(order, [1, 3, 2, 0])
    }

    func testALongChainNeedsNoDeepStack() throws {
        let stages = (0..<5000).map { ("s\($0)", $0 == 4999 ? [] : ["s\($0 + 1)"]) }
        XCTAssertEqual(try StageOrder.sort(stages).get().first, 4999)
    }

    func testLongAndWideGraphsAreDrawnAtOnce() throws {
        func graph(_ last: String) throws -> Pipeline {
            try Pipeline(
                text: "pipeline: x\nstages:\n  s0: {run: x}\n"
                    + (1..<999).map { "  s\($0): {run: x\(last == "chain" ? ", from: s\($0 - 1)" : "")}\n" }.joined()
                    + (last == "chain"
                        ? "" : "  z: {run: x, from: [\((0..<999).map { "s\($0)" }.joined(separator: ","))]}\n"),
                file: "p.yaml")
        }
        let start = ContinuousClock.now
        let chain = try graph("chain")
        XCTAssertLessThan(chain.drawn(as: .text).utf8.count, 200_000)
        XCTAssertEqual(chain.unmaskedPath(to: "s998") { _ in false }?.count, 999)
        let lines = chain.drawn(as: .text).split(separator: "\n")
        XCTAssertEqual(lines.count, 999)
        XCTAssertEqual(lines[998], "\(String(repeating: "   ", count: 40))└─ s998")
        let wide = try graph("wide")
        XCTAssertEqual(wide.drawn(as: .text).split(separator: "\n").count, 999 + 999)
        XCTAssertLessThan(start.duration(to: .now), .seconds(5))
    }

    func testAncestorsReadersAndUnmaskedPaths() throws {
        let pipeline = try Pipeline(
            text: """
                pipeline: x
                stages:
                  a: {run: x}
                  b: {run: x}
                  mask: {run: x, from: a}
                  join: {run: x, from: [mask, b], gather: all}
                  out: {run: x, from: join}
                """, file: "p.yaml")
        XCTAssertEqual(pipeline.ancestors(of: "out"), ["a", "b", "mask", "join"])
        XCTAssertEqual(pipeline.readers(of: "mask"), ["join"])
        XCTAssertEqual(pipeline.unmaskedPath(to: "out") { $0 == "mask" }, ["b", "join", "out"])
        XCTAssertNil(pipeline.unmaskedPath(to: "out") { $0 == "mask" || $0 == "b" })
        XCTAssertNil(pipeline.unmaskedPath(to: "out") { $0 == "out" })
    }
}

final class QuantityTests: XCTestCase {
    func testUnits() {
        XCTAssertEqual(Quantity.seconds("90s"), 90)
        XCTAssertEqual(Quantity.seconds("2h"), 7200)
        XCTAssertEqual(Quantity.days("70d"), 70)
        XCTAssertEqual(Quantity.bytes("2G"), 2 << 30)
        for text in ["", "s", "0s", "-1s", "1.5h", "10", "99999999999999999h", "١s"] {
            XCTAssertNil(Quantity.seconds(text), text)
        }
    }
}

final class CommandWordsTests: XCTestCase {
    func testQuoting() {
        XCTAssertEqual(CommandWords.split(#" a  'b c' "d\"e\x" f\ g '' "#), ["a", "b c", "d\"e\\x", "f g", ""])
        XCTAssertEqual(CommandWords.split(""), [])
        XCTAssertNil(CommandWords.split("a 'b"))
        XCTAssertNil(CommandWords.split("a \\"))
    }

    func testWordsOfAScript() {
        XCTAssertEqual(
            CommandWords.candidates(in: "jq -c -f rules.jq|tee x.txt; cat <x.txt"),
            ["jq", "-c", "-f", "rules.jq", "tee", "x.txt", "cat"])
    }
}

final class FilePatternTests: XCTestCase {
    func testComponents() {
        for (name, pattern) in [
            ("a.csv", "*.csv"), ("abc", "a?c"), ("b", "[a-c]"), ("d", "[!a-c]"), ("x", "*"), (".x", ".*"),
            ("aXbXc", "a*b*c"), ("[", "["),
        ] { XCTAssertTrue(FilePattern.matches(name, component: pattern), "\(name) \(pattern)") }
        for (name, pattern) in [(".x", "*"), ("ab", "a"), ("d", "[a-c]"), ("", "?"), ("a.csv.gz", "*.csv")] {
            XCTAssertFalse(FilePattern.matches(name, component: pattern), "\(name) \(pattern)")
        }
        let long = String(repeating: "a", count: 200)
        XCTAssertFalse(FilePattern.matches(long, component: String(repeating: "*a", count: 30) + "b"))
    }

    func testLiteralsAndKeys() {
        XCTAssertTrue(FilePattern("a/b.csv").isLiteral)
        XCTAssertEqual(FilePattern("a/b/c.csv").literalPrefix, 2)
        XCTAssertEqual(FilePattern("a/*/c.csv").literalPrefix, 1)
        XCTAssertEqual(
            FilePattern("in/{key}/{key}.csv").resolving(key: "2023-08-15").text, "in/2023-08-15/2023-08-15.csv")
    }
}

final class GraphRenderingTests: XCTestCase {
    private func pipeline() throws -> Pipeline {
        try Pipeline(
            text: """
                pipeline: x
                stages:
                  end: {run: x, files: ["in/*.csv"]}
                  two: {filter: cat, from: end, gather: {by: source}}
                  all: {run: x, from: [end, two], gather: all, window: 7d, deliver: true}
                  db: {run: x, from: all, sink: s.sqlite}
                """, file: "p.yaml")
    }

    func testText() throws {
        XCTAssertEqual(
            try pipeline().drawn(as: .text),
            """
            end  files in/*.csv
            ├─ two  gather by source, filter
            │  └─ all  with end, gather all, window 7d, delivered
            │     └─ db  sink s.sqlite
            └─> all

            """)
    }

    func testNotes() throws {
        let notes = [
            "two": GraphNote(words: ["9 tasks", "3 records"]), "db": GraphNote(words: ["1 failed"], isBad: true),
        ]
        XCTAssertEqual(
            try pipeline().drawn(as: .text, notes: notes),
            """
            end  files in/*.csv
            ├─ two  gather by source, filter    9 tasks, 3 records
            │  └─ all  with end, gather all, window 7d, delivered
            │     └─ db  sink s.sqlite        ! 1 failed
            └─> all

            """)
        let mermaid = try pipeline().drawn(as: .mermaid, notes: notes)
        XCTAssertTrue(mermaid.contains("    s1[\"two<br/>9 tasks, 3 records\"]\n"), mermaid)
        XCTAssertTrue(
            mermaid.hasSuffix("    classDef failed stroke:#b00020,stroke-width:3px\n    class s3 failed\n"), mermaid)
        let dot = try pipeline().drawn(as: .dot, notes: notes)
        XCTAssertTrue(dot.contains("    \"two\" [label=\"two\\n9 tasks, 3 records\"];\n"), dot)
        XCTAssertTrue(
            dot.contains(
                "    \"db\" [shape=cylinder, label=\"db\\n1 failed\", color=\"#b00020\", penwidth=3];\n"), dot)
    }

    func testMermaid() throws {
        XCTAssertEqual(
            try pipeline().drawn(as: .mermaid),
            """
            flowchart LR
                s0["end"]
                s1["two"]
                s2["all"]
                s3[("db")]
                s0 -->|by source| s1
                s0 -->|all| s2
                s1 -->|all| s2
                s2 --> s3

            """)
    }

    func testDot() throws {
        XCTAssertEqual(
            try pipeline().drawn(as: .dot),
            """
            digraph "x" {
                rankdir=LR;
                node [shape=box];
                "db" [shape=cylinder];
                "end";
                "end" -> "two" [label="by source"];
                "end" -> "all" [label="all"];
                "two" -> "all" [label="all"];
                "all" -> "db";
            }

            """)
    }
}
