import Records

/// The vocabulary of a run: all packs laid over each other, later ones winning by code.
public struct Vocabulary: Sendable {
    /// The district that reports are about: the code of a region.
    public var district: String = ""
    /// The zone of that district's clocks; nil where no pack says.
    public var zone: Zone?
    /// The gazetteer, in byte order of codes.
    public var regions: [Region] = []
    /// Agencies in the order of the packs.
    public var agencies: [Agency] = []
    /// Issues in the order of the packs.
    public var issues: [Issue] = []
    /// The register of sources in the order of the packs.
    public var sources: [Source] = []
    /// All lexicon lines in the order of packs, files and lines.
    public var rules: [LexiconRule] = []
    /// Days off, earliest first.
    public var holidays: [Holiday] = []
    /// Deadlines in the order of the packs.
    public var deadlines: [Deadline] = []

    /// Month, weekday, zone and day words of the language.
    public var calendar = CalendarWords()
    /// The mapping files, in byte order of names; a later pack's file stands for an earlier one of the same name.
    public var mappingPaths: [String] = []
    /// The files of site rules, in byte order of names; a later pack's file stands for an earlier one of the same name.
    public var sitePaths: [String] = []
    /// The packs laid over each other, first to last.
    public var packs: [PackManifest] = []

    /// An empty vocabulary.
    public init() {}
}
