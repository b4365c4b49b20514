import XCTest

@testable import Discovering

final class RefusalGroupTests: XCTestCase {
    func testOneFaultOfManyAddressesIsToldOnce() {
        let refusals = [("/a", "http_404", "x"), ("/b", "dns", "x"), ("/c", "http_404", "x"), ("/d", "http_404", "y")]
            .map { Discovery.Refusal(url: $0.0, reason: $0.1, detail: $0.2) }
        XCTAssertEqual(
            RefusalGroup.groups(of: refusals).map(\.text),
            ["/a and 1 more  http_404: x", "/b  dns: x", "/d  http_404: y"])
        XCTAssertEqual(RefusalGroup.groups(of: []), [])
    }
}
