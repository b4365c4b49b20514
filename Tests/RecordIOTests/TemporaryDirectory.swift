import RecordIO
import XCTest

extension XCTestCase {
    /// A new directory that goes when the test ends.
    func temporaryDirectory() throws -> String {
        var template = Array("/tmp/serap-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RecordIOError.last("mkdtemp", "/tmp") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        addTeardownBlock { try? Directory.remove(path) }
        return path
    }

    /// Writes a file of the given bytes.
    func write(_ bytes: [UInt8], to path: String) throws { try OpenFile.writing(path).write(bytes) }

    /// The bytes of a file.
    func contents(_ path: String) throws -> [UInt8] {
        let file = try OpenFile.reading(path)
        return try file.read(count: file.size(), at: 0)
    }

    /// All lines of a part as text.
    func lines(_ path: String) throws -> [String] {
        var lines: [String] = []
        try PartReader(path: path).forEachLine { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }
}
