import RecordIO
import Records

/// Why a record of a WARC file cannot be read.
struct WARCError: Error, Equatable {
    /// `warc_truncated` or `warc_damaged`.
    var reason: String
    /// File, place, and what is wrong there.
    var detail: String
    /// Where the record begins.
    var place: StoredPlace
    /// Whether the compression is whole, so that a record may be found behind it.
    var isText = true
}

/// Reads the records of a WARC file one by one: plain, gzip by record or gzip as a whole. Memory: one record, and of a
/// record no more than the limit.
final class WARCReader {
    private let name: String
    private let blockLimit: Int
    private let bytes: StoredBytes
    /// Where a record begins whose first bytes are used already.
    private var found: StoredPlace?
    /// What was met behind the record before.
    private var failure: WARCError?

    /// Opens a file, which errors call by `name`, at a byte where a record begins; blocks over the limit are passed over.
    init(path: String, name: String, blockLimit: Int, from start: Int = 0) throws(RecordIOError) {
        self.name = name
        self.blockLimit = blockLimit
        bytes = try StoredBytes(path: path, from: start)
    }

    /// Where the next gzip member begins, if the last record was the end of one.
    var memberEnd: Int? { bytes.memberEnd }

    /// The next record; nil at the end. After an error `findRecord` may know how to go on.
    func next() throws -> WARCRecord? {
        if let failure { throw failure }
        var start = found ?? bytes.place
        do {
            if found == nil {
                try bytes.skipLineEnds()
                guard try !bytes.isAtEnd() else { return nil }
                start = bytes.place
            }
            let record = try record(at: start)
            do {
                // To the end of its member, as the checksum stands behind it.
                try bytes.skipLineEnds(inMember: true)
            } catch let error as StoredBytesError {
                // A member of many records is not lost with its last one.
                guard start.text > 0 else { throw error }
                failure = self.error(error, bytes.place)
            }
            return record
        } catch let error as StoredBytesError {
            throw self.error(error, start)
        }
    }

    /// After damage in the text, goes to the next line that begins a record; false where there is none.
    func findRecord() throws -> Bool {
        do {
            found = try bytes.skip(toLineWith: WARCRecord.versionStart)
        } catch is StoredBytesError {
            return false
        }
        return found != nil
    }

    private func record(at place: StoredPlace) throws -> WARCRecord {
        let version = (found == nil ? [] : WARCRecord.versionStart) + (try line(place))
        found = nil
        guard version.starts(with: WARCRecord.versionStart) else {
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
        if keeps { block.reserveCapacity(min(length, 1 << 20)) }
        let left = try bytes.take(length, stop: WARCRecord.versionStart) { if keeps { block += $0 } }
        guard left == 0 else {
            guard try bytes.isAtEnd() else {
                throw damaged("Content-Length is \(length), but the next record begins after \(length - left)", place)
            }
            throw truncated(place)
        }
        return WARCRecord(place: place, fields: fields, block: keeps ? block : nil)
    }

    private func line(_ place: StoredPlace) throws -> [UInt8] {
        if let line = try bytes.line(limit: WARCRecord.lineLimit) { return line }
        guard try bytes.isAtEnd() else { throw damaged("a header line over \(WARCRecord.lineLimit) bytes", place) }
        throw truncated(place)
    }

    private func truncated(_ place: StoredPlace) -> WARCError {
        WARCError(
            reason: "warc_truncated", detail: "\(name): the file ends in the record at \(place)", place: place,
            isText: false)
    }

    private func damaged(_ what: String, _ place: StoredPlace) -> WARCError {
        WARCError(reason: "warc_damaged", detail: "\(name): \(what), in the record at \(place)", place: place)
    }

    private func error(_ error: StoredBytesError, _ place: StoredPlace) -> WARCError {
        WARCError(
            reason: error.what.hasPrefix("the file ends") ? "warc_truncated" : "warc_damaged",
            detail: "\(name): \(error.what), in the record at \(place)", place: place, isText: false)
    }
}
