import Records
import XCTest

@testable import Coordinator

/// Receipts, manifests and accounts broken by a generator of fixed seed: read or refused, never a trap.
final class MutationTests: XCTestCase {
    func testBrokenFilesAreRefusedNotTrapped() {
        var receipt = Receipt()
        receipt.receiptKey = "k"
        receipt.material.inputs = [InputFact(stage: "n", partition: "a", part: "p", sha256: "1", lines: 3)]
        receipt.parts = [PartFact(name: "part.jsonl.gz", sha256: "4", size: 5, lines: 6)]
        receipt.counts.rejected = ["bad": 1]
        let manifest = StageManifest(
            entries: [.init(partition: "a", rules: "r", parts: receipt.parts)], missing: ["b"])
        let seeds = [
            JSONValue.object(receipt.json).text, manifest.text,
            #"{"in":10,"used":6,"out":7,"rejected":{"bad":3},"merged":1,"health":[{"source":"a","state":"ok"}]}"#,
        ].map { Array($0.utf8) }
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, bound)))
        }
        for round in 0..<6000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0...random(3) {
                let place = random(bytes.count)
                switch random(4) {
                case 0: bytes[place] = UInt8(random(256))
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + random(20)))
                case 2: bytes.insert(contentsOf: Array("[{\"null-1e9".utf8)[random(10)...], at: place)
                default: bytes = Array(bytes.prefix(max(1, place)))
                }
                if bytes.isEmpty { bytes = [0x7B] }
            }
            if let read = Receipt(bytes) { _ = Receipt(Array(JSONValue.object(read.json).text.utf8)) }
            _ = StageManifest(bytes)
            _ = StageFacts(bytes)
            if let statistics = try? StageStatistics(bytes) {
                try? statistics.check(input: 10, output: 7, rejects: ["bad": 3], oneToOne: false)
            }
        }
    }
}
