import Records

/// One go of a frozen stage at the world: captures are made in one go, and may be added to in others.
struct FetchGo: Sendable, Equatable {
    /// When it was finished.
    var at: String
    var run: String
    /// The lines that it captured.
    var output: Int

    var json: JSONValue { ["at": .string(at), "run": .string(run), "out": .int(output)] }

    init(at: String, run: String, output: Int) {
        self.at = at
        self.run = run
        self.output = output
    }

    init?(_ json: JSONValue) {
        guard let at = json["at"]?.string, let output = json["out"]?.int, TaskCounts.range.contains(output) else {
            return nil
        }
        self.init(at: at, run: json["run"]?.string ?? "", output: output)
    }
}
