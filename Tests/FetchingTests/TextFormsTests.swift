import XCTest

@testable import Fetching

final class GlobTests: XCTestCase {
    func testMatchesNames() {
        for (pattern, name, matches) in [
            ("lapor-*.csv", "lapor-2023-08-15.csv", true), ("lapor-*.csv", "2023/lapor-1.csv", true),
            ("lapor-*.csv", "Lapor-1.csv", false), ("lapor-*.csv", "lapor-1.csv.bak", false), ("*", "apa saja", true),
            ("", "a", false), ("a?c", "abc", true), ("a?c", "ac", false), ("2023/*.csv", "2023/a.csv", true),
            ("2023/*.csv", "2023/x/a.csv", false), ("*.csv", "a.csv.csv", true), ("*a*b", "xxaxxbxxb", true),
            ("*a*b*c", "aaaaaaaaab", false), ("a?c", "a/c", false),
        ] {
            XCTAssertEqual(Glob(pattern).matches(name), matches, "\(pattern) \(name)")
        }
    }
}

final class URLPartsTests: XCTestCase {
    func testReadsURLs() {
        let parts = URLParts("HTTPS://Media.Example:8080/Berita/?p=1#atas")
        XCTAssertEqual(parts?.scheme, "https")
        XCTAssertEqual(parts?.authority, "media.example:8080")
        XCTAssertEqual(parts?.host, "media.example")
        XCTAssertEqual(parts?.target, "/Berita/?p=1")
        XCTAssertEqual(URLParts("http://media.example?p=1")?.target, "/?p=1")
        XCTAssertEqual(URLParts("http://[::1]:80/")?.host, "[::1]")
        for text in [
            "", "media.example", "javascript:alert(1)", "http:///a", "http://a b/", "http://u@h/", "http://:80",
        ] {
            XCTAssertNil(URLParts(text), text)
        }
    }

    func testResolvesLocations() {
        let parts = URLParts("https://media.example/a/b?c=/d")
        for (location, url) in [
            ("https://lain.example/", "https://lain.example/"), ("//lain.example/x", "https://lain.example/x"),
            ("/x?y", "https://media.example/x?y"), ("x", "https://media.example/a/x"),
            ("?e", "https://media.example/a/b?e"), ("../../c/./d/", "https://media.example/c/d/"),
            ("..", "https://media.example/"), (".?x=../y", "https://media.example/a/?x=../y"), ("mailto:a", "mailto:a"),
        ] {
            XCTAssertEqual(parts?.resolve(location), url)
        }
    }
}
