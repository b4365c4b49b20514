/// What the lines of a lexicon speak for; `lexicon/tone.csv` holds those for `tone`.
public enum LexiconTask: String, Sendable, CaseIterable {
    /// Positif, netral, negatif, each towards a target.
    case tone
    /// What an item is: a complaint, a wish, a question.
    case kind
    /// Issue codes of the packs.
    case issues
    /// Agency codes of the packs.
    case agencies
    /// Region codes of the packs.
    case places
    /// Whose voice it is: the mark of an advertorial.
    case voice
    /// Why a text must not leave the restricted data.
    case sensitive
    /// Whether an item is about the district.
    case relevance
    /// How people write a word: the code is the word, the phrase what stands for it (`jalan`, `jln`).
    case spelling
    /// Words by which sentences are read: negations, abbreviations, levels of places.
    case words

    /// The codes that a line may have; nil where they come from the packs.
    public var codes: [String]? {
        switch self {
        case .tone: ["positif", "netral", "negatif"]
        case .kind:
            [
                "berita", "pengaduan", "aspirasi", "permintaan_informasi", "whistleblowing", "opini", "apresiasi",
                "lain",
            ]
        case .voice: ["independen", "rilis", "advertorial", "warga"]
        case .sensitive: ["kekerasan", "anak", "kesehatan", "pelaporan"]
        case .relevance: ["tentang", "dekat", "lain"]
        case .words:
            ["negasi", "singkatan", "provinsi", "kabupaten", "kota", "kecamatan", "kelurahan", "desa"]
        case .issues, .agencies, .places, .spelling: nil
        }
    }

    /// Towards whom a tone may be.
    public static let targets = ["pemkab", "opd", "tokoh", "pihak_lain", "tidak_jelas"]

    /// The forms of items that a line may be for.
    public static let forms = ["artikel", "unggahan", "komentar", "laporan", "pesan"]
}
