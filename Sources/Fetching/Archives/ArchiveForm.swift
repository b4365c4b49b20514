import RecordIO

/// How the records of an archive file are stored, told by its first bytes and never by its name.
enum ArchiveForm: Equatable {
    /// Gzip with a member for each record (ISO 28500, annex D): can be read from many places at once.
    case byRecord
    /// Plain, or gzip in any other way: read from the beginning.
    case inOrder
    /// None that is read, and what to do about it.
    case refused(reason: String, detail: String)

    /// Looks at a file, which `name` calls in messages.
    init(path: String, name: String) throws {
        let head = try OpenFile.reading(path).read(count: 4, at: 0)
        if head.isEmpty {
            self = .refused(reason: "warc_empty", detail: "\(name): the file is empty")
            return
        }
        if head == [0x28, 0xB5, 0x2F, 0xFD]
            || head.count == 4 && head[0] & 0xF0 == 0x50 && head[1...] == [0x2A, 0x4D, 0x18]
        {
            self = .refused(
                reason: "warc_zstd", detail: "\(name): compressed with zstd; bring it as gzip: zstd -dc FILE | gzip")
            return
        }
        if let what = Self.unreadVersion(path) {
            self = .refused(
                reason: "warc_version",
                detail: "\(name): \(what), where WARC 1.0 and 1.1 are read; 'warcio recompress' brings it into form")
            return
        }
        guard GzipMember.isGzip(head) else {
            self = .inOrder
            return
        }
        let reader = try WARCReader(path: path, name: name, blockLimit: 0)
        do {
            guard try reader.next() != nil else {
                self = .inOrder
                return
            }
            self = reader.memberEnd == nil ? .inOrder : .byRecord
        } catch let error as WARCError {
            // Damage of the first record says nothing of how the others are stored; a file that ends in it has no others.
            self = error.reason == "warc_damaged" ? .byRecord : .inOrder
        }
    }

    /// What the first line says of an older format; nil where it does not.
    private static func unreadVersion(_ path: String) -> String? {
        guard let bytes = try? StoredBytes(path: path), let line = try? bytes.line(limit: 4096) else { return nil }
        if line.starts(with: "filedesc:".utf8) { return "an ARC file" }
        guard line.starts(with: "WARC/".utf8), !line.starts(with: WARCRecord.versionStart) else { return nil }
        return "version '\(String(decoding: line.prefix(20), as: UTF8.self))'"
    }
}
