import RecordIO
import XCTest

@testable import Coordinator

final class MemoryUseTests: XCTestCase {
    /// One in the group, one that left it, and one that left it and let go the lock.
    func testRunawaysCount() throws {
        let folder = try TemporaryFolder()
        let attempt = AttemptDirectory(path: "\(folder.path)/g0001-r-1")
        try attempt.make()
        let script = """
            eat() { x=$(head -c 20000000 /dev/zero | tr '\\0' x); echo $1 >> \(folder.path)/full; sleep 60; }
            export -f eat
            eat 1 & setsid bash -c 'eat 2' & (exec 3>&-; exec setsid bash -c 'eat 3') & sleep 60
            """
        let pid = try ChildProcess.start(
            ChildSpecification(
                executable: "/bin/bash", words: ["bash", "-c", script],
                environment: ["PATH=/usr/bin:/bin", attempt.variable], workingDirectory: "/", input: nil, output: nil,
                error: nil, lock: attempt.lockPath))
        defer {
            try? attempt.endSurvivors()
            _ = ChildProcess.collect(pid)
        }
        for _ in 0..<5000 where (folder.text("full") ?? "").utf8.count < 6 { usleep(2000) }
        var use = MemoryUse()
        for round in 1...2 {
            let bytes = use.resident(of: [pid: attempt])[pid] ?? 0
            XCTAssertGreaterThan(bytes, 60_000_000, "round \(round)")
            XCTAssertLessThan(bytes, 200_000_000, "round \(round)")
        }
        XCTAssertEqual(use.resident(of: [:]), [:])
    }
}
