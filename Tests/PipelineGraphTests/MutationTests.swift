import XCTest

@testable import PipelineGraph

/// Pipeline files broken in every way that a generator of fixed seed finds: read or refused, never a trap.
final class MutationTests: XCTestCase {
    func testBrokenFilesAreRefusedNotTrapped() {
        let seeds = [
            """
            pipeline: nightly
            key: date
            timezone: Asia/Makassar
            pack: &p [packs/a, packs/b]
            stages:
              feeds: {run: serap-fetch, params: {select: feeds, n: 1.5, t: !!str 1}, pack: *p}
              entries: {run: "serap-parse 'a b'", from: feeds, gather: {by: source}}
              agg:
                run: x
                from: [feeds, entries]
                window: 70d
                gather: all
              f: {filter: |
                jq .
              , from: agg}
            """, "a: &a [1]\nb: {? *a : *a}\n", "{", "- - - -", "\"\\x", "%YAML 1.1\n--- !<x> &a *a", "? ?\n: :\n",
        ]
        let pieces = [
            "*p", "&q ", "? ", ": ", "- ", "[", "]", "{", "}", "!!", "|", ">", "\"", "'", "\t", "\n", "\0", "é",
            "\u{FEFF}", "%", "---\n", "...\n", "<<: ", "#",
        ]
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, bound)))
        }
        var refused = 0
        for round in 0..<4000 {
            var text = Array(seeds[round % seeds.count].unicodeScalars)
            for _ in 0...random(4) {
                let place = random(text.count + 1)
                switch random(4) {
                case 0 where place < text.count: text.remove(at: place)
                case 1 where place < text.count: text.removeSubrange(place..<min(text.count, place + random(12)))
                case 2: text.insert(contentsOf: text[..<min(text.count, random(30))], at: place)
                default: text.insert(contentsOf: pieces[random(pieces.count)].unicodeScalars, at: place)
                }
            }
            var string = String.UnicodeScalarView()
            string.append(contentsOf: text)
            do { _ = try Pipeline(text: String(string), file: "p.yaml") } catch {
                refused += 1
                XCTAssertTrue("\(error)".hasPrefix("p.yaml"), "\(error)")
            }
        }
        XCTAssertGreaterThan(refused, 2000)
    }
}
