import Glibc
import RecordIO
import Records
import StageKit

/// Writes captures as one WARC file, a gzip member for each record. The same partitions in the same order give the same
/// bytes.
///
/// The file is there whole or not at all. Memory: a few pieces of partitions; large bodies are streamed.
struct WARCExport {
    /// What came of it.
    struct Counts: Equatable {
        /// Captures by the type of their record.
        var written: [String: Int] = [:]
        /// Captures that another capture of the same id went before.
        var repeated = 0
        /// Lines that are no capture with id, URL and moment.
        var leftOut = 0
    }

    let inputs: [String]
    let output: String

    private struct Entry: Sendable {
        var id: String
        var type: String
        var date: Instant
        var members: [Member]
    }

    private enum Member: Sendable {
        case whole([UInt8])
        case file(head: [UInt8], path: String, size: Int)
    }

    func run() throws -> Counts {
        guard access(output, F_OK) != 0 else {
            throw StageFailure.usage("\(output): exists; name a new file or remove it first")
        }
        let datasets = try inputs.map { try Dataset(path: $0) }
        let temporary = "\(output).\(getpid()).part"
        let writer = Writer(file: try OpenFile.writing(temporary))
        do {
            let pool = OrderedPool<[Entry?]> { try writer.take($0) }
            for dataset in datasets {
                for part in dataset.parts {
                    try PartReader(path: part).forEachPiece { piece in
                        let directory = dataset.directory
                        if piece.oversizedLine != nil { return try pool.submit { [nil] } }
                        try pool.submit {
                            let compressor = MemberCompressor()
                            var entries: [Entry?] = []
                            try Self.forEachLine(piece.text()) { line in
                                entries.append(
                                    try Self.entry(line, directory, compressor: compressor))
                            }
                            return entries
                        }
                    }
                }
            }
            try pool.finish()
            try writer.finish()
            try Directory.rename(temporary, to: output)
        } catch {
            try? Directory.remove(temporary)
            throw error
        }
        return writer.counts
    }

    private static func forEachLine(_ text: [UInt8], _ body: (ArraySlice<UInt8>) throws -> Void) rethrows {
        for line in text.split(separator: 0x0A) { try body(line) }
    }

    private static func entry(
        _ line: ArraySlice<UInt8>, _ directory: String, compressor: MemberCompressor
    ) throws -> Entry? {
        guard let record = try? Record(line: line) else { return nil }
        let capture = Capture(record)
        guard let id = capture.id, let url = capture.url, let date = capture.fetchedAt else { return nil }
        let records = try WARCRecords(
            capture, id: id, url: url, date: date, body: try StoredBody(capture, directory: directory))
        let members = records.contents.map { content -> Member in
            switch content {
            case .whole(let bytes): .whole(compressor.member(of: bytes))
            case .file(let head, let path, let size): .file(head: head, path: path, size: size)
            }
        }
        return Entry(id: id, type: records.type, date: date, members: members)
    }

    /// The file end, fed by one thread at a time in order.
    private final class Writer: @unchecked Sendable {
        private let file: OpenFile
        private var seen: Set<CaptureKey> = []
        private var isBegun = false
        private(set) var counts = Counts()

        init(file: OpenFile) { self.file = file }

        func take(_ entries: [Entry?]) throws {
            for entry in entries {
                guard let entry else {
                    counts.leftOut += 1
                    continue
                }
                guard seen.insert(CaptureKey(entry.id)).inserted else {
                    counts.repeated += 1
                    continue
                }
                try begin(with: entry.id, at: entry.date)
                counts.written[entry.type, default: 0] += 1
                for member in entry.members { try write(member) }
            }
        }

        /// The clock has no say in a file of captures: its first record has the moment of the first of them.
        private func begin(with id: String, at date: Instant) throws {
            guard !isBegun else { return }
            isBegun = true
            try file.write(MemberCompressor().member(of: WARCRecords.warcinfo(["warcinfo", id], at: date)))
        }

        func finish() throws {
            try begin(with: "", at: Instant(seconds: 0))
            try file.synchronize()
        }

        private func write(_ member: Member) throws {
            switch member {
            case .whole(let bytes): try file.write(bytes)
            case .file(let head, let path, let size):
                let gzip = try GzipStream { [file] in try file.write($0) }
                try gzip.append(head)
                let body = try OpenFile.reading(path)
                var done = 0
                while done < size {
                    let piece = try body.read(count: min(1 << 20, size - done), at: done)
                    guard !piece.isEmpty else { throw RecordIOError.truncated(file: path, offset: done) }
                    try gzip.append(piece)
                    done += piece.count
                }
                try gzip.append(WARCRecords.end)
                try gzip.finish()
            }
        }
    }
}
