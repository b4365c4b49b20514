import Foundation
import RecordIO
import XCTest

@testable import Coordinator

/// The built `serap`, started in a workshop's folder.
struct RealProgram {
    let shop: StageWorkshop

    static var path: String {
        Paths.parent(Bundle.main.executablePath ?? SerapProgram.ownDirectory + "/x") + "/serap"
    }

    static func skipUnlessBuilt() throws { try XCTSkipUnless(access(path, X_OK) == 0, "no \(path)") }

    /// Starts it; standard output goes to `NAME.out`, standard error to `NAME.err` in the folder.
    func start(_ name: String, _ words: [String]) throws -> pid_t {
        let output = try OpenFile.writing("\(shop.folder.path)/\(name).out")
        let error = try OpenFile.writing("\(shop.folder.path)/\(name).err")
        return try withExtendedLifetime((output, error)) {
            try ChildProcess.start(
                ChildSpecification(
                    executable: Self.path, words: ["serap"] + words,
                    environment: ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/"], workingDirectory: shop.folder.path,
                    input: nil, output: output.descriptor, error: error.descriptor, lock: nil))
        }
    }

    func wait(_ pid: pid_t) -> ChildEnd {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return ChildEnd(status: status)
    }

    /// Runs it to its end: exit status, standard output, standard error.
    func run(_ words: [String]) throws -> (end: ChildEnd, output: String, error: String) {
        let end = wait(try start("once", words))
        return (end, shop.folder.text("once.out") ?? "", shop.folder.text("once.err") ?? "")
    }

    func waitUntil(_ condition: () -> Bool) {
        for _ in 0..<5000 where !condition() { usleep(2000) }
        XCTAssertTrue(condition())
    }
}
