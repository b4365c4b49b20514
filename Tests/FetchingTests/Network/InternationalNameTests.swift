import Pack
import XCTest

@testable import Fetching

final class InternationalNameTests: XCTestCase {
    private func host(_ host: String) -> String? { URLParts("http://\(host)/")?.authority }

    func testNamesAsTheDNSHasThem() {
        for (name, expected) in [
            ("b\u{FC}cher.example", "xn--bcher-kva.example"),
            ("B\u{DC}CHER.Example:8080", "xn--bcher-kva.example:8080"),
            ("m\u{FC}nchen", "xn--mnchen-3ya"), ("fa\u{DF}.de", "xn--fa-hia.de"),
            // RFC 3492, section 7.1: (B) Chinese, (L) Japanese with a digit.
            (
                "\u{4ED6}\u{4EEC}\u{4E3A}\u{4EC0}\u{4E48}\u{4E0D}\u{8BF4}\u{4E2D}\u{6587}",
                "xn--ihqwcrb4cv8a8dqg056pqjye"
            ),
            ("3\u{5E74}b\u{7D44}\u{91D1}\u{516B}\u{5148}\u{751F}", "xn--3b-ww4c5e180e575a65lsy2b"),
            ("media.example", "media.example"), ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ] {
            XCTAssertEqual(host(name), expected, name)
        }
    }

    /// What would become another name, an address or nothing is no host.
    func testWhatNoLabelMayHoldIsNoHost() {
        for name in [
            "\u{FF11}27.0.0.1", "\u{2460}.example", "\u{FF4D}edia.example", "a\u{200B}\u{E9}.example",
            "\u{301}a.example",
            "a\u{3002}example", "a\u{2024}b.example", "\u{1F600}.example",
            String(repeating: "\u{E9}", count: 60) + ".example",
            "a_\u{E9}.example",
        ] {
            XCTAssertNil(host(name), name)
        }
    }

    func testTheRegistersDomainsAreNamesToo() {
        let register = SourceRegister([
            Source(
                code: "buku", name: "Buku", kind: .feed, url: "https://buku.example/feed",
                domains: ["B\u{FC}cher.example"],
                origin: Origin(source: "uji", verified: true))
        ])
        XCTAssertEqual(register.code(ofURL: "https://www.b\u{FC}cher.example/1"), "buku")
        XCTAssertEqual(register.code(ofURL: "https://xn--bcher-kva.example/1"), "buku")
    }

    func testPortsAreFrom1To65535() {
        for url in ["http://a.example:65536/", "http://a.example:-1/x", "http://a.example:0/", "http://a.example:8a/"] {
            XCTAssertNil(URLParts(url), url)
            XCTAssertEqual(
                URLParts.fault(url).detail, "the port of '\(url)' is none; ports are 1 to 65535")
        }
        XCTAssertEqual(
            FetchFailure.badRedirect("http://a.example:65536/").detail,
            "a redirect to 'http://a.example:65536/', whose port is none; ports are 1 to 65535")
        XCTAssertEqual(URLParts("http://a.example:65535/")?.port, "65535")
        XCTAssertEqual(URLParts("http://[::1]:80/")?.port, "80")
        XCTAssertEqual(URLParts("http://a.example:/")?.port, "80")
        XCTAssertEqual(URLParts.fault("http://a b/").detail, "'http://a b/' is not an http or https URL")
    }

    func testAFragmentIsTheSameDocument() throws {
        let parts = try XCTUnwrap(URLParts("http://a.example/b/c?d=1#e"))
        XCTAssertEqual(parts.resolve("#x"), "http://a.example/b/c?d=1#x")
        XCTAssertEqual(parts.resolve(""), "http://a.example/b/c?d=1")
        XCTAssertEqual(parts.resolve("?x"), "http://a.example/b/c?x")
        XCTAssertEqual(parts.resolve("x"), "http://a.example/b/x")
    }
}
