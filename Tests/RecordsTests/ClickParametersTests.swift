import Records
import XCTest

final class ClickParametersTests: XCTestCase {
    func testKnowsWhatOnlyCountsClicks() {
        for parameter in ["fbclid=x", "FBCLID", "utm_source=rss", "UTM_id", "_ga=1.2", "mc_eid="] {
            XCTAssert(ClickParameters.contains(parameter), parameter)
        }
        for parameter in ["id=7", "ref=utm_source", "fbclid2=x", "", "=fbclid", "page=2"] {
            XCTAssertFalse(ClickParameters.contains(parameter), parameter)
        }
    }
}
