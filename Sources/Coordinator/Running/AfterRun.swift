import Dispatch
import Glibc
import PipelineGraph
import RecordIO
import Records

/// Runs what a pipeline file declares under `after`, once a run and its record are finished.
///
/// The command is told by variables where the record is. It may take ten minutes; its output goes to `after.log`, and
/// its failure is a problem of the run. It is not run after a signal: whoever ended the run knows.
struct AfterRun {
    let session: Session
    /// Seconds that a command may take.
    var limit = 600

    /// Runs the command for a summary's exit status, if there is one, and gives the summary as it stands then; `status`
    /// is the status of more than this run, where many were made.
    func run(_ summary: RunSummary, status: Int32? = nil) throws -> RunSummary {
        let status = status ?? summary.exitStatus
        guard summary.signal == nil, status < 128 else { return summary }
        let (name, command) =
            status == 0 ? ("ok", session.pipeline.after.ok) : ("failed", session.pipeline.after.failed)
        guard let command else { return summary }
        let (problem, signal) = attempt(command.value, summary, status: status)
        guard problem != nil || signal != nil else { return summary }
        var summary = summary
        summary.signal = signal
        if let problem { summary.problems.append("after.\(name) failed: \(problem), log: \(log(summary))") }
        summary.exitStatus = signal.map { 128 + $0 } ?? 1
        do {
            try summary.write(to: directory(summary))
        } catch {
            summary.problems.append("no summary was written: \(DiskFull.words(error, layout: session.layout))")
        }
        return summary
    }

    private func directory(_ summary: RunSummary) -> String { "\(session.layout.runs)/\(summary.run)" }
    private func log(_ summary: RunSummary) -> String { "runs/\(summary.run)/after.log" }

    /// Why the command failed, and the signal that ended the whole.
    private func attempt(_ command: String, _ summary: RunSummary, status: Int32) -> (problem: String?, signal: Int32?)
    {
        let temporary = "\(directory(summary))/after.tmp"
        defer { try? Directory.remove(temporary) }
        do {
            try Directory.make(temporary, mode: 0o700)
            let output = try OpenFile.writing("\(directory(summary))/after.log", mode: 0o600)
            let child = ChildSpecification(
                executable: try bash(), words: ["bash", "-o", "pipefail", "-c", command],
                environment: environment(summary, status: status, temporary: temporary),
                workingDirectory: session.base, input: nil, output: output.descriptor, error: output.descriptor,
                lock: nil)
            let pid = try withExtendedLifetime(output) { try ChildProcess.start(child) }
            return try wait(pid)
        } catch {
            return ("\(error)", nil)
        }
    }

    private func wait(_ pid: pid_t) throws -> (problem: String?, signal: Int32?) {
        let ended = Guarded(false)
        let woken = DispatchSemaphore(value: 0)
        let interruption = session.options.interruption
        interruption.begin()
        defer { interruption.end() }
        interruption.tell { _ in woken.signal() }
        defer { interruption.tell(nil) }
        do {
            try ChildWatch.whenEnded(pid, on: DispatchQueue(label: "serap.after")) {
                ended.withLock { $0 = true }
                woken.signal()
            }
        } catch {
            ChildProcess.signal(group: pid, SIGKILL)
            _ = ChildProcess.collect(pid)
            throw error
        }
        let inTime = woken.wait(timeout: .now() + .seconds(limit)) == .success
        if !ended.withLock({ $0 }) {
            ChildProcess.signal(group: pid, SIGTERM)
            _ = woken.wait(timeout: .now() + session.options.grace)
        }
        // Whatever is still there of its group is ended here.
        let end = ChildProcess.collect(pid)
        let signal = interruption.received
        if let signal { return ("ended by \(signal == SIGINT ? "Ctrl-C" : "signal \(signal)")", signal) }
        guard inTime else { return ("no end after \(limit) s", nil) }
        switch end {
        case .exited(0): return (nil, nil)
        case .exited(let status): return ("exit \(status)", nil)
        case .signalled(let number): return ("ended by signal \(number)", nil)
        }
    }

    private func bash() throws -> String {
        for directory in session.environment.path.split(separator: ":") where directory.hasPrefix("/") {
            if access("\(directory)/bash", X_OK) == 0 { return "\(directory)/bash" }
        }
        throw RecordIOError.system(call: "start", path: "bash", code: ENOENT)
    }

    private func environment(_ summary: RunSummary, status: Int32, temporary: String) -> [String] {
        let place = directory(summary)
        var variables =
            session.environment.base + [
                "TMPDIR=\(temporary)", "SERAP_PIPELINE=\(session.pipeline.name)", "SERAP_KEY=\(summary.key)",
                "SERAP_RUN_DIR=\(place)", "SERAP_SUMMARY=\(place)/summary.json", "SERAP_RUN_PAGE=\(place)/run.txt",
                "SERAP_OUT=\(summary.delivered.last?.path ?? "")", "SERAP_EXIT=\(status)",
            ]
        let taken = Set(variables.map { $0.prefix { $0 != "=" } })
        for name in session.pipeline.passEnvironment where !taken.contains(name[...]) {
            if let value = session.environment.own[name] { variables.append("\(name)=\(value)") }
        }
        return variables
    }
}
