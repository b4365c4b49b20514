import RecordIO
import XCTest

@testable import Coordinator

final class ProcessTableTests: XCTestCase {
    func testAProcessIsReadWhateverItsName() {
        let line = "17 (a) b) R 1 2001 3 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 98765 1000000 12 99\n"
        let status = ProcessStatus(Array(line.utf8))
        XCTAssertEqual(status?.state, UInt8(ascii: "R"))
        XCTAssertEqual(status?.group, 2001)
        XCTAssertEqual(status?.start, 98765)
        XCTAssertEqual(status?.resident, 12 * Int(sysconf(Int32(_SC_PAGESIZE))))
        for bad in ["", "17 (a", "17 (a) R 1", "17 (a) R 1 x 3 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 98765 1000000 12"]
        {
            XCTAssertNil(ProcessStatus(Array(bad.utf8)), bad)
        }
    }

    func testVariablesAndPathsBelowThem() {
        for (entry, expected) in [
            ("TMPDIR=/s/1/tmp", true), ("TMPDIR=/s/1/tmp/deep", true), ("TMPDIR=/s/1/tmp2", false),
            ("XTMPDIR=/s/1/tmp", false), ("TMPDIR=/s/1", false),
        ] {
            XCTAssertEqual(ProcessTable.isAtOrBelow(Array(entry.utf8)[...], "TMPDIR=/s/1/tmp"), expected, entry)
        }
    }

    func testYoungerProcessesAreFound() throws {
        XCTAssertTrue(ProcessTable.all.contains(getpid()))
        let pid = try ChildProcess.start(
            ChildSpecification(
                executable: "/bin/sleep", words: ["sleep", "60"], environment: ["TMPDIR=/nowhere/\(getpid())/x"],
                workingDirectory: "/", input: nil, output: nil, error: nil, lock: nil))
        XCTAssertTrue(ProcessTable.all(after: pid - 1).contains(pid))
        // A number that is not given out yet: the numbers must have begun anew, and all are looked at.
        XCTAssertTrue(ProcessTable.all(after: .max).contains(getpid()))
        // For a moment a program that has just been started shows no environment.
        let holders = { ProcessTable.holders(of: "/none", orEnvironment: "TMPDIR=/nowhere/\(getpid())") }
        for _ in 0..<500 where holders().isEmpty { usleep(2000) }
        XCTAssertEqual(holders(), [pid])
        XCTAssertTrue(ProcessTable.isAlive(pid))
        ChildProcess.signal(group: pid, SIGKILL)
        XCTAssertEqual(ChildProcess.collect(pid), .signalled(SIGKILL))
        XCTAssertFalse(ProcessTable.isAlive(pid))
    }
}
