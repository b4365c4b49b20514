import RecordIO
import XCTest

final class DirectoryTests: XCTestCase {
    func testADatasetIsTheDataPartsAtTheTopLevelInOrder() throws {
        let directory = try temporaryDirectory()
        for name in ["b.jsonl.gz", "a.jsonl", "notes.txt", ".hidden.jsonl", "c.jsonl.gz"] {
            try write([], to: "\(directory)/\(name)")
        }
        try Directory.make("\(directory)/_meta/deep")
        try write([], to: "\(directory)/_meta/rejects.jsonl.gz")
        XCTAssertEqual(
            try Dataset(path: directory).parts,
            ["\(directory)/a.jsonl", "\(directory)/b.jsonl.gz", "\(directory)/c.jsonl.gz"])
        XCTAssertEqual(try Dataset(path: "\(directory)/notes.txt").parts, ["\(directory)/notes.txt"])
        XCTAssertEqual(try Dataset(path: directory).directory, directory)
        XCTAssertEqual(try Dataset(path: "\(directory)/a.jsonl").directory, directory, "blobs lie beside the part")
        XCTAssertThrowsError(try Dataset(path: "\(directory)/none")) {
            XCTAssertEqual("\($0)", "\(directory)/none: no such file or directory")
        }
    }

    func testPublishingPutsTheNewInThePlaceOfTheOld() throws {
        let directory = try temporaryDirectory()
        for (name, text) in [("old", "lama"), ("new", "baru")] {
            try Directory.make("\(directory)/\(name)")
            try write(Array(text.utf8), to: "\(directory)/\(name)/part.jsonl")
        }
        try Directory.publish("\(directory)/old", at: "\(directory)/tree/place", aside: "\(directory)/aside")
        try Directory.publish("\(directory)/new", at: "\(directory)/tree/place", aside: "\(directory)/aside")
        XCTAssertEqual(try contents("\(directory)/tree/place/part.jsonl"), Array("baru".utf8))
        XCTAssertEqual(try Directory.names(directory), ["tree"])
    }

    func testTheOldComesBackWhereTheNewCannotBePut() throws {
        let directory = try temporaryDirectory()
        try Directory.make("\(directory)/place")
        try write(Array("lama".utf8), to: "\(directory)/place/part.jsonl")
        XCTAssertThrowsError(
            try Directory.publish("\(directory)/none", at: "\(directory)/place", aside: "\(directory)/aside"))
        XCTAssertEqual(try contents("\(directory)/place/part.jsonl"), Array("lama".utf8))
        XCTAssertEqual(try Directory.names(directory), ["place"])
    }

    /// Some programs make their own directories read-only, and this user need not be root.
    func testRemovingTakesReadOnlyDirectories() throws {
        let directory = try temporaryDirectory()
        try Directory.make("\(directory)/a/b")
        try write([1], to: "\(directory)/a/b/c")
        for path in ["a/b", "a"] { XCTAssertEqual(chmod("\(directory)/\(path)", 0o500), 0) }
        try Directory.remove("\(directory)/a")
        XCTAssertEqual(try Directory.names(directory), [])
    }

    func testRemovingTakesLinksAndNotWhatTheyPointTo() throws {
        let directory = try temporaryDirectory()
        try Directory.make("\(directory)/a/b")
        try write([1], to: "\(directory)/kept")
        XCTAssertEqual(symlink("\(directory)/kept", "\(directory)/a/b/link"), 0)
        XCTAssertEqual(symlink(directory, "\(directory)/a/b/up"), 0)
        try Directory.remove("\(directory)/a")
        try Directory.remove("\(directory)/a")
        XCTAssertEqual(try Directory.names(directory), ["kept"])
    }

    func testDigestsAreOfTheStoredBytes() throws {
        let path = try temporaryDirectory() + "/a"
        try write(Array("abc".utf8), to: path)
        let digest = try FileDigest.sha256(path)
        XCTAssertEqual(digest.hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        XCTAssertEqual(digest.size, 3)
    }
}
