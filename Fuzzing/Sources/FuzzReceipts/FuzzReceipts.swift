import Records

@testable import Coordinator

/// Called by libFuzzer with each input (https://llvm.org/docs/LibFuzzer.html); a trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func readReceipts(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    ReceiptTrial.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

/// Hands mutated receipts, manifests, accounts and descriptions to everything that reads them. Two documents apart by
/// a zero byte are an old and a new receipt. What was read and written once is written the same for ever after.
enum ReceiptTrial {
    static func run(_ bytes: [UInt8]) {
        let documents = bytes.split(separator: 0, maxSplits: 1).map(Array.init)
        let receipts = documents.compactMap { Receipt($0) }
        for receipt in receipts { use(receipt) }
        if receipts.count == 2 {
            let reasons = Staleness.reasons(old: receipts[0].material, new: receipts[1].material)
            precondition(!reasons.isEmpty && reasons.allSatisfy { !$0.text.isEmpty })
        }
        guard let first = documents.first else { return }
        if let manifest = StageManifest(first) {
            precondition(StageManifest(Array(manifest.text.utf8)) == manifest)
        }
        _ = StageFacts(first)
        if let value = try? JSONValue(parsing: first) {
            _ = RunSummary.StageLine(value)
            precondition((try? JSONValue(parsing: value.text)) == value)
        }
        if let statistics = try? StageStatistics(first) {
            for oneToOne in [true, false] {
                do {
                    try statistics.check(input: 10, output: 7, rejects: ["bad": 3], oneToOne: oneToOne)
                } catch {
                    precondition(!"\(error)".isEmpty)
                }
            }
        }
    }

    private static func use(_ receipt: Receipt) {
        let text = JSONValue.object(receipt.json).indentedText
        let again = Receipt(Array(text.utf8))
        precondition(again.map { JSONValue.object($0.json).indentedText } == text)
        precondition(receipt.material.receiptKey == TaskMaterial(receipt.material.json).receiptKey)
        let published = Published(path: "/p", receipt: receipt)
        _ = published.inputs(part: published.parts.first?.name, key: "2023-08-15").map(\.json)
        let accounts = AccountsText.text([
            .init(stage: receipt.stage, partition: receipt.partition, state: "published", published: published),
            .init(stage: "b", partition: "x", state: "missing", published: nil),
        ])
        precondition(accounts.utf8.count { $0 == 0x0A } == 2, "an account takes more than a line")
        var sum = receipt.counts
        sum.add(receipt.counts)
        precondition(TaskCounts(.object(receipt.counts.json)) == receipt.counts)
        _ = sum.json
    }
}
