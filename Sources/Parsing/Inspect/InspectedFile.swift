import Markup
import RecordIO
import Records

/// A file to inspect, with what is known of the answer that it was.
struct InspectedFile {
    let bytes: [UInt8]
    /// Why there are none to read: too many, or a packing that is damaged.
    let fault: String?
    /// What the file is called in the output.
    let name: String
    let id: String?
    /// The address that references start from.
    let base: String?
    let url: String?
    let charset: String?
    let answer: FeedAnswer

    /// Reads a file, unpacking gzip, of as many bytes as a body may have.
    init(path: String, name: String, id: String? = nil, url: String? = nil, headers: JSONObject = [:]) throws {
        let file = try OpenFile.reading(path)
        let size = try file.size()
        if size > PackedBody.limit {
            (bytes, fault) = ([], "the file has \(size) bytes, more than the \(PackedBody.limit) that are read")
        } else {
            do {
                (bytes, fault) = (try PackedBody.unpacked(try file.read(count: size, at: 0)), nil)
            } catch {
                (bytes, fault) = ([], "\(error)")
            }
        }
        self.name = name
        self.id = id
        self.url = url
        base = headers["content-location"]?.string.map { URLs.resolve($0, against: url) } ?? url
        let contentType = headers["content-type"]?.string
        charset = contentType.flatMap(Self.charset)
        answer = FeedAnswer(
            mediaType: contentType?.split(separator: ";", omittingEmptySubsequences: false).first.map(String.init),
            language: headers["content-language"]?.string)
    }

    /// Hands over each file of a list in its order; a line that is no object, or names no file, throws.
    static func list(_ path: String, root: String, _ body: (InspectedFile) throws -> Void) throws {
        var line = 0
        try PartReader(path: path).forEachLine { bytes in
            line += 1
            let record: Record
            do { record = try Record(line: bytes) } catch {
                throw InspectError(list: path, line: line, what: "\(error)")
            }
            guard let file = record.string("file") else {
                throw InspectError(list: path, line: line, what: "no 'file'")
            }
            try body(
                InspectedFile(
                    path: "\(root)/\(file)", name: file, id: record.string("id"), url: record.string("url"),
                    headers: record["headers"]?.object ?? [:]))
        }
    }

    private static func charset(_ contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1).map {
                $0.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
            }
            if pair.count == 2, pair[0].lowercased() == "charset" { return pair[1] }
        }
        return nil
    }
}

/// A list of files that cannot be followed.
struct InspectError: Error, CustomStringConvertible {
    let list: String
    let line: Int
    let what: String

    var description: String { "\(list):\(line): \(what); a line is {\"file\":\"a.xml\",\"url\":\"https://...\"}" }
}
