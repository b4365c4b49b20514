import XCTest

@testable import Markup

final class NodeNamesTests: XCTestCase {
    private func names(_ attributes: String, element: String = "div") -> (NodeNames.Body, Boilerplate.Verdict) {
        let tree = SamplePage.tree("<\(element) \(attributes)>isi</\(element)>")
        let names = NodeNames(tree)
        let node = tree.nodes.indices.last { tree.nodes[$0].name == element } ?? 0
        return (names.bodies[node], names.verdicts[node])
    }

    func testNamesOfAnArticlesText() {
        XCTAssertTrue(names("class=\"kolom entry-content\"") == (.strong, .none))
        XCTAssertTrue(names("class=\"article__body\"") == (.strong, .none))
        XCTAssertTrue(names("id=\"content\"") == (.weak, .none))
        XCTAssertTrue(names("class=\"kolom\"") == (.none, .none))
    }

    func testANamedTextIsNoBoilerplateWhateverElseItIsCalled() {
        XCTAssertTrue(names("class=\"related entry-content\"") == (.strong, .none))
    }

    func testWhatContainersHaveInCommon() {
        XCTAssertTrue(NodeNames.sign("x entry-content y") == ("entrycontent", true))
        XCTAssertTrue(NodeNames.sign("kolom kiri") == ("kolom kiri", false))
    }
}
