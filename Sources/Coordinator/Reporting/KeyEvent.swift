import Records

/// One of many keys is finished: what became of it, how many are left, and how long they may take.
struct KeyEvent: Sendable {
    var key: String
    /// Whether its run went well.
    var isGood: Bool
    /// The run, where one began.
    var run: String?
    var made = 0
    var fresh = 0
    /// The first thing that went wrong.
    var reason: String?
    /// Whether nothing can be done about it; the report at the end says why, once for all such days.
    var isForGood = false
    var done: Int
    var total: Int
    var secondsLeft: Int

    /// `2019-01-01: done, 12 made, 0 up to date; 1 of 1826 days done, 1825 left, about 2 h 5 min`
    var text: String {
        var text = "\(key): \(isGood ? "done" : "not all done"), \(made) made, \(fresh) up to date"
        if isForGood { text += ", cannot be made good" } else if let reason { text += ", \(reason)" }
        text += "; \(done) of \(total) done"
        return done < total
            ? text + ", \(total - done) left, about \(TerminalProgress.duration(Double(secondsLeft)))" : text
    }

    var json: JSONObject {
        [
            "key": .string(key), "good": .bool(isGood), "run": run.map { .string($0) } ?? .null, "made": .int(made),
            "up_to_date": .int(fresh), "reason": reason.map { .string($0) } ?? .null, "done": .int(done),
            "total": .int(total), "seconds_left": .int(secondsLeft),
        ]
    }
}

extension ProgressReporting {
    func key(_ event: KeyEvent) { say(event.text) }
}

/// Progress of one key's run among many: of the bar and the lists nothing is told, messages say which key they are of.
struct KeyProgress: ProgressReporting {
    let base: any ProgressReporting
    let key: String

    func listed(_ stage: String, _ count: Int) {}
    func update(done: Int, known: Int, running: Int) {}
    func say(_ text: String) { base.say("\(key) \(text)") }
    func task(_ event: @autoclosure () -> TaskEvent) { base.task(event()) }
    func key(_ event: KeyEvent) { base.key(event) }
    func end() {}
}
