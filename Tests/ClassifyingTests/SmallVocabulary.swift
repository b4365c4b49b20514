import Pack
import Records

@testable import Classifying

/// A district of four places, three agencies and three issues, invented.
func smallVocabulary(_ lines: [LexiconRule] = []) -> Vocabulary {
    let origin = Origin(source: "test", verified: true)
    var vocabulary = Vocabulary()
    vocabulary.district = "90.01"
    vocabulary.regions = [
        Region(
            code: "90.01", name: "Contoh Raya", level: .kabupaten, aliases: ["CR"],
            aliasRules: [.init(alias: "CR", acceptNear: ["bupati"], rejectNear: ["iuran"])], origin: origin),
        Region(code: "90.01.01", name: "Muara", level: .kecamatan, origin: origin),
        Region(code: "90.01.01.1001", name: "Muara", level: .kelurahan, origin: origin),
        Region(
            code: "90.01.01.1002", name: "Bambu", level: .kelurahan, ambiguous: true, acceptNear: ["muara"],
            rejectNear: ["rebung"], origin: origin),
        Region(code: "90.01.02", name: "Muara Hulu", level: .kecamatan, origin: origin),
        Region(code: "90.02", name: "Tetangga", level: .kabupaten, origin: origin),
    ]
    vocabulary.agencies = [
        Agency(code: "dinas_jalan", name: "Dinas Jalan", shortName: "DJ", origin: origin),
        Agency(code: "dinas_air", name: "Dinas Air", origin: origin),
        Agency(code: "provinsi", name: "Pemerintah Provinsi", district: false, origin: origin),
    ]
    vocabulary.issues = [
        Issue(
            code: "jalan", name: "Jalan", owner: "dinas_jalan",
            routing: [
                .init(agency: "provinsi", words: ["jalan provinsi"]),
                .init(agency: "provinsi", places: ["90.01.02"], validity: Validity(from: CivilDay("2023-01-01"))),
            ],
            categories: ["PEKERJAAN UMUM > JALAN", "LAIN-LAIN > JALAN UMUM"], origin: origin),
        Issue(
            code: "air", name: "Air", owner: "dinas_air", categories: ["ENERGI > AIR"], origin: origin),
        Issue(code: "pungli", name: "Pungli", sensitive: true, origin: origin),
        Issue(code: "lain", name: "Lainnya", owner: "dinas_air", origin: origin),
    ]
    vocabulary.sources = [
        Source(code: "x", name: "X", kind: .inbox, owner: .warga, origin: origin),
        Source(code: "lapor", name: "LAPOR", kind: .inbox, owner: .warga, origin: origin),
    ]
    vocabulary.rules =
        [
            rule("words", "negasi", "tidak"), rule("words", "negasi", "belum"), rule("words", "kelurahan", "kelurahan"),
            rule("words", "kelurahan", "kel"), rule("words", "kecamatan", "kecamatan"),
            rule("words", "singkatan", "kel"), rule("spelling", "jalan", "jln"), rule("spelling", "tidak", "gak"),
        ] + lines
    return vocabulary
}

/// A line of a lexicon whose name tells its task and phrase.
func rule(
    _ task: String, _ code: String, _ phrase: String, _ weight: Double = 1, target: String? = nil, near: [String] = [],
    notNear: [String] = [], forms: [String] = []
) -> LexiconRule {
    LexiconRule(
        task: task, code: code, phrase: phrase, weight: weight, target: target, near: near, notNear: notNear,
        forms: forms, name: "\(task) \(phrase)")
}

/// An item read by the rules of a small vocabulary.
func reading(_ fields: JSONObject, _ lines: [LexiconRule] = []) -> Reading {
    Reading(Item(Record(fields)), by: RuleBook(smallVocabulary(lines)))
}

func post(_ text: String) -> JSONObject { ["id": "a", "form": "unggahan", "text": .string(text)] }

func article(_ title: String, _ text: String) -> JSONObject {
    ["id": "a", "form": "artikel", "title": .string(title), "text": .string(text)]
}

/// `code score`
func brief(_ labels: [Label]) -> [String] { labels.map { "\($0.code) \($0.score)" } }
