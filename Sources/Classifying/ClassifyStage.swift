import Pack
import Records
import StageKit

/// The stage `serap-classify`: items in, the same items out with labels that name the rules and the words behind them.
public struct ClassifyStage: Stage {
    /// One record for each record; the same packs give the same labels.
    public static let description = StageDescription(
        name: "serap-classify", oneToOne: true,
        uses: ["pack.yaml", "regions.yaml", "agencies.yaml", "issues.yaml", "sources.yaml", "lexicon/*.csv"])

    /// For `--help`.
    public static let abstract = "Labels items by the rules of the packs: kind, tone, issues, places, agencies."

    /// For `--help`.
    public static let discussion = """
        Each item goes out once, with:

          kind        berita pengaduan aspirasi permintaan_informasi whistleblowing opini apresiasi lain
          tone        one of positif netral negatif, with a target: pemkab opd tokoh pihak_lain tidak_jelas
          issues      codes of the packs, three at most
          places      region codes, the most exact known
          agencies    who answers for the issues, and whom the item names
          sensitive   true where the text must not leave the restricted data
          relevance   tentang, dekat or lain: about the district, near it, or neither (then it has no issues)

        Each label has a score from 0 to 1 and evidence: field, start and end in UTF-8 bytes, and the rule, which is a line
        of a lexicon (lexicon/tone.csv:17), a region, an agency, or an issue's owner or routing.

        A lexicon is lexicon/<task>.csv in a pack, with the columns code,phrase,weight,target,near,not_near,forms,note:

          code,phrase,weight,target,near,not_near,forms,note
          jalan_rusak,jalan berlubang,1.5,,,,,
          jalan_rusak,lubang*,0.8,,jalan|aspal|motor,,,a hole only near a road

        By hand:
          serap-classify --input normalized --output out --pack packs/indonesia packs/ppu
          zcat out/part.jsonl.gz | jq -c '{title, kind: .kind.code, issues: [.issues[]?.code]}'
        """

    private let classifier: Classifier

    /// Reads the packs.
    public init(_ settings: StageSettings) throws {
        try settings.params.allow()
        do {
            classifier = Classifier(try Vocabulary(packs: settings.packs))
        } catch {
            throw StageFailure.usage("\(error)")
        }
    }

    /// Labels every item.
    public func run(_ run: StageRun) throws {
        try run.mapRecords { record, emission in
            guard record.string("id") != nil else {
                return .rejected("no_id", "an item has an id; this record has none")
            }
            emission.emit(classifier.classified(record))
            return .used
        }
    }
}
