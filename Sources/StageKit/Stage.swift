import RecordIO

/// One step of a pipeline as a library: what an executable of twenty lines needs to be a stage of contract 1.
///
/// A stage is made once for each run, from parameters and packs, and then works through the inputs. It never writes
/// outside `StageRun`, so that accounts always add up.
public protocol Stage: Sendable {
    /// The facts for `--describe`.
    static var description: StageDescription { get }
    /// One sentence for `--help`.
    static var abstract: String { get }
    /// What a newcomer should know, with examples, for `--help`.
    static var discussion: String { get }
    /// Reads parameters and packs; throws `StageFailure.usage` where they are wrong.
    init(_ settings: StageSettings) throws
    /// Does the work. Whatever is thrown fails the task; refused records are no errors but `Rejection`s.
    func run(_ run: StageRun) throws
}

/// Why a stage stops, and with which exit status.
public enum StageFailure: Error, Equatable, CustomStringConvertible {
    /// The command line, a parameter or a pack is wrong: 64.
    case usage(String)
    /// An input is truncated or damaged; trying again will not help: 65.
    case badData(String)
    /// Something outside is not there now; the coordinator tries again later: 75.
    case tryAgain(String)
    /// Anything else: 1.
    case failed(String)

    /// The failure that any error amounts to.
    public init(_ error: any Error) {
        switch error {
        case let failure as StageFailure: self = failure
        case let error as RecordIOError:
            switch error {
            case .truncated, .damaged: self = .badData("\(error)")
            case .noSuchInput: self = .usage("\(error)")
            case .system: self = .failed("\(error)")
            }
        default: self = .failed("\(error)")
        }
    }

    /// The exit status by the contract.
    public var exitStatus: Int32 {
        switch self {
        case .usage: 64
        case .badData: 65
        case .tryAgain: 75
        case .failed: 1
        }
    }

    /// The message for the log.
    public var description: String {
        switch self {
        case .usage(let text), .badData(let text), .tryAgain(let text), .failed(let text): text
        }
    }
}
