import Records

/// A partition that is there and not stale, as the tasks that read it see it. A run keeps one for each task to its end.
final class Published: Sendable {
    /// The partition's directory, absolute.
    let path: String
    let stage: String
    let partition: String
    let rules: String
    let parts: [PartFact]
    let files: [KeptFile]
    let counts: TaskCounts
    let health: [JSONValue]
    let missing: [String]
    /// Keys of its window that were incomplete, or made by other rules.
    let gaps: [String]
    let otherRules: [String]

    init(path: String, stage: String, partition: String, summary: ReceiptSummary) {
        self.path = path
        self.stage = stage
        self.partition = partition
        rules = summary.rules
        parts = summary.parts
        files = summary.files
        counts = summary.counts
        health = summary.health
        missing = summary.missing
        gaps = summary.gaps
        otherRules = summary.otherRules
    }

    init(path: String, receipt: Receipt) {
        self.path = path
        stage = receipt.stage
        partition = receipt.partition
        rules = receipt.rules
        parts = receipt.parts
        files = receipt.files
        counts = receipt.counts
        health = receipt.health
        missing = receipt.material.missing
        gaps = receipt.gaps
        otherRules = receipt.otherRules
    }

    private init(_ other: Published, rules: String, window: HistoryIndex.Window) {
        path = other.path
        stage = other.stage
        partition = other.partition
        self.rules = rules
        parts = other.parts
        files = other.files
        counts = other.counts
        health = other.health
        missing = other.missing
        gaps = window.gaps
        otherRules = window.otherRules
    }

    /// The same with what holds today of a partition that is made of the same as ever; nil where its receipt says just that.
    func updated(rules: String, window: HistoryIndex.Window) -> Published? {
        let isSame = self.rules == rules && gaps == window.gaps && otherRules == window.otherRules
        return isSame ? nil : Published(self, rules: rules, window: window)
    }

    /// The parts as another task's inputs; one part alone where a gather asks for it.
    func inputs(part: String? = nil, key: String? = nil) -> [InputFact] {
        parts.filter { part == nil || $0.name == part }.map {
            InputFact(key: key, stage: stage, partition: partition, part: $0.name, sha256: $0.sha256, lines: $0.lines)
        }
    }
}

/// Reads what stands at a partition's place.
enum PublishedReader {
    /// What is there.
    enum Finding {
        case none
        /// A receipt whose files are not as it says, or were found not to be; the name of the first.
        case damaged(String, ReceiptSummary)
        case whole(ReceiptSummary)
    }

    /// Reads the receipt and compares the sizes of what it lists; digests are for who asks for a deep check.
    static func read(_ path: String, disk: any Disk) -> Finding {
        guard let bytes = try? disk.read("\(path)/_meta/receipt.json"), let summary = ReceiptSummary(bytes) else {
            return .none
        }
        if let part = summary.damaged { return .damaged(part, summary) }
        for part in summary.parts where disk.facts("\(path)/\(part.name)")?.size != part.size {
            return .damaged(part.name, summary)
        }
        for file in summary.files where disk.facts("\(path)/files/\(file.path)")?.size != file.size {
            return .damaged("files/\(file.path)", summary)
        }
        return .whole(summary)
    }
}
