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
    /// The beginning of a body that is said to be packed, until it is enough to tell whether that is true.
    private var beginning: [UInt8] = []
    private var isDecided = false
    /// It is plain text, and was taken as it came.
    private(set) var isUntrue = false

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
        guard !isDecided, head.packing != .none else {
            try keep(piece)
            return true
        }
        beginning += piece
        if beginning.count >= Packing.sample { try decide(head.packing, isWhole: false) }
        return true
    }

    private mutating func decide(_ packing: Packing, isWhole: Bool) throws {
        isDecided = true
        isUntrue = packing.isUntrue(of: Array(beginning.prefix(Packing.sample)), isWhole: isWhole)
        switch packing {
        case _ where isUntrue: break
        case .none: break
        case .refused(let failure): throw failure
        case .coded(let coding):
            self.coding = coding
            decoder = try coding.decoder()
        }
        defer { beginning = [] }
        try beginning.withUnsafeBytes { try keep($0) }
    }

    private func keep(_ piece: UnsafeRawBufferPointer) throws {
        guard let decoder else { return try collector.append(piece) }
        do {
            try decoder.take(piece) { try collector.append($0) }
        } catch FetchFailure.tooLarge(let limit, _) {
            throw FetchFailure.tooLarge(limit: limit, .unpacked)
        }
    }

    /// Says that the answer is at its end; why the body is not whole all the same, nil where it is.
    mutating func end(of head: AnswerHead) throws -> FetchFailure? {
        do {
            if !beginning.isEmpty { try decide(head.packing, isWhole: true) }
        } catch let failure as FetchFailure {
            return failure
        }
        guard let decoder, let coding, !decoder.isWhole else { return nil }
        return .cutBody(coding.words, unpacked: decoder.count)
    }
}
