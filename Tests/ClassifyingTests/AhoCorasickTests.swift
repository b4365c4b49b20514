import XCTest

@testable import Classifying

final class AhoCorasickTests: XCTestCase {
    private func matches(_ patterns: [String], in text: String) -> [String] {
        var found: [String] = []
        AhoCorasick(patterns.map { Array($0.utf8) }).forEachMatch(in: Array(text.utf8)) { pattern, end in
            found.append("\(patterns[pattern])@\(end)")
        }
        return found
    }

    func testAllPatternsAtAllPlacesLongestFirst() {
        XCTAssertEqual(matches(["he", "she", "his", "hers"], in: "ushers"), ["she@4", "he@4", "hers@6"])
        XCTAssertEqual(matches(["a", "aa", "aaa"], in: "aaa"), ["a@1", "aa@2", "a@2", "aaa@3", "aa@3", "a@3"])
    }

    func testNothing() {
        XCTAssertEqual(matches([], in: "abc"), [])
        XCTAssertEqual(matches(["x"], in: ""), [])
        XCTAssertEqual(matches(["x"], in: "abc"), [])
    }

    func testBytesOfAllKinds() {
        XCTAssertEqual(matches(["é", "👍"], in: "caf\u{E9}👍"), ["é@5", "👍@9"])
    }

    func testAgainstPlainSearch() {
        // Every word of two and three letters of three, in every text of a pseudo-random walk over them.
        let letters = Array("abc")
        var patterns: [String] = []
        for a in letters { for b in letters { patterns.append(String([a, b])) } }
        patterns += ["abc", "cba", "aab", "bcb"]
        var state: UInt32 = 7
        let text = String(
            (0..<300).map { _ -> Character in
                state = state &* 1_664_525 &+ 1_013_904_223
                return letters[Int(state >> 24) % 3]
            })
        var expected: Set<String> = []
        for pattern in patterns {
            for start in 0...(text.count - pattern.count) where text.dropFirst(start).hasPrefix(pattern) {
                expected.insert("\(pattern)@\(start + pattern.count)")
            }
        }
        let found = matches(patterns, in: text)
        XCTAssertEqual(Set(found), expected)
        XCTAssertEqual(found.count, expected.count)
    }
}
