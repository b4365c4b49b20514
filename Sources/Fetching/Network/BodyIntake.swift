/// What becomes of one body as it is sent: counted, unpacked, and kept where its answer is a success.
///
/// Unpacked here and not by libcurl, which takes a body that breaks off inside its content coding for a whole one.
struct BodyIntake {
    /// What came to be kept.
    let collector: BodyCollector
    private let limits: FetchLimits
    private var decoder: (any ContentDecoder)?
    private var coding: ContentCoding?
    private var sent = 0

    /// Bytes of a failure's body or a redirect's that are read, so that its connection can be used again.
    private static let skipLimit = 256 << 10

    init(limits: FetchLimits, collector: BodyCollector) {
        self.limits = limits
        self.collector = collector
    }

    /// Takes bytes of the body that a head announced; false where more of it is not needed.
    mutating func take(_ piece: UnsafeRawBufferPointer, of head: AnswerHead) throws -> Bool {
        sent += piece.count
        guard head.isSuccess, head.status != 206 else { return sent <= Self.skipLimit }
        guard sent <= limits.sentBody else { throw FetchFailure.tooLarge(limit: limits.sentBody) }
        if coding == nil, let packing = head.coding {
            coding = packing
            decoder = try packing.decoder()
        }
        guard let decoder else {
            try collector.append(piece)
            return true
        }
        do {
            try decoder.take(piece) { try collector.append($0) }
        } catch FetchFailure.tooLarge(let limit, _) {
            throw FetchFailure.tooLarge(limit: limit, .unpacked)
        }
        return true
    }

    /// Why the body is not whole, though its answer is; nil where it is.
    var fault: FetchFailure? {
        guard let decoder, let coding, !decoder.isWhole else { return nil }
        return .cutBody(coding.words, unpacked: decoder.count)
    }
}
