import Pack
import RecordIO
import Records
import StageKit

/// The stage `serap-aggregate`: classified items of a key and of the window before it, folded, corrected, joined into
/// stories, and counted.
///
/// Items of this key are held whole, those of the window without what no figure needs; the night of a district takes
/// some ten megabytes. The order of inputs means nothing: all output is sorted by id or by the table's own order.
public struct AggregateStage: Stage {
    /// The facts for `--describe`.
    public static let description = StageDescription(
        name: "serap-aggregate",
        uses: [
            "pack.yaml", "regions.yaml", "agencies.yaml", "issues.yaml", "sources.yaml", "deadlines.yaml",
            "holidays.csv",
        ])
    /// One sentence for `--help`.
    public static let abstract = "Folds items, applies corrections, joins stories, and counts what a report prints."
    /// Parameters and examples for `--help`.
    public static let discussion = """
        Input are classified items of one run key, history those of earlier keys. Written are items.jsonl.gz (every item
        with a record in this key, folded), earlier.jsonl.gz (short rows of older items that a figure counts) and one
        table-<name>.jsonl.gz for each table; each figure in a table stands beside the ids of its items.

        Parameters (--params FILE.json):
          corrections   a CSV file item,field,value,who,when; null for none
          window        the length of the window in days, as in the pipeline file: "70d" (the default)

        By hand:
          SERAP_KEY=2023-08-15 serap-aggregate --input classify/all --history day1 day2 \\
              --pack packs/indonesia packs/ppu --output aggregate
          zcat aggregate/table-issues.jsonl.gz | jq '{name, count, status}'
        """

    private let vocabulary: Vocabulary
    private let key: String
    private let window: Int
    private let corrections: CorrectionFile
    private let correctionsMissing: String?

    /// Reads the corrections and the packs; throws where a parameter or a pack is wrong.
    public init(_ settings: StageSettings) throws {
        try settings.params.allow("corrections", "window")
        key = settings.key
        window = try Self.window(settings.params)
        do {
            vocabulary = try Vocabulary(packs: settings.packs)
        } catch {
            throw StageFailure.usage("\(error)")
        }
        var path = try settings.params.string("corrections") ?? ""
        if path.hasPrefix("@") { path.removeFirst() }
        let bytes = path.isEmpty ? nil : try OptionalFile.bytes(path)
        corrections = try CorrectionFile(bytes: bytes ?? [], path: path, vocabulary: vocabulary)
        correctionsMissing = bytes == nil && !path.isEmpty ? path : nil
    }

    /// Folds, corrects, joins and counts; writes items, earlier items and tables.
    public func run(_ run: StageRun) throws {
        if let correctionsMissing { run.log.info("no corrections: '\(correctionsMissing)' is not there") }
        let window = try ItemWindow(run, key: key)
        var use = CorrectionUse(read: corrections.count, refused: corrections.refused.count)
        for line in corrections.refused {
            try run.reject("bad_correction", line.detail, of: "corrections", record: line.record)
        }
        let stories = window.stories()
        let covered = window.keys.union(PublishedKeys.ofEmptyPartitions(run.history))
        let period = Period(key: window.key, window: self.window, covered: covered)
        try passOver(corrections.unmatched(Set(window.ids)), period, &use, run)
        var facts: [ItemFacts] = []
        let items = try run.part("items.jsonl.gz")
        for id in window.ids {
            var item = window.item(id)
            for correction in corrections.byItem[id] ?? [] {
                correction.apply(to: &item)
                use.applied += 1
            }
            let current = window.isCurrent(id)
            let fact = ItemFacts(item, id: id, story: stories[id] ?? id, current: current, period: period)
            facts.append(fact)
            guard current else { continue }
            item.story = fact.story
            item.record["state"] = .string(fact.state.rawValue)
            try items.append(item.record)
        }
        try finish(items, run)

        let picture = Picture(period: period, vocabulary: vocabulary, facts: facts)
        let tables = tables(picture, cutoff: window.cutoff, use)
        try writeEarlier(picture, tables, run)
        for table in tables {
            let part = try run.part("table-\(table.name).jsonl.gz")
            for row in table.rows { try part.append(row.object) }
            try finish(part, run)
        }
    }

    /// Corrections without their item: those made before the window are of items that have left it, and are counted; all
    /// others name an item that is not there, and are refused.
    private func passOver(
        _ corrections: [Correction], _ period: Period, _ use: inout CorrectionUse, _ run: StageRun
    ) throws {
        for correction in corrections {
            if let first = period.firstDay, correction.when < first {
                use.past += 1
                continue
            }
            use.unknown += 1
            let detail = "no item '\(correction.item)' in this window; correct the id (data-item in the report)"
            try run.reject(
                "unknown_item", "\(self.corrections.path):\(correction.line): \(detail)", of: "corrections",
                record: correction.record)
        }
    }

    private func tables(_ picture: Picture, cutoff: String?, _ use: CorrectionUse) -> [Table] {
        [
            .period(picture, cutoff: cutoff, corrections: use), .totals(picture), .kinds(picture), .tone(picture),
            .issues(picture), .agencies(picture), .places(picture), .sources(picture), .voices(picture),
            .days(picture), .complaints(picture), .complaintCounts(picture), .stories(picture),
        ]
    }

    private func writeEarlier(_ picture: Picture, _ tables: [Table], _ run: StageRun) throws {
        var counted: Set<String> = []
        for value in tables.flatMap(\.rows).flatMap({ $0.object.map(\.value) }) {
            for id in value.array ?? [] { if let id = id.string { counted.insert(id) } }
        }
        let part = try run.part("earlier.jsonl.gz")
        for facts in picture.all where !facts.current && counted.contains(facts.id) {
            try part.append(EarlierRow.record(facts))
        }
        try finish(part, run)
    }

    private func finish(_ part: PartWriter, _ run: StageRun) throws {
        let summary = try part.finish()
        run.count { $0.output += summary.lines }
    }

    private static func window(_ params: StageParameters) throws -> Int {
        guard let value = params.object["window"], !value.isNull else { return 70 }
        let days = value.int ?? value.string.flatMap { Int($0.hasSuffix("d") ? String($0.dropLast()) : $0) }
        guard let days, (1...36_500).contains(days) else {
            throw StageFailure.usage("parameter 'window' must be days such as \"70d\", not \(value.text)")
        }
        return days
    }
}
