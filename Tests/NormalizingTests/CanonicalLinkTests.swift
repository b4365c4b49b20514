import XCTest

@testable import Normalizing

final class CanonicalLinkTests: XCTestCase {
    private let canonical = CanonicalLink(hosts: ["www.kabar.example", "pesisir.example"])

    func testSpellingsOfOneLinkBecomeOne() {
        let one = "https://www.kabar.example/berita/jalan-rusak?id=7"
        for spelling in [
            one, "HTTPS://WWW.Kabar.Example/berita/jalan-rusak?id=7#komentar",
            "https://www.kabar.example:443/berita/jalan-rusak/?id=7&utm_source=wa",
            "https://www.kabar.example/berita/jalan%2Drusak?fbclid=x&id=7&gclid=y",
            "https://m.kabar.example/berita/jalan-rusak?id=7", "https://amp.kabar.example/berita/jalan-rusak/amp/?id=7",
        ] {
            XCTAssertEqual(canonical(spelling), one, spelling)
        }
    }

    func testHostsThatTheRegisterDoesNotKnowStay() {
        XCTAssertEqual(canonical("https://m.lain.example/a"), "https://m.lain.example/a")
        XCTAssertEqual(canonical("https://m.pesisir.example/a"), "https://pesisir.example/a")
        XCTAssertEqual(canonical("http://pesisir.example:8080/a"), "http://pesisir.example:8080/a")
    }

    func testEscapesAreWrittenInOneWay() {
        XCTAssertEqual(canonical("https://x.example/a%2fb%7Ec%c3%a9"), "https://x.example/a%2Fb~c%C3%A9")
        XCTAssertEqual(canonical("https://x.example/50%"), "https://x.example/50%")
    }

    func testWhatIsNoWebLinkStays() {
        XCTAssertEqual(canonical("file:lapor-2023-08-15.csv"), "file:lapor-2023-08-15.csv")
        XCTAssertEqual(canonical(""), "")
    }
}
