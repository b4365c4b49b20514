import XCTest

@testable import Markup

final class ElementRolesTests: XCTestCase {
    func testNames() {
        XCTAssertEqual(ElementRoles.of("post-author_name"), [.author, .person])
        XCTAssertEqual(ElementRoles.of("author-bio"), [.person])
        XCTAssertEqual(ElementRoles.of("entry-date published"), [.published, .date])
        XCTAssertEqual(ElementRoles.of("Page__Breadcrumb"), [.breadcrumbs])
        XCTAssertEqual(ElementRoles.of("tags-links"), [.tags])
        XCTAssertEqual(ElementRoles.of("tag cloud"), [])
        XCTAssertEqual(ElementRoles.of("fa fa-user"), [.person, .sign])
        XCTAssertEqual(ElementRoles.of("site-footer"), [.foot])
        XCTAssertEqual(ElementRoles.of("entry-footer"), [])
        XCTAssertEqual(ElementRoles.of("berita-terkait"), [.aside])
        XCTAssertEqual(ElementRoles.of("wp-caption-text"), [.caption])
        XCTAssertEqual(ElementRoles.of("authority tagged"), [])
        XCTAssertEqual(ElementRoles.of(""), [])
    }
}
