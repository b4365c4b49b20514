import Records

/// The letterhead and the signature of an office (`kop.yaml`): what stands at the top and at the end of its reports.
///
///     office: Dinas Komunikasi dan Informatika
///     government: Pemerintah Kabupaten Contoh
///     address: [Jalan Contoh Nomor 1, Telepon (0000) 000000]
///     signature: {place: Contoh, title: Kepala Dinas, name: Nama Pejabat, rank: Pembina, nip: "19700101 199001 1 001"}
public struct Letterhead: Sendable, Equatable {
    /// The signature at the end; what is absent is left for a pen.
    public struct Signature: Sendable, Equatable {
        /// Where it is signed.
        public var place: String?
        /// The office held, with `Plt.`, `Plh.` or `a.n.` where that is so.
        public var title: String?
        /// The name.
        public var name: String?
        /// Pangkat.
        public var rank: String?
        /// The civil servant's number.
        public var nip: String?
    }

    /// The government that the office belongs to.
    public var government: String?
    /// The office.
    public var office: String?
    /// Lines below its name.
    public var address: [String] = []
    /// Who signs.
    public var signature = Signature()

    /// A letterhead without anything.
    public init() {}

    /// Reads a letterhead; throws every problem at once. `path` stands in messages.
    public init(text: String, path: String) throws(PackProblems) {
        let report = PackReport()
        let nowhere = Origin(source: "", verified: false)
        if let tree = PackTree(text: text, file: path, report),
            let entry = PackEntry(
                tree, what: "the letterhead", keys: ["government", "office", "address", "signature"], origin: nowhere,
                report)
        {
            government = entry.text("government")
            office = entry.text("office")
            address = entry.texts("address")
            if let tree = entry.tree("signature"),
                let entry = PackEntry(
                    tree, what: "the signature", keys: ["place", "title", "name", "rank", "nip"], origin: nowhere,
                    report)
            {
                signature = Signature(
                    place: entry.text("place"), title: entry.text("title"), name: entry.text("name"),
                    rank: entry.text("rank"), nip: entry.text("nip"))
            }
        }
        guard report.problems.isEmpty else { throw PackProblems(problems: report.problems) }
    }
}
