import Pack
import Records
import StageKit

/// The stage `serap-normalize`: items in, the same items out in one form and without personal data.
public struct NormalizeStage: Stage {
    /// One record for each record, and no personal data in it.
    public static let description = StageDescription(
        name: "serap-normalize", oneToOne: true, masks: true,
        uses: ["pack.yaml", "sources.yaml", "lexicon/voice.csv"])

    /// For `--help`.
    public static let abstract = "Brings items to one form: link, text, day, voice; masks personal data."

    /// For `--help`.
    public static let discussion = """
        Each item goes out once, with:

          key             the run key (SERAP_KEY); left as it was where that is not set
          url             one form; the old one is kept in same_as
          title, text ... composed letters, no invisible characters, plain white space
          published.day   the day in the district's zone
          voice           independen, rilis, advertorial or warga, with voice_evidence
          language        id, en or und, by a vote of common words
          minhash         a sketch of the text, by which copies are found
          content_hash    set again, as masking may have changed the text

        Personal data become marks in every field: [NIK], [TELEPON], [SUREL], and accounts that a text mentions [AKUN].
        A citizen's name (of an author, of whom a post answers) becomes warga-xxxxxxxx, a salted hash, and leaves links.

        Parameters:
          zone   the district's zone: WITA, Asia/Makassar, +08:00; default: what the packs say
          salt   a file with at least 16 random bytes that nobody else has. Without it each source has a salt that anyone
                 can compute ("serap-salt/1:" and its code), and a list of names can be tried against the pseudonyms.

        By hand:
          head -c 32 /dev/urandom > salt
          echo '{"zone":"WITA","salt":"salt"}' > params.json
          SERAP_KEY=2023-08-15 serap-normalize --input items.jsonl --output out --params params.json \\
            --pack packs/indonesia packs/ppu
        """

    private let normalizer: Normalizer

    /// Reads packs, zone and salt.
    public init(_ settings: StageSettings) throws {
        try settings.params.allow("zone", "salt")
        let vocabulary: Vocabulary
        do {
            vocabulary = try Vocabulary(packs: settings.packs)
        } catch {
            throw StageFailure.usage("\(error)")
        }
        normalizer = Normalizer(
            vocabulary: vocabulary, zone: try Self.zone(settings, vocabulary), key: settings.key,
            pseudonym: try Pseudonym(saltFile: settings.params.string("salt")))
    }

    /// Normalizes every item.
    public func run(_ run: StageRun) throws {
        try run.mapRecords { record, emission in
            guard record.string("id") != nil else {
                return .rejected("no_id", "an item has an id; this record has none")
            }
            emission.emit(normalizer.normalized(record))
            return .used
        }
    }

    private static func zone(_ settings: StageSettings, _ vocabulary: Vocabulary) throws -> Zone {
        if let name = try settings.params.string("zone") {
            guard let zone = Zone(name) else {
                throw StageFailure.usage(
                    "parameter 'zone': no zone '\(name)'; give WIB, WITA, WIT, UTC or an offset such as +08:00")
            }
            return zone
        }
        guard let zone = vocabulary.zone else {
            throw StageFailure.usage(
                "no zone: give the parameter 'zone' (such as WITA) or a pack whose pack.yaml has the key 'zone'")
        }
        return zone
    }
}
