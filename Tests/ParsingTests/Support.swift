import Markup
import Pack
import RecordIO
import Records
import XCTest

@testable import Parsing

/// Packs, captures and files that the tests of this folder share; everything in them is invented.
enum Support {
    static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    static func mapping(_ name: String) throws -> Mapping {
        try Mapping(path: "\(root)/pipelines/packs/indonesia/mappings/\(name).yaml")
    }

    static func source(_ code: String, _ kind: Source.Kind, zone: String = "Asia/Makassar") -> Source {
        Source(
            code: code, name: code, kind: kind, zone: Zone(zone) ?? .utc, origin: Origin(source: "test", verified: true)
        )
    }

    static func parser(_ sources: [Source] = [], _ mappings: [Mapping] = []) -> CaptureParser {
        CaptureParser(sources: sources, mappings: mappings, months: [:])
    }

    /// A capture of 2023-08-15, 23.00 in Makassar.
    static func capture(_ url: String, _ body: String, source: String? = nil, mediaType: String? = nil) -> Capture {
        capture(url, Array(body.utf8), source: source, mediaType: mediaType)
    }

    static func capture(_ url: String, _ body: [UInt8], source: String? = nil, mediaType: String? = nil) -> Capture {
        var capture = Capture(Record())
        capture.id = "c1"
        capture.url = url
        capture.source = source
        capture.fetchedAt = Instant("2023-08-15T15:00:00Z")
        capture.mediaType = mediaType
        capture.keepBody(body)
        return capture
    }
}

extension CaptureParser {
    /// Items and losses of a capture that must be used.
    func parsed(_ capture: Capture, file: StaticString = #filePath, line: UInt = #line) -> ParsedCapture {
        switch parse(capture, filesIn: []) {
        case .parsed(let parsed): return parsed
        case .rows(let rows): return rows.parsed()
        case .rejected(let reason, let detail):
            XCTFail("\(reason): \(detail)", file: file, line: line)
            return ParsedCapture()
        }
    }

    /// `reason: detail` of a capture that must be rejected.
    func rejection(_ capture: Capture) -> String {
        switch parse(capture, filesIn: []) {
        case .parsed(let parsed): "used, \(parsed.items.count) items"
        case .rows(let rows): "used, \(rows.parsed().items.count) items"
        case .rejected(let reason, let detail): "\(reason): \(detail)"
        }
    }
}

extension TableRows {
    /// What all pieces come to.
    func parsed() -> ParsedCapture {
        var all = ParsedCapture()
        do {
            try forEachPiece { piece in
                let parsed = piece.parse()
                for line in parsed.lines.bytes.split(separator: 0x0A) { all.items.append(Item(try Record(line: line))) }
                all.losses += parsed.losses
            }
        } catch {
            XCTFail("\(error)")
        }
        return all
    }
}
