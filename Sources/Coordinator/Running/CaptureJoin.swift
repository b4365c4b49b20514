import Glibc
import RecordIO
import Records

/// Puts what a frozen stage captured before in front of what it has captured now, so that the partition that is
/// published holds both: the old records bit for bit and in their order, then the new ones.
///
/// The stage knows nothing of it and writes only what is new. Parts of one name become one part, rejects are kept in a
/// row, and the account is the sum of both goes, so that it still adds up. The old partition is only read; what it holds
/// is checked against its receipt on the way. Costs a copy of what was captured.
struct CaptureJoin {
    /// Why nothing can be added.
    enum Refusal: Error, Equatable, CustomStringConvertible {
        case damaged(String)
        case changed(String)

        var description: String {
            switch self {
            case .damaged(let path):
                "nothing is added, as the captures there are damaged: \(path) is not as its receipt says; bring it "
                    + "back from a backup"
            case .changed(let path):
                "the stage wrote '\(path)' once more with other bytes; what is captured is never changed: give it a new name"
            }
        }
    }

    /// The partition that stands.
    let place: String
    let receipt: Receipt
    /// A directory for files on their way.
    let scratch: String

    /// Reads the receipt of the partition that stands at a place.
    init(place: String, scratch: String) throws {
        let path = "\(place)/_meta/receipt.json"
        let file = try OpenFile.reading(path)
        guard let receipt = Receipt(try file.read(count: file.size(), at: 0)) else { throw Refusal.damaged(path) }
        self.place = place
        self.receipt = receipt
        self.scratch = scratch
    }

    /// The goes that made the partition; one for a receipt that names none.
    var goes: [FetchGo] {
        receipt.fetched.isEmpty
            ? [FetchGo(at: receipt.finished, run: receipt.run, output: receipt.counts.output)] : receipt.fetched
    }

    /// Makes an output that was inspected already into the whole of both.
    func join(into output: String) throws {
        for part in receipt.parts { try join(part.name, in: output, sha256: part.sha256) }
        for file in receipt.files {
            let target = "\(output)/files/\(file.path)"
            if access(target, F_OK) == 0 {
                let same = try FileDigest.sha256(target).hex == file.sha256
                guard same else { throw Refusal.changed("files/\(file.path)") }
                continue
            }
            try Directory.make(Paths.parent(target))
            let copy = try OpenFile.writing(target)
            try append("\(place)/files/\(file.path)", to: copy, sha256: file.sha256)
        }
        try Directory.make("\(output)/_meta", mode: 0o700)
        let rejects = "rejects.jsonl.gz"
        if access("\(place)/_meta/\(rejects)", F_OK) == 0 {
            let sha256 = receipt.meta.first { $0.path == rejects }?.sha256
            try join("_meta/\(rejects)", in: output, sha256: sha256)
        }
        try sumAccounts(output)
    }

    private func join(_ name: String, in output: String, sha256: String?) throws {
        let (old, new) = ("\(place)/\(name)", "\(output)/\(name)")
        let whole = "\(scratch)/join"
        let isThere = access(new, F_OK) == 0
        if !isThere {
            try append(old, to: try OpenFile.writing(whole), sha256: sha256)
        } else if try PartReader(path: old).form() == .members, try PartReader(path: new).form() == .members {
            let file = try OpenFile.writing(whole)
            try append(old, to: file, sha256: sha256, without: GzipMember.end)
            try append(new, to: file, sha256: nil)
        } else {
            // A stage may write any gzip; members cannot follow it, so both are written anew.
            if let sha256, try FileDigest.sha256(old).hex != sha256 { throw Refusal.damaged(old) }
            let writer = try PartWriter(path: whole)
            for part in [old, new] {
                try PartReader(path: part).forEachPiece { piece in
                    var text = try piece.text()
                    if let last = text.last, last != 0x0A { text.append(0x0A) }
                    try writer.append(lines: text)
                }
            }
            try writer.finish()
        }
        try Directory.rename(whole, to: new)
    }

    /// Appends a file, perhaps without its last bytes, and checks its digest on the way.
    private func append(
        _ source: String, to target: OpenFile, sha256: String?, without end: [UInt8] = []
    ) throws {
        let file = try OpenFile.reading(source)
        let size = try file.size()
        let kept = size - end.count
        guard kept >= 0, try file.read(count: end.count, at: kept) == end else { throw Refusal.damaged(source) }
        var hash = SHA256()
        var offset = 0
        while offset < size {
            let piece = try file.read(count: min(1 << 20, size - offset), at: offset)
            guard !piece.isEmpty else { throw Refusal.damaged(source) }
            hash.update(piece)
            if offset < kept { try target.write(Array(piece.prefix(kept - offset))) }
            offset += piece.count
        }
        if let sha256, hash.finalize().hexadecimal != sha256 { throw Refusal.damaged(source) }
    }

    /// `_meta/stats.json` becomes the sum of both goes; without an account of both there is none.
    private func sumAccounts(_ output: String) throws {
        let path = "\(output)/_meta/stats.json"
        guard let old = Self.account("\(place)/_meta/stats.json"), let new = Self.account(path) else {
            return try Directory.remove(path)
        }
        let sum = JSONValue.object(Self.sum(old, new)).text + "\n"
        try OpenFile.writing(path).write(Array(sum.utf8))
    }

    private static func account(_ path: String) -> JSONObject? {
        guard let file = try? OpenFile.reading(path), let bytes = try? file.read(count: file.size(), at: 0) else {
            return nil
        }
        return (try? JSONValue(parsing: bytes))?.object
    }

    /// Counts are added; of a source's health the later word stands.
    static func sum(_ old: JSONObject, _ new: JSONObject) -> JSONObject {
        func count(_ object: JSONObject, _ name: String) -> Int { object[name]?.int ?? 0 }
        var sum = new
        for name in ["in", "used", "out", "merged"] { sum[name] = .int(count(old, name) &+ count(new, name)) }
        var rejected: [String: Int] = [:]
        for object in [old, new] {
            for (reason, value) in object["rejected"]?.object ?? [:] {
                rejected[reason, default: 0] &+= value.int ?? 0
            }
        }
        sum["rejected"] = .object(JSONObject(rejected.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
        func source(_ row: JSONValue) -> [String?] { [row["source"]?.string, row["name"]?.string] }
        var rows = old["health"]?.array ?? []
        for row in new["health"]?.array ?? [] {
            if let place = rows.firstIndex(where: { source($0) == source(row) }) {
                rows[place] = row
            } else {
                rows.append(row)
            }
        }
        if !rows.isEmpty { sum["health"] = .array(rows) }
        return sum
    }
}
