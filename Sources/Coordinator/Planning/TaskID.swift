/// A task by the position of its stage in the pipeline's order and the name of its partition.
struct TaskID: Hashable, Comparable, Sendable {
    let stage: Int
    let partition: String

    static func < (left: TaskID, right: TaskID) -> Bool {
        (left.stage, left.partition) < (right.stage, right.partition)
    }
}
