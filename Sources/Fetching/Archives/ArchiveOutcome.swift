import Records

/// What one record of an archive comes to.
enum ArchiveOutcome: Sendable {
    /// It only describes others: used, without a capture.
    case described
    /// It is outside what was asked for: used, without a capture.
    case filtered
    case rejected(reason: String, detail: String, record: JSONValue)
    /// The partition that the run adds to holds its capture.
    case known(source: String, failure: FetchFailure?)
    /// A capture as the line that is stored, with the source that it belongs to.
    case capture(source: String, key: CaptureKey, line: [UInt8], failure: FetchFailure?)
}
