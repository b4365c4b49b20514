import XCTest

@testable import Pack

final class ElementPatternTests: XCTestCase {
    private typealias Step = ElementPattern.Step

    func testSelectors() {
        XCTAssertEqual(ElementPattern("h1")?.steps, [Step(name: "h1")])
        XCTAssertEqual(ElementPattern("DIV.a-b.c_d#e")?.steps, [Step(name: "div", id: "e", classes: ["a-b", "c_d"])])
        XCTAssertEqual(
            ElementPattern("[itemprop=author][rel]")?.steps, [Step(attributes: ["itemprop": "author", "rel": nil])])
        XCTAssertEqual(
            ElementPattern("a[title=\"dua kata\"]")?.steps, [Step(name: "a", attributes: ["title": "dua kata"])])
        XCTAssertEqual(
            ElementPattern(".isi>p em")?.steps,
            [Step(classes: ["isi"]), Step(name: "p", isChild: true), Step(name: "em")])
        XCTAssertEqual(ElementPattern("* > p")?.steps, [Step(), Step(name: "p", isChild: true)])
    }

    func testWhatIsNoSelector() {
        for text in [
            "", " ", "p,h1", ".", "#", "p:first-child", "> p", "p >", "p > > a", "[href", "[onclick=x]", "[rel=]",
            "p#a#b",
            "a b c d e f g h i", "h1!",
        ] {
            XCTAssertNil(ElementPattern(text), text)
        }
    }
}
