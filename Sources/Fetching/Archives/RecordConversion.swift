import Records

/// What is made of the records of one WARC file; called from all cores at once.
protocol RecordConversion: Sendable {
    /// What messages call the file.
    var name: String { get }
    /// Bytes of a block that are read; of a longer one only the header is.
    var blockLimit: Int { get }
    /// What a record comes to.
    func outcome(of record: WARCRecord) throws -> ArchiveOutcome
}

extension RecordConversion {
    /// The one rejection of a place that cannot be read.
    func rejected(_ reason: String, _ detail: String) -> ArchiveOutcome {
        .rejected(reason: reason, detail: detail, record: .object(["url": .string("file:\(name)")]))
    }
}
