import ArgumentParser

/// How wide a command that runs tasks works.
struct JobsArguments: ParsableArguments {
    @Option(help: "How many tasks run at once; by default as many as there are cores.")
    var jobs: Int?

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be from 1 to 1024, not \(jobs)") }
    }
}
