import Foundation
import Records
import XCTest

/// Personal data planted in the sample nights must not be anywhere after normalize.
final class PrivacyTests: XCTestCase {
    func testNoPlantedValueSurvivesNormalize() throws {
        let nights = try DemoNights.shared.get()
        let planted = try String(contentsOfFile: Repository.path("sample-data/planted.jsonl"), encoding: .utf8)
            .split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        XCTAssertGreaterThan(planted.count, 20)
        var texts: [(String, String)] = []
        for key in DemoNights.keys {
            for stage in ["normalize", "classify", "aggregate"] {
                texts.append(("\(key) \(stage)", try nights.records(stage, key).map(\.text).joined(separator: "\n")))
            }
        }
        for folder in ["out", "runs"] {
            let walker = FileManager.default.enumerator(atPath: "\(nights.root)/\(folder)")
            for case let name as String in walker ?? .init() where !name.hasSuffix(".sqlite") {
                if let text = try? String(contentsOfFile: "\(nights.root)/\(folder)/\(name)", encoding: .utf8) {
                    texts.append((name, text))
                }
            }
        }
        XCTAssertGreaterThan(texts.count, 15)
        for value in planted.compactMap({ $0["value"]?.string }) {
            for (place, text) in texts { XCTAssertFalse(text.contains(value), "\(value) is in \(place)") }
        }
    }

    func testPartitionsBeforeMaskingAreForTheirOwnerOnly() throws {
        let nights = try DemoNights.shared.get()
        for (stage, partition, path) in try nights.partitions("2023-08-15") {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            let masked = ["normalize", "classify", "aggregate", "report", "store"].contains(stage)
            if !masked { XCTAssertEqual(mode, 0o700, "\(stage)/\(partition)") }
        }
    }
}
