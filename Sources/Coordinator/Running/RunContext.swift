import PipelineGraph
import Records

/// Everything that a run knows before it starts, and never changes.
struct RunContext: Sendable {
    let pipeline: Pipeline
    /// The stages in the pipeline's order, made ready for the key.
    let prepared: [PreparedStage]
    let layout: Layout
    let key: String
    /// The run's name: a directory under `runs/`.
    let runID: String
    /// How many tasks run at once.
    let jobs: Int
    /// The pipeline file's directory, absolute: where stages work.
    let base: String
    let environment: StageEnvironment
    var evaluator: TaskEvaluator
    let clock: any WallClock
    let host: String
    /// Seconds before the second attempt; each further one waits twice as long.
    let retryDelay: Double
    /// Seconds between SIGTERM and SIGKILL.
    let grace: Double
    let progress: any ProgressReporting
    let scope: RunScope
    /// The generation that partitions which would be the same are taken from.
    var donor: PartitionDonor?
    /// What the names of attempts hold in place of the run's, where one task is run alone.
    var attemptName: String?
    /// Knows when the disk was full.
    let watch: DiskWatch
    /// Where the end of the run is heard.
    var interruption = Interruption()

    /// A task as `stage/partition`.
    func title(_ task: TaskID) -> String { "\(prepared[task.stage].name)/\(task.partition)" }
}

extension RunContext {
    /// What the names of this run's attempts begin with: the generation, whose lock the run holds, and the run.
    var attemptPrefix: String { "\(layout.generation)-\(attemptName ?? runID)" }
}
