import XCTest

@testable import Markup

final class PageRulesTests: XCTestCase {
    private let sentence = "Warga memperbaiki saluran air yang rusak sejak bulan lalu, kata kepala desa. "

    private func step(_ name: String? = nil, _ classes: String..., isChild: Bool = false) -> ElementSelector.Step {
        ElementSelector.Step(name: name, id: nil, classes: classes, attributes: [], isChild: isChild)
    }

    private func rule(_ field: PageRules.Field, _ steps: ElementSelector.Step...) -> PageRules.Rule {
        PageRules.Rule(field: field, selectors: [ElementSelector(steps: steps)])
    }

    private func read(_ rules: PageRules.Rule...) throws -> Article {
        let text = String(repeating: sentence, count: 4)
        let page = """
            <html><head><title>Portal</title><meta name="author" content="Akun Situs"></head><body>
            <div class="j">Saluran Air <b class="promo">BARU</b></div><div class="p">Ani Contoh &amp; Budi</div><div class="t">15.8.2023 10.00 WIB</div>
            <div class="besar"><p>\(text)\(text)</p></div><div class="kecil"><p>\(text)</p><p class="promo">\(text)</p></div></body></html>
            """
        return try PageReader().read(Array(page.utf8), rules: PageRules(rules))
    }

    func testFieldsByRules() throws {
        let article = try read(
            rule(.title, step(nil, "j")), rule(.authors, step("div", "p")), rule(.published, step(nil, "t")),
            rule(.body, step(nil, "kecil")), rule(.remove, step(nil, "promo")), rule(.editor, step(nil, "e")))
        XCTAssertEqual(article.title, "Saluran Air")
        XCTAssertEqual(article.authors, ["Ani Contoh", "Budi"])
        XCTAssertEqual(article.published, DatedText(text: "15.8.2023 10.00 WIB", foundIn: "site rule"))
        XCTAssertEqual(article.text, String(repeating: sentence, count: 4).trimmed)
        XCTAssertEqual(article.foundBy, "site rule")
        XCTAssertEqual(article.ruleCounts, [1, 1, 1, 1, 2, 0])
        XCTAssertEqual(article.evidence["authors"], ["site rule"])
    }

    func testWhatRulesDoNotFindIsFoundInTheGeneralWay() throws {
        let article = try read(rule(.authors, step(nil, "tiada")), rule(.body, step(nil, "tiada")))
        XCTAssertEqual(article.authors, ["Akun Situs"])
        XCTAssertTrue(article.text.contains(sentence.trimmed), article.text)
        XCTAssertNotEqual(article.foundBy, "site rule")
        XCTAssertEqual(article.ruleCounts, [0, 0])
    }

    func testSelectors() {
        let tree = HTMLParser.parse(
            Array(
                "<body><div class='a x'><p>1<i>2</i></p><div><p>3</p></div></div><p class='a'>4</p></body>".utf8)
        ).tree
        func texts(_ steps: ElementSelector.Step...) -> [String] {
            ElementSelector(steps: steps).find(in: tree).map { tree.text(of: $0) }
        }
        XCTAssertEqual(texts(step("p")), ["1 2", "3", "4"])
        XCTAssertEqual(texts(step(nil, "a"), step("p")), ["1 2", "3"])
        XCTAssertEqual(texts(step(nil, "a", "x"), step("p", isChild: true)), ["1 2"])
        XCTAssertEqual(texts(step("div"), step("div", isChild: true), step("p", isChild: true)), ["3"])
        XCTAssertEqual(texts(step("div"), step("div"), step("div"), step("p")), [])
        let attribute = ElementSelector.Step(
            name: nil, id: nil, classes: [], attributes: [("class", "a")], isChild: false)
        XCTAssertEqual(texts(attribute), ["4"])
    }

    func testDeepPagesEnd() {
        let deep = String(repeating: "<div>", count: 390) + "x"
        let tree = HTMLParser.parse(Array("<body>\(deep)</body>".utf8)).tree
        let steps = Array(repeating: step("div"), count: 7) + [step("p")]
        XCTAssertEqual(ElementSelector(steps: steps).find(in: tree), [])
        let wanted = [step("p")] + Array(repeating: step("div"), count: 7)
        XCTAssertEqual(ElementSelector(steps: wanted).find(in: tree), [])
    }

    func testPruning() {
        let tree = HTMLParser.parse(Array("<body><p>a<b>b</b></p><div><i>c</i><u>d</u></div><p>e</p></body>".utf8)).tree
        func at(_ name: String) -> Int { tree.elements(name).first ?? -1 }
        XCTAssertEqual(tree.without([at("b"), at("i")]).text(of: 0), "a d e")
        XCTAssertEqual(tree.without([at("p"), at("b")]).text(of: 0), "c d e")
        XCTAssertEqual(tree.keeping([at("i")]).text(of: 0), "c")
        XCTAssertEqual(tree.keeping([at("i")]).nodes.map(\.name), ["html", "body", "div", "i", ""])
        XCTAssertEqual(tree.keeping([at("i")]).nodes.map(\.parent), [-1, 0, 1, 2, 3])
        XCTAssertEqual(tree.keeping([at("i")]).nodes.map(\.end), [5, 5, 5, 5, 5])
        XCTAssertEqual(tree.without([]).nodes.count, tree.nodes.count)
        XCTAssertEqual(tree.without([0]).nodes.count, 0)
    }
}
