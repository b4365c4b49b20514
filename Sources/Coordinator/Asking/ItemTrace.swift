import Records

/// Whether something is as it was recorded when it was made, found by digesting it now.
enum TraceCheck: Sendable, Equatable {
    case asRecorded
    case differs(String)

    var isGood: Bool { self == .asRecorded }

    /// `as recorded`, or `NOT as recorded: why`.
    var text: String {
        switch self {
        case .asRecorded: "as recorded"
        case .differs(let why): "NOT as recorded: \(why)"
        }
    }

    /// Good where nothing is said against it.
    init(_ complaints: [String]) {
        self = complaints.isEmpty ? .asRecorded : .differs(complaints.joined(separator: "; "))
    }
}

/// An item's way back from the last stage to the bytes that it came from.
struct ItemTrace: Sendable {
    /// A place in a part.
    struct Place: Sendable, Hashable {
        let stage: String
        let partition: String
        let part: String
        let line: Int

        var text: String { "\(stage)/\(partition)/\(part) line \(line)" }
    }

    /// The record as one stage wrote it.
    struct Step: Sendable {
        let place: Place
        /// Whether the part and its receipt are what they say.
        let check: TraceCheck
        let changes: RecordChanges
        /// Whether values may be shown.
        let isShown: Bool
        let receipt: Receipt?
        let evidence: PackEvidence
    }

    /// The bytes behind a version, in the capture that holds them.
    struct Origin: Sendable {
        /// Where the capture stands; nil where it is not to be found.
        let place: Place?
        let capture: String
        /// Whether the part that holds the capture is what its receipt says.
        let partCheck: TraceCheck
        let facts: JSONObject
        /// Bytes of the body; nil where there is none.
        let bodySize: Int?
        let bodyCheck: TraceCheck
        let offset: Int
        let length: Int
        /// SHA-256 of the bytes from `offset`, taken now.
        let digest: String?
        let sliceCheck: TraceCheck
        /// The bytes themselves, where they were asked for.
        let bytes: [UInt8]?

        var checks: [TraceCheck] { [partCheck, bodyCheck, sliceCheck] }
    }

    /// One record of the item, from the last stage that has it to its bytes.
    struct Version: Sendable {
        /// The last stage first.
        var steps: [Step]
        var origin: Origin?
        /// The entry that led to the page, with its own way back.
        var via: [Version] = []

        var isGood: Bool {
            steps.allSatisfy { $0.check.isGood } && origin?.checks.allSatisfy(\.isGood) ?? true
                && via.allSatisfy(\.isGood)
        }
    }

    let pipeline: String
    let id: String
    let key: String
    /// The title, where a stage that masks has let it through.
    let title: String?
    /// The first is the one that the last stage shows; the others were merged into it.
    let versions: [Version]
    /// The stage that merged the others.
    let fold: String?
    /// Records of the same id in earlier keys, which the fold read as history.
    let earlier: [(key: String, place: Place)]
    /// Parts that could not be read, so that the item may stand in them unseen.
    let damaged: [String]
    /// Whether values of restricted records are shown.
    let showsRaw: Bool

    /// Whether everything was found and is as recorded.
    var isGood: Bool { damaged.isEmpty && versions.allSatisfy(\.isGood) }
}
