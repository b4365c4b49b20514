/// Jobs in the order in which they came; taking the first costs nothing, however many wait behind it.
struct JobQueue: Sendable {
    private var jobs: [Job?] = []
    private var head = 0

    var isEmpty: Bool { head == jobs.count }

    mutating func append(_ job: Job) { jobs.append(job) }

    mutating func popFirst() -> Job? {
        guard head < jobs.count else { return nil }
        defer {
            jobs[head] = nil
            head += 1
            if head == jobs.count { (jobs, head) = ([], 0) }
        }
        return jobs[head]
    }
}
