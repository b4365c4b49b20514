import Pack
import RecordIO
import Records
import StageKit

/// The stage `serap-report`: the tables and items of `serap-aggregate` as a page, as CSV files and as a message.
///
/// The page needs neither a network nor JavaScript. All names in it come from the packs; it is the same, byte for byte,
/// for the same input.
public struct ReportStage: Stage {
    /// The facts for `--describe`.
    public static let description = StageDescription(
        name: "serap-report", accounts: true,
        uses: [
            "pack.yaml", "regions.yaml", "agencies.yaml", "issues.yaml", "sources.yaml", "deadlines.yaml",
            "holidays.csv",
        ])
    /// One sentence for `--help`.
    public static let abstract = "Writes the report: one HTML page, CSV files, a text for WhatsApp."
    /// Parameters and examples for `--help`.
    public static let discussion = """
        Input is what serap-aggregate wrote, and accounts.jsonl with what every task upstream did. Written are
        files/report.html (self-contained, every figure a link to its items), files/*.csv, files/ringkasan.txt, and as
        data one record for each figure printed: {"figure", "value", "items"}.

        Parameters (--params FILE.json):
          kop   a YAML file with government, office, address and signature (place, title, name, rank, nip); null for none

        By hand:
          serap-report --input aggregate --pack packs/indonesia packs/ppu --output report
          xdg-open report/files/report.html
        """

    private let vocabulary: Vocabulary
    private let letterhead: Letterhead

    /// Reads the packs and the letterhead; throws where a parameter, a pack or the letterhead is wrong.
    public init(_ settings: StageSettings) throws {
        try settings.params.allow("kop")
        do {
            vocabulary = try Vocabulary(packs: settings.packs)
        } catch {
            throw StageFailure.usage("\(error)")
        }
        var path = try settings.params.string("kop") ?? ""
        if path.hasPrefix("@") { path.removeFirst() }
        guard !path.isEmpty, let bytes = try OptionalFile.bytes(path) else {
            letterhead = Letterhead()
            return
        }
        do {
            letterhead = try Letterhead(text: String(decoding: bytes, as: UTF8.self), path: path)
        } catch {
            throw StageFailure.usage("\(error)")
        }
    }

    /// Reads the tables, items and accounts; writes the files and the figures.
    public func run(_ run: StageRun) throws {
        let input = try ReportInput(run, vocabulary: vocabulary, letterhead: letterhead)
        guard input.tables["period"] != nil else {
            throw StageFailure.badData("no table 'period' in the input; give what serap-aggregate wrote as --input")
        }
        let page = ReportPage(input)
        let directory = try run.filesDirectory()
        func write(_ name: String, _ bytes: [UInt8]) throws {
            try OpenFile.writing("\(directory)/\(name)").write(bytes)
        }
        try write("report.html", Array(PageWriter().html(page.view).utf8))
        let issues = SectionWriter(input: input, book: page.book).leadingIssues
        try write("ringkasan.txt", Array(MessageText(input, issues: issues).text.utf8))
        for (name, bytes) in ReportTables(input: input).files { try write(name, bytes) }
        let part = try run.part()
        for record in page.book.records { try part.append(record) }
        let summary = try part.finish()
        run.count { $0.output += summary.lines }
    }
}
