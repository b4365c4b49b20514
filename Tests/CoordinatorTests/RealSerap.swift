import RecordIO
import XCTest

@testable import Coordinator

/// The real program, run in a workshop's folder.
struct RealSerap {
    let shop: StageWorkshop

    static var path: String {
        Paths.parent(Bundle.main.executablePath ?? SerapProgram.ownDirectory + "/x") + "/serap"
    }

    /// Throws a skip where the program is not built.
    init(_ shop: StageWorkshop) throws {
        try XCTSkipUnless(access(Self.path, X_OK) == 0, "no \(Self.path)")
        self.shop = shop
    }

    /// Starts it; what it says goes into a file of the folder.
    func start(_ words: [String], output: String = "output") throws -> pid_t {
        let file = try OpenFile.writing("\(shop.folder.path)/\(output)")
        let child = ChildSpecification(
            executable: Self.path, words: [Self.path] + words,
            environment: ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/"], workingDirectory: shop.folder.path,
            input: nil, output: file.descriptor, error: file.descriptor, lock: nil)
        return try ChildProcess.start(child)
    }

    func wait(_ pid: pid_t) -> ChildEnd {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return ChildEnd(status: status)
    }

    /// The process ids that a stage wrote into a file, once there are so many.
    func pids(in file: String, count: Int, line: UInt = #line) -> [pid_t] {
        var pids: [pid_t] = []
        for _ in 0..<5000 {
            let text = shop.folder.text(file) ?? ""
            pids = text.hasSuffix("\n") ? text.split(separator: "\n").compactMap { pid_t($0) } : []
            if pids.count >= count { break }
            usleep(2000)
        }
        XCTAssertEqual(pids.count, count, line: line)
        return pids
    }
}
