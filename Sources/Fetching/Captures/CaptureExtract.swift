import RecordIO
import Records

/// What later keys need of one partition's captures, as a small file: a first line with the form, the digests of the
/// partition's receipt and of the rest, then a line of JSON for each capture.
enum CaptureExtract {
    private static let form = "serap-captured/4"

    /// The extract; nil where it is not whole, or of other captures.
    static func read(_ path: String, receipt: String) -> [EarlierCaptures.Known]? {
        guard let bytes = try? LocalFiles.contents(path), let end = bytes.firstIndex(of: 0x0A),
            bytes[..<end].elementsEqual("\(form) \(receipt) \(SHA256.hex(bytes[(end + 1)...]))".utf8)
        else { return nil }
        return bytes[(end + 1)...].split(separator: 0x0A).compactMap { line in
            (try? Record(line: line)).flatMap { EarlierCaptures.Known(extract: $0) }
        }
    }

    /// Puts an extract in its place, whole.
    static func write(_ known: [EarlierCaptures.Known], to path: String, receipt: String) throws(RecordIOError) {
        var lines: [UInt8] = []
        for one in known {
            one.extract.write(to: &lines)
            lines.append(0x0A)
        }
        try CacheFile.replace(path, with: Array("\(form) \(receipt) \(SHA256.hex(lines))\n".utf8) + lines)
    }
}

extension EarlierCaptures.Known {
    /// The members of a line; what is usual is left out.
    fileprivate var extract: JSONObject {
        var object: JSONObject = ["url": .string(url), "source": .string(source)]
        func set(_ name: String, _ text: String?) { if let text { object[name] = .string(text) } }
        set("sha256", sha256)
        set("entry", entry)
        set("failure", failure)
        // Of a good page an entry led to nobody asks when it was: there are many.
        if entry == nil || failure != nil {
            if let status { object["status"] = .int(status) }
            object["at"] = .int(at)
        }
        set("final", finalURL)
        set("etag", etag)
        set("modified", lastModified)
        set("moved", movedTo)
        if isChecked { object["checked"] = true }
        set("marks", marks.map(MarkText.text))
        if !isAsked { object["asked"] = false }
        return object
    }

    fileprivate init?(extract record: Record) {
        guard let url = record.string("url"), let source = record.string("source") else { return nil }
        self.init(
            url: url, source: source, sha256: record.string("sha256"), entry: record.string("entry"),
            failure: record.string("failure"), status: record.int("status"), at: record.int("at") ?? 0,
            finalURL: record.string("final"), etag: record.string("etag"), lastModified: record.string("modified"),
            movedTo: record.string("moved"), isChecked: record["checked"] != nil,
            marks: record.string("marks").flatMap(MarkText.marks), isAsked: record["asked"] == nil)
    }
}
