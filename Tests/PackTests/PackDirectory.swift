import Glibc
import Pack
import RecordIO
import XCTest

/// Packs made for one test in a directory of their own, named `pack`, `lokal` or as the test says.
final class PackDirectory {
    let root: String

    init() throws {
        var template = Array("/tmp/serap-pack-XXXXXX".utf8CString)
        root = try XCTUnwrap(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit { try? Directory.remove(root) }

    /// Writes a pack of files and gives its path; a `pack.yaml` is added where there is none.
    func pack(_ name: String, _ files: [String: String]) throws -> String {
        var files = files
        if files["pack.yaml"] == nil { files["pack.yaml"] = "{pack: \(name), version: '1'}\n" }
        for (file, text) in files {
            let path = "\(root)/\(name)/\(file)"
            try Directory.make(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
            try OpenFile.writing(path).write(Array(text.utf8))
        }
        return "\(root)/\(name)"
    }

    /// The messages of the checker with paths relative to the root.
    func problems(_ packs: String...) -> [String] {
        PackChecker.check(packs).map {
            var problem = $0
            if problem.file.hasPrefix("\(root)/") { problem.file = String(problem.file.dropFirst(root.count + 1)) }
            return problem.description
        }
    }
}

/// Files of any bytes.
enum PackFiles {
    static func write(_ path: String, _ bytes: [UInt8]) throws { try OpenFile.writing(path).write(bytes) }
}
