import RecordIO
import Records

/// Why a WARC file cannot be read on.
struct WARCError: Error, Equatable {
    /// `warc_truncated` or `warc_damaged`.
    var reason: String
    /// File, place, and what is wrong there.
    var detail: String
}

/// Reads the records of a WARC file one by one: plain, gzip by record or gzip as a whole. Memory: one record, and of a
/// record no more than the limit.
final class WARCReader {
    private let name: String
    private let blockLimit: Int
    private let bytes: StoredBytes

    /// Opens a file, which errors call by `name`, at a byte where a record begins; blocks over the limit are passed over.
    init(path: String, name: String, blockLimit: Int, from start: Int = 0) throws(RecordIOError) {
        self.name = name
        self.blockLimit = blockLimit
        bytes = try StoredBytes(path: path, from: start)
    }

    /// Where the next record begins; nil at the end of the file and where it cannot be read on.
    func nextPlace() -> StoredPlace? {
        guard (try? bytes.skipLineEnds()) != nil, (try? bytes.isAtEnd()) == false else { return nil }
        return bytes.place
    }

    /// The next record; nil at the end. After an error there is nothing more to read.
    func next() throws -> WARCRecord? {
        var start = bytes.place
        do {
            try bytes.skipLineEnds()
            guard try !bytes.isAtEnd() else { return nil }
            start = bytes.place
            let record = try record(at: start)
            // Up to the next record: the checksum of a member stands behind the record in it.
            try bytes.skipLineEnds()
            return record
        } catch let error as StoredBytesError {
            let reason = error.what.hasPrefix("the file ends") ? "warc_truncated" : "warc_damaged"
            throw WARCError(reason: reason, detail: "\(name): \(error.what), in the record at \(start)")
        }
    }

    private func record(at place: StoredPlace) throws -> WARCRecord {
        let version = try line(place)
        guard version.starts(with: "WARC/".utf8) else {
            let shown = String(decoding: version.prefix(40), as: UTF8.self)
            throw damaged("'\(shown)' where 'WARC/1.0' should stand", place)
        }
        var fields = HeaderFields()
        for count in 0... {
            let line = try line(place)
            if line.isEmpty { break }
            guard count < WARCRecord.fieldLimit else {
                throw damaged("more than \(WARCRecord.fieldLimit) header fields", place)
            }
            guard fields.add(line: line) else { throw damaged("a header line without a colon", place) }
        }
        guard let text = fields["content-length"], let length = Int(text), length >= 0 else {
            throw damaged("Content-Length '\(fields["content-length"] ?? "")' is not a number of bytes", place)
        }
        var block: [UInt8] = []
        let keeps = length <= blockLimit
        let whole = try bytes.take(length) { if keeps { block += $0 } }
        guard whole else {
            throw WARCError(
                reason: "warc_truncated", detail: "\(name): the file ends in the record at \(place)")
        }
        return WARCRecord(place: place, fields: fields, block: keeps ? block : nil)
    }

    private func line(_ place: StoredPlace) throws -> [UInt8] {
        if let line = try bytes.line(limit: WARCRecord.lineLimit) { return line }
        guard try bytes.isAtEnd() else { throw damaged("a header line over \(WARCRecord.lineLimit) bytes", place) }
        throw WARCError(reason: "warc_truncated", detail: "\(name): the file ends in the record at \(place)")
    }

    private func damaged(_ what: String, _ place: StoredPlace) -> WARCError {
        WARCError(reason: "warc_damaged", detail: "\(name): \(what), in the record at \(place)")
    }
}
