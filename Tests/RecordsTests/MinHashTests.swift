import Records
import XCTest

final class MinHashTests: XCTestCase {
    private let long = (1...200).map { "kata\($0)" }

    func testCompactFormReadsBackTheSame() throws {
        let sketch = try XCTUnwrap(MinHash(text: "Jalan poros Babulu rusak lagi"))
        XCTAssertEqual(sketch.compact.utf8.count, 172)
        XCTAssertEqual(MinHash(compact: sketch.compact), sketch)
        XCTAssertNil(MinHash(compact: "AAAA"))
        XCTAssertNil(MinHash(compact: String(sketch.compact.dropLast())))
    }

    func testTheSameBytesOnEveryMachine() throws {
        let sketch = try XCTUnwrap(MinHash(text: "satu dua tiga empat"))
        XCTAssertEqual(sketch.values.prefix(4), Self.known.prefix(4))
    }

    func testCaseMarksAndSpacesChangeNothing() {
        XCTAssertEqual(MinHash(text: "Jalan rusak, di Petung!"), MinHash(text: "jalan  RUSAK di\nPetung"))
        XCTAssertNotEqual(MinHash(text: "jalan rusak di petung"), MinHash(text: "petung di rusak jalan"))
    }

    func testNoWordNoSketch() {
        XCTAssertNil(MinHash(text: ""))
        XCTAssertNil(MinHash(text: "!?…".filter(\.isASCII)))
        XCTAssertNotNil(MinHash(text: "ya"))
    }

    func testEstimateIsNearTheTrueSimilarity() throws {
        let one = try XCTUnwrap(MinHash(text: long.joined(separator: " ")))
        let other = try XCTUnwrap(MinHash(text: (long.prefix(160) + ["lain"] + long.suffix(39)).joined(separator: " ")))
        // 198 runs each; three are broken by the other word, so Jaccard is 195 of 201.
        XCTAssertEqual(one.similarity(to: other), 195.0 / 201, accuracy: 0.08)
        let foreign = try XCTUnwrap(MinHash(text: long.map { "x" + $0 }.joined(separator: " ")))
        XCTAssertLessThan(one.similarity(to: foreign), 0.05)
    }

    private static let known: [UInt16] = [14843, 16715, 51727, 21499]
}
