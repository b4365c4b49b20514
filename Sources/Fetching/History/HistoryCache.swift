import Glibc
import RecordIO
import Records

/// `SERAP_STATE/history`: a line with the form and the digest of the rest, a line with the captures that were folded, and
/// a line for each source. It may be lost or damaged at any time.
struct HistoryCache {
    private static let form = "serap-history/3"

    /// The captures that were folded, in their order.
    let places: [EarlierCaptures.Place]
    let histories: SourceHistories

    init(places: [EarlierCaptures.Place], histories: SourceHistories) {
        self.places = places
        self.histories = histories
    }

    /// Reads a cache; nil where there is none that is whole.
    static func read(_ path: String) -> HistoryCache? {
        guard let bytes = try? LocalFiles.contents(path), let end = bytes.firstIndex(of: 0x0A),
            bytes[..<end].elementsEqual("\(form) \(SHA256.hex(bytes[(end + 1)...]))".utf8)
        else { return nil }
        var lines = bytes[(end + 1)...].split(separator: 0x0A)[...]
        guard let head = lines.popFirst().flatMap({ try? JSONValue(parsing: $0) })?.array else { return nil }
        let places = head.compactMap { place -> EarlierCaptures.Place? in
            guard let words = place.array?.compactMap(\.string), words.count == 3 else { return nil }
            return EarlierCaptures.Place(key: words[0], partition: words[1], receipt: words[2])
        }
        var sources: [String: SourceHistory] = [:]
        for line in lines {
            guard let row = try? JSONValue(parsing: line), let source = row["source"]?.string,
                let history = SourceHistory(json: row)
            else { return nil }
            sources[source] = history
        }
        return places.count == head.count ? HistoryCache(places: places, histories: SourceHistories(sources)) : nil
    }

    /// Puts the cache in its place, whole.
    func write(to path: String) throws(RecordIOError) {
        var lines: [UInt8] = []
        func append(_ value: JSONValue) {
            value.write(to: &lines)
            lines.append(0x0A)
        }
        append(.array(places.map { .strings([$0.key, $0.partition, $0.receipt]) }))
        for (source, history) in histories.sources.sorted(by: { $0.key < $1.key }) {
            var row: JSONObject = ["source": .string(source)]
            for (name, value) in history.json { row[name] = value }
            append(.object(row))
        }
        try CacheFile.replace(path, with: Array("\(Self.form) \(SHA256.hex(lines))\n".utf8) + lines)
    }
}

extension SourceHistory {
    fileprivate var json: JSONObject {
        [
            "key": .string(key), "address": .object(address.json), "entry_news": entryNews.json,
            "byte_news": byteNews.json, "previous": .string(MarkText.text(previous)),
            "current": .string(MarkText.text(current)),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let key = json["key"]?.string, let address = json["address"].flatMap({ AddressHistory(json: $0) }),
            let previous = json["previous"]?.string.flatMap(MarkText.marks),
            let current = json["current"]?.string.flatMap(MarkText.marks)
        else { return nil }
        self.init(
            key: key, address: address, entryNews: NewsRhythm(json: json["entry_news"]),
            byteNews: NewsRhythm(json: json["byte_news"]), previous: previous, current: current)
    }
}

extension NewsRhythm {
    fileprivate var json: JSONValue { .array(moments.map { .int($0) }) }

    fileprivate init(json: JSONValue?) { self.init((json?.array ?? []).compactMap(\.int)) }
}

extension AddressHistory {
    fileprivate var json: JSONObject {
        var object: JSONObject = [
            "url": .string(url), "tried": .string(triedKey), "body": .string(bodyKey), "unmodified": .int(unmodified),
            "untrue": .bool(isUntrue), "lasting": .int(lasting), "skipped": .int(skipped),
            "failures": .object(JSONObject(failures.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })),
        ]
        if let status { object["status"] = .int(status) }
        if let validators {
            object["answered"] = .string(validators.url)
            if let etag = validators.etag { object["etag"] = .string(etag) }
            if let modified = validators.lastModified { object["modified"] = .string(modified) }
        }
        if let sha256 { object["sha256"] = .string(sha256) }
        if let entries { object["entries"] = .int(entries) }
        if let movedTo { object["moved"] = .string(movedTo) }
        if let lastFailure { object["failure"] = .string(lastFailure) }
        if let failingSince { object["since"] = .int(failingSince) }
        return object
    }

    fileprivate init?(json: JSONValue) {
        guard let url = json["url"]?.string else { return nil }
        self.init(url: url)
        triedKey = json["tried"]?.string ?? ""
        bodyKey = json["body"]?.string ?? ""
        unmodified = json["unmodified"]?.int ?? 0
        isUntrue = json["untrue"]?.bool ?? false
        lasting = json["lasting"]?.int ?? 0
        skipped = json["skipped"]?.int ?? 0
        for (reason, count) in json["failures"]?.object ?? [:] { failures[reason] = count.int }
        status = json["status"]?.int
        if let answered = json["answered"]?.string {
            validators = Validators(
                url: answered, etag: json["etag"]?.string, lastModified: json["modified"]?.string)
        }
        sha256 = json["sha256"]?.string
        entries = json["entries"]?.int
        movedTo = json["moved"]?.string
        lastFailure = json["failure"]?.string
        failingSince = json["since"]?.int
    }
}
