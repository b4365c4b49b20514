import PipelineGraph
import RecordIO

/// An error that ends a command with a message and an exit status of its own.
protocol ExitingError: Error, CustomStringConvertible {
    var exitStatus: Int32 { get }
}

extension LockHeld: ExitingError { var exitStatus: Int32 { 3 } }
extension PipelineError: ExitingError { var exitStatus: Int32 { 2 } }
extension UsageError: ExitingError { var exitStatus: Int32 { 2 } }
extension RecordIOError: ExitingError { var exitStatus: Int32 { 1 } }
extension SurvivorError: ExitingError { var exitStatus: Int32 { 1 } }
extension DiskFull: ExitingError { var exitStatus: Int32 { 1 } }
