import Records
import XCTest

@testable import Markup

/// Forty pages as Indonesian news sites, agencies, portals and blogs build them, written for this project: places, media
/// and people are invented. Beside each page `NN-layout.html` stands what is in it, `NN-layout.json`.
final class IndonesianPagesTests: XCTestCase {
    private static let folder =
        "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Samples"

    func testEveryFieldOfEveryPage() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".html") }
            .sorted()
        XCTAssertEqual(names.count, 40)
        XCTAssertGreaterThanOrEqual(Set(names.map { $0.dropFirst(3) }).count, 10, "layouts")
        for name in names {
            let page = Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name)")))
            let path = "\(Self.folder)/\(name.dropLast(5)).json"
            let truth = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: path)))
            let article = try PageReader().read(page, url: truth["url"]?.string)
            XCTAssertEqual(article.title, truth["title"]?.string, name)
            XCTAssertEqual(article.authors, texts(truth["authors"]), name)
            XCTAssertEqual(article.editor, truth["editor"]?.string, name)
            XCTAssertEqual(moment(article.published), truth["published"]?.string, name)
            XCTAssertEqual(article.dateline, truth["dateline"]?.string, name)
            XCTAssertEqual(article.credit, truth["credit"]?.string, name)
            XCTAssertEqual(article.section, truth["section"]?.string, name)
            XCTAssertEqual(article.tags, texts(truth["tags"]), name)
            XCTAssertEqual(article.counters["dibaca"], truth["dibaca"]?.int, name)
            XCTAssertEqual(article.text.split(separator: "\n").map(String.init), texts(truth["body"]), name)
        }
    }

    private func texts(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }

    /// As the pages of a source in western Indonesia are read.
    private func moment(_ date: DatedText?) -> String? {
        let zone = Zone(name: "WIB", secondsEast: 7 * 3600)
        return date.flatMap { DateReader(zone: zone).read($0.text)?.at?.description }
    }
}
