import RecordIO
import XCTest

@testable import Coordinator

final class AttemptDirectoryTests: XCTestCase {
    func testOnlyTheOwnGenerationIsCleared() throws {
        let folder = try TemporaryFolder()
        for name in ["g0001-r-1", "g0001-r-2", "g0002-r-1"] {
            try AttemptDirectory(path: "\(folder.path)/\(name)").make()
        }
        try AttemptDirectory.clear(folder.path, generation: "g0001")
        XCTAssertEqual(folder.names(""), ["g0002-r-1"])
    }

    /// A child that left the group, and one that closed the lock but has the scratch directory in its environment.
    func testSurvivorsAreEndedWhateverTheyDid() throws {
        let folder = try TemporaryFolder()
        let attempt = AttemptDirectory(path: "\(folder.path)/g0001-r-1")
        try attempt.make()
        let child = ChildSpecification(
            executable: "/bin/bash",
            words: [
                "bash", "-c",
                "setsid sleep 60 & (exec 3>&-; exec sleep 60) & echo > \(folder.path)/started; sleep 60",
            ],
            environment: ["PATH=/usr/bin:/bin", "TMPDIR=\(attempt.temporary)"], workingDirectory: "/", input: nil,
            output: nil, error: nil, lock: attempt.lockPath)
        let pid = try ChildProcess.start(child)
        for _ in 0..<1000 where !folder.exists("started") { usleep(2000) }
        let variable = "TMPDIR=\(attempt.temporary)"
        XCTAssertGreaterThanOrEqual(ProcessTable.holders(of: attempt.lockPath, orEnvironment: variable).count, 3)
        try AttemptDirectory.clear(folder.path, generation: "g0001")
        XCTAssertFalse(ProcessTable.isAlive(pid))
        XCTAssertEqual(folder.names(""), ["started"])
        _ = ChildProcess.collect(pid)
    }

    func testALockIsHeldOnce() throws {
        let folder = try TemporaryFolder()
        let lock = try KernelLock.take("\(folder.path)/lock")
        XCTAssertNotNil(lock)
        XCTAssertNil(try KernelLock.take("\(folder.path)/lock"))
        withExtendedLifetime(lock) {}
    }
}
