import ArgumentParser
import RecordIO
import StageKit
import Store

/// Errors of the store as failures of contract 1.
enum StoreFailure {
    /// The failure that an error amounts to.
    static func failure(_ error: any Error) -> StageFailure {
        switch error {
        case let failure as StageFailure: failure
        case RecordIOError.truncated, RecordIOError.damaged: .badData("\(error)")
        case StoreError.damaged: .badData("\(error)")
        case RecordIOError.noSuchInput, StoreError.noSuchStore, StoreError.notAStore, StoreError.emptyQuery:
            .usage("\(error)")
        case StoreError.busy: .tryAgain("\(error)")
        default: .failed("\(error)")
        }
    }

    /// Says why on standard error, and gives the exit status.
    static func exit(_ command: String, _ error: any Error) -> ExitCode {
        let failure = failure(error)
        StandardError.write("serap-store \(command): \(failure)\n")
        return ExitCode(failure.exitStatus)
    }
}
