import PipelineGraph
import Records

/// A clock that went back: days would be named wrongly, and what is newest could no longer be told.
struct ClockBehind: ExitingError, Equatable {
    let now: Instant
    let run: String
    let began: Instant

    var exitStatus: Int32 { 1 }
    var description: String {
        "the clock says \(now), but run \(run) began at \(began); set the clock right, or remove runs/\(run) "
            + "if that one was wrong"
    }

    /// Seconds that a clock may go back as it is kept right, without anything being wrong.
    static let tolerance = 5

    /// Throws where the last run of a pipeline began after now; the names of the runs alone are read.
    static func check(_ pipeline: Pipeline, _ layout: Layout, now: Instant, disk: any Disk) throws {
        let last = RunName.all(of: pipeline, in: layout, disk: disk).first { !$0.isTask }
        if let last, now.seconds + tolerance < last.start.seconds {
            throw ClockBehind(now: now, run: last.text, began: last.start)
        }
    }
}
