import Records
import XCTest

@testable import Pack

/// The JSON Schemas for editors name the same keys as the reader takes.
final class PackSchemaTests: XCTestCase {
    private func schema(_ name: String) throws -> JSONValue {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return try JSONValue(
            parsing: Data(contentsOf: URL(fileURLWithPath: "/\(root)/docs/schema/pack-\(name)-1.json")))
    }

    private func keys(of list: String) throws -> Set<String> {
        Set(try schema(list)["properties"]?[list]?["items"]?["properties"]?.object?.keys ?? [])
    }

    func testListsNameTheSameKeys() throws {
        XCTAssertEqual(try keys(of: "regions"), Set(Region.keys))
        XCTAssertEqual(try keys(of: "agencies"), Set(Agency.keys))
        XCTAssertEqual(try keys(of: "issues"), Set(Issue.keys))
        XCTAssertEqual(try keys(of: "sources"), Set(Source.keys))
        XCTAssertEqual(try keys(of: "deadlines"), Set(Deadline.keys))
        XCTAssertEqual(Set(try schema("manifest")["properties"]?.object?.keys ?? []), Set(PackManifest.keys))
    }

    func testChoicesAreTheSame() throws {
        func choices(_ list: String, _ key: String) throws -> [String]? {
            try schema(list)["properties"]?[list]?["items"]?["properties"]?[key]?["enum"]?.array?.compactMap(\.string)
        }
        XCTAssertEqual(try choices("regions", "level"), Region.Level.allCases.map(\.rawValue))
        XCTAssertEqual(try choices("sources", "type"), Source.Kind.allCases.map(\.rawValue))
        XCTAssertEqual(try choices("sources", "owner"), Source.Owner.allCases.map(\.rawValue))
    }
}
