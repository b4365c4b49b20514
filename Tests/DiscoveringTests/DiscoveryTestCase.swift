import Foundation
import Pack
import Records
import StageKit
import XCTest

@testable import Discovering
@testable import Fetching

/// A recorded web of its own for each test, and a discovery in it.
class DiscoveryTestCase: XCTestCase {
    var root = ""

    override func setUpWithError() throws {
        root = NSTemporaryDirectory() + "serap-discover-\(getpid())-\(UUID().uuidString)"
        try write("web/replay.json", #"{"fetched_at": "2023-08-15T16:00:00Z"}"#)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: root) }

    func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func discover(
        _ address: String, most: Int = 40, params: JSONObject? = nil, register: [Source] = [],
        zone: (zone: Zone, reason: String)? = nil, allowPrivate: Bool = false,
        access: (inout NetworkAccess) -> Void = { _ in }
    ) throws -> Discovery.Result {
        let visitor = try Visitor(
            StageParameters(params ?? ["replay": .string("\(root)/web"), "select": "inbox", "budget": 3]),
            sources: register, scratch: "\(root)/scratch-\(UUID().uuidString)", clock: SystemClock(), access: access)
        var discovery = Discovery(visitor: visitor, most: most, allowPrivate: allowPrivate)
        return try discovery.discover(address, register: register, zone: zone)
    }

    /// An RSS feed of entries an hour apart, the newest of 15 August 2023, 15.00 UTC.
    func feed(
        _ title: String, entries: Int, host: String = "media.example", text: String = "Ringkas.", head: String = "",
        from first: Int = 1
    ) -> String {
        let items = (first..<(first + entries)).map { number in
            let hour = 24 + 15 - number
            return """
                <item><title>Judul \(number)</title><link>https://\(host)/berita/\(number)/</link>\
                <pubDate>\(hour >= 24 ? 15 : 14) Aug 2023 \(hour % 24):00:00 +0000</pubDate>\
                <description>\(text)</description></item>
                """
        }
        return "<rss version=\"2.0\"><channel><title>\(title)</title>\(head)\(items.joined())</channel></rss>"
    }

    /// The source that the register's reader makes of an entry.
    func reading(_ yaml: String) throws -> [Source] {
        try write("pack/pack.yaml", "pack: uji\nversion: 1\norigin: invented\n")
        try write("pack/sources.yaml", yaml)
        return try Vocabulary(packs: ["\(root)/pack"]).sources
    }
}
