import XCTest

@testable import Fetching

final class RobotsRulesTests: XCTestCase {
    private func rules(_ file: String, _ agent: String = "foobot") -> RobotsRules {
        RobotsRules(Array(file.utf8), agent: agent)
    }

    /// Each path with a `+` before it is allowed, with a `-` it is not.
    private func assert(
        _ file: String, _ agent: String = "FooBot", _ paths: String..., line: UInt = #line
    ) {
        let rules = rules(file, agent)
        for path in paths {
            XCTAssertEqual(
                rules.allows(String(path.dropFirst())), path.hasPrefix("+"), "\(agent) \(path) by\n\(file)", line: line)
        }
    }

    // RFC 9309, section 2.2.1

    func testMergesGroupsOfTheSameToken() {
        let file = "user-agent: ExampleBot\ndisallow: /foo\ndisallow: /bar\n\nuser-agent: ExampleBot\ndisallow: /baz\n"
        assert(file, "examplebot", "-/foo", "-/bar", "-/baz", "+/qux")
        assert(file, "BazBot", "+/foo", "+/baz")
    }

    func testFallsBackToTheGroupForAll() {
        let file = "user-agent: *\ndisallow: /foo\ndisallow: /bar\n\nuser-agent: BazBot\ndisallow: /baz\n"
        assert(file, "ExampleBot", "-/foo", "-/bar", "+/baz")
        assert(file, "BazBot", "+/foo", "-/baz")
        assert("user-agent: BazBot\ndisallow: /\n", "ExampleBot", "+/baz")
        assert("", "ExampleBot", "+/")
    }

    func testTheTokenAloneIsCompared() {
        for name in ["serap", "SERAP", "Serap/1.0", "Serap 2", "serap(+https://kominfo.example)"] {
            assert("User-agent: \(name)\nDisallow: /\n", "Serap", "-/a")
        }
        for name in ["serap-news", "serap_", "xserap", "sera", "*serap", "", "/serap"] {
            assert("User-agent: \(name)\nDisallow: /\n", "Serap", "+/a")
        }
        assert("User-agent: * # all\nDisallow: /\n", "Serap", "-/a")
        assert("User-agent: * all\nDisallow: /\n", "Serap", "-/a")
    }

    func testAGroupOfOnesOwnIsAllThatCounts() {
        assert("User-agent: *\nDisallow: /\nUser-agent: foobot\nDisallow:\n", "FooBot", "+/a")
        assert("User-agent: foobot\nDisallow: /x\nUser-agent: *\nDisallow: /\n", "FooBot", "+/a", "-/x")
    }

    // 2.2.2

    func testComparesPercentEncodedOctets() {
        // The RFC's table: a path, its encoded form, the form to match.
        let table = [
            ["/foo/bar?baz=quz", "/foo/bar?baz=quz", "/foo/bar?baz=quz"],
            ["/foo/bar?baz=http://foo.bar", "/foo/bar?baz=http%3A%2F%2Ffoo.bar", "/foo/bar?baz=http%3A%2F%2Ffoo.bar"],
            ["/foo/bar/\u{30C4}", "/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84"],
            ["/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84"],
            ["/foo/bar/%62%61%7A", "/foo/bar/%62%61%7A", "/foo/bar/baz"],
        ]
        for row in table {
            for pattern in row {
                let file = "user-agent: foobot\ndisallow: /\nallow: \(pattern)\n"
                for path in row { assert(file, "foobot", "+\(path)") }
                for other in table where other[2] != row[2] { assert(file, "foobot", "-\(other[0])", "-\(other[1])") }
            }
        }
        let lower = "user-agent: foobot\ndisallow: /\nallow: /a%e3%83%84\nallow: /b~%7e\n"
        assert(lower, "foobot", "+/a\u{30C4}", "+/a%E3%83%84x", "+/b%7E~", "-/a\u{30C5}")
    }

    func testTellsStructureFromData() {
        assert("user-agent: foobot\ndisallow: /a%2Fb\n", "foobot", "-/a%2fb", "+/a/b")
        assert("user-agent: foobot\ndisallow: /a/b\n", "foobot", "-/a/b", "+/a%2Fb")
        assert("user-agent: foobot\ndisallow: /a%3Fb\n", "foobot", "-/a%3Fb", "+/a?b")
        assert("user-agent: foobot\ndisallow: /a?b=1&c\n", "foobot", "-/a?b=1&cd", "+/a?b=1%26c", "+/a?b%3D1&c")
        assert("user-agent: foobot\ndisallow: /a,b;c\n", "foobot", "-/a%2Cb%3Bc", "-/a,b;c")
        // Behind a wildcard nobody knows whether the pattern is in the query yet; the URL knows.
        assert(
            "user-agent: foobot\ndisallow: /*/rahasia\n", "foobot", "-/x?y=/rahasia", "-/x?y=%2Frahasia", "-/x/rahasia")
        assert("user-agent: foobot\ndisallow: /a b\n", "foobot", "-/a%20b")
        assert("user-agent: foobot\ndisallow: /100%\n", "foobot", "-/100%25", "-/100%")
    }

    func testLongestMatchWinsAndAllowWinsTies() {
        func one(_ allow: String, _ disallow: String) -> String {
            "user-agent: foobot\nallow: \(allow)\ndisallow: \(disallow)\n"
        }
        assert(one("/p", "/"), "foobot", "+/page", "-/x")
        assert(one("/folder", "/folder"), "foobot", "+/folder/page")
        assert(one("/page", "/*.htm"), "foobot", "-/page.htm")
        assert(one("/page", "/*.ph"), "foobot", "+/page.php5")
        assert(one("/$", "/"), "foobot", "+/", "-/page.htm")
        // The order of the lines means nothing.
        assert("user-agent: foobot\ndisallow: /x/page.html\nallow: /x/\n", "foobot", "-/x/page.html", "+/x/")
        assert("user-agent: foobot\nallow: /x/\ndisallow: /x/page.html\n", "foobot", "-/x/page.html", "+/x/")
        assert("user-agent: foobot\ndisallow: \nallow: \n", "foobot", "+/")
        // Octets count as they are compared.
        assert("user-agent: foobot\nallow: /\u{30C4}\ndisallow: /%E3%83%8\n", "foobot", "+/\u{30C4}")
    }

    func testTheFileItselfIsAllowed() {
        assert("user-agent: *\ndisallow: /\n", "foobot", "+/robots.txt", "-/robots.txtx", "-/a/robots.txt")
    }

    func testRulesBeforeAGroupAreNone() {
        assert("disallow: /\nuser-agent: foobot\nallow: /x\n", "foobot", "+/a")
        assert("disallow: /a\nuser-agent: foobot\nuser-agent: barbot\ndisallow: /b\n", "foobot", "+/a", "-/b")
    }

    // 2.2.3

    func testSpecialCharacters() {
        assert(
            "user-agent: foobot\ndisallow: /\nallow: /this/path/exactly$\n", "foobot",
            "+/this/path/exactly", "-/this/path/exactly/", "-/this/path/exactlyx", "-/this/path/exactly?x")
        assert(
            "user-agent: foobot\ndisallow: /\nallow: /this/*/exactly\n", "foobot",
            "+/this/is/exactly", "+/this//exactly", "+/this/a/b/exactly/so", "-/this/exactly")
        assert(
            "user-agent: foobot\ndisallow: / # comment in line\n# comment on its own line\nallow: /b#c\n", "foobot",
            "-/a", "+/b")
        assert(
            "user-agent: foobot\ndisallow: /path/file-with-a-%2A.html\n", "foobot",
            "-/path/file-with-a-*.html", "-/path/file-with-a-%2A.html", "+/path/file-with-a-b.html")
        assert(
            "user-agent: foobot\ndisallow: /path/foo-%24\n", "foobot", "-/path/foo-$", "-/path/foo-%24", "+/path/foo-")
        // Only at the end is it an anchor.
        assert("user-agent: foobot\ndisallow: /a$b\n", "foobot", "-/a$bc", "-/a%24b", "+/a")
    }

    func testPatternsAsSearchEnginesDocumentThem() {
        func only(_ pattern: String) -> String { "user-agent: foobot\ndisallow: \(pattern)\n" }
        let fish = [
            "-/fish", "-/fish.html", "-/fish/salmon.html", "-/fishheads", "-/fishheads/yummy.html", "-/fish.php?id=a",
            "+/Fish.asp", "+/catfish", "+/?id=fish", "+/desert/fish",
        ]
        for path in fish {
            assert(only("/fish"), "foobot", path)
            assert(only("/fish*"), "foobot", path)
        }
        assert(only("/"), "foobot", "-/", "-/anything")
        assert(only("/*"), "foobot", "-/", "-/anything")
        assert(
            only("/fish/"), "foobot", "-/fish/", "-/fish/?id=a", "-/fish/salmon.htm", "+/fish", "+/fish.html",
            "+/animals/fish/", "+/Fish/Salmon.asp")
        assert(
            only("/*.php"), "foobot", "-/index.php", "-/folder/filename.php", "-/folder/filename.php?parameters",
            "-/folder/any.php.file.html", "-/filename.php/", "+/", "+/windows.PHP")
        assert(
            only("/*.php$"), "foobot", "-/filename.php", "-/folder/filename.php", "+/filename.php?parameters",
            "+/filename.php/", "+/filename.php5", "+/windows.PHP")
        assert(only("/fish*.php"), "foobot", "-/fish.php", "-/fishheads/catfish.php?parameters", "+/Fish.PHP")
        assert(only("/a**b***$"), "foobot", "-/ab", "-/axxb", "-/abc")
        assert(only("*a$"), "foobot", "-/a", "-/aba", "+/ab")
    }

    func testOtherLinesDoNotPartAGroup() {
        for other in [
            "Sitemap: https://foo.example/sitemap", "Crawl-delay: 2", "Host: foo.example", "omong kosong", "", "#",
        ] {
            assert("user-agent: foobot\n\(other)\nuser-agent: barbot\ndisallow: /\n", "foobot", "-/a")
            assert("user-agent: foobot\nallow: /x\n\(other)\ndisallow: /\n", "foobot", "-/a", "+/x")
        }
    }

    // 5.1 and 5.2

    func testSimpleExample() {
        let file = """
            User-agent: *
            Disallow: *.gif$
            Disallow: /example/
            Allow: /publications/

            User-Agent: foobot
            Disallow:/
            Allow:/example/page.html
            Allow:/example/allowed.gif

            User-Agent: barbot
            User-Agent: bazbot
            Disallow: /example/page.html

            User-Agent: quxbot

            EOF
            """
        assert(file, "other", "-/a.gif", "-/x/y.gif", "+/a.gif?x", "-/example/a", "+/example", "+/publications/a")
        assert(file, "other", "-/publications/a.gif".replacing("-", with: "+"))
        assert(file, "foobot", "+/example/page.html", "+/example/allowed.gif", "-/example/", "-/", "-/publications/")
        for agent in ["barbot", "bazbot"] { assert(file, agent, "-/example/page.html", "+/example/", "+/a.gif") }
        assert(file, "quxbot", "+/example/page.html", "+/a.gif", "+/")
    }

    func testLongestMatchExample() {
        let file = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n"
        assert(file, "foobot", "-/example/page/disallowed.gif", "+/example/page/allowed.gif", "+/")
    }

    // 2.3.1.5, 2.5, and what the RFC leaves open

    func testEndsOfLinesAndTheMarkAtTheBeginning() {
        for end in ["\n", "\r", "\r\n"] {
            let file = ["user-agent: foobot", "", "disallow: /a", "disallow: /b"].joined(separator: end)
            assert(file, "foobot", "-/a", "-/b", "+/c")
            assert("\u{FEFF}\(file)", "foobot", "-/a", "-/b")
            let rules = rules(file)
            XCTAssertEqual(rules.rule(for: "/b").map { [$0.line] }, [4])
            XCTAssertEqual(rules.rule(for: "/b").map(rules.text), "Disallow: /b")
        }
    }

    func testAcceptsHarmlessSlips() {
        for name in ["disallow", "DISALLOW", "dissallow", "dissalow", "disalow", "diasllow", "disallaw", " disallow\t"]
        {
            assert("user-agent: foobot\n\(name): /a\n", "foobot", "-/a")
        }
        for name in ["user-agent", "useragent", "user agent", "User-Agent "] {
            assert("\(name): foobot\ndisallow: /a\n", "foobot", "-/a")
        }
        assert("user-agent foobot\ndisallow /a\n", "foobot", "-/a")
        assert("user-agent foobot\ndisallow /a /b\n", "foobot", "+/a")
        for line in [
            "disallows: /a", "dis allow: /a", ": /a", "disallow=/a", "disallow: a", "disallow: https://x.example/a",
        ] {
            assert("user-agent: foobot\n\(line)\ndisallow: /b\n", "foobot", "+/a", "-/b")
        }
    }

    func testReadsAtLeast500KiBAndNoHalfRule() {
        let filling = String(repeating: "# isi\n", count: (500 << 10) / 6)
        assert("user-agent: foobot\n\(filling)disallow: /a\n", "foobot", "-/a")
        let over = String(repeating: "# isi\n", count: RobotsRules.limit / 6)
        assert("user-agent: foobot\ndisallow: /a\n\(over)disallow: /b\n", "foobot", "-/a", "+/b")
        let head = "user-agent: foobot\ndisallow: /a\n#"
        let comment = String(repeating: "x", count: RobotsRules.limit - head.utf8.count - 12)
        assert("\(head)\(comment)\ndisallow: /private\n", "foobot", "-/a", "+/private", "+/p")
        let long = "/" + String(repeating: "y", count: 20_000)
        assert("user-agent: foobot\ndisallow: \(long)\nallow: /z\ndisallow: /q\n", "foobot", "-\(long)", "+/y", "-/q")
    }

    func testCrawlDelayAndSitemaps() {
        func delay(_ value: String) -> Int? { rules("user-agent: foobot\ncrawl-delay: \(value)\n").crawlDelay }
        XCTAssertEqual(delay("10"), 10_000)
        XCTAssertEqual(delay("0.5"), 500)
        XCTAssertEqual(delay("1.25 # detik"), 1250)
        XCTAssertEqual(delay("0"), 0)
        XCTAssertEqual(delay("00000000000007"), 7000)
        XCTAssertEqual(delay("99999999999999999999"), 999_999_999)
        for value in ["", "-1", "10s", "1.2.3", ".", "satu"] { XCTAssertNil(delay(value), value) }
        let file = """
            Sitemap: https://foo.example/a.xml
            user-agent: *
            crawl-delay: 5
            disallow: /
            site-map: /b.xml
            user-agent: foobot
            crawl-delay: 2
            crawl-delay: 3
            sitemap:
            """
        XCTAssertEqual(rules(file).crawlDelay, 3000)
        XCTAssertEqual(rules(file, "barbot").crawlDelay, 5000)
        XCTAssertEqual(rules(file).sitemaps, ["https://foo.example/a.xml", "/b.xml"])
        XCTAssertNil(rules("crawl-delay: 5\nuser-agent: barbot\ncrawl-delay: 4\n").crawlDelay)
    }

    func testAnyBytesAreAFile() {
        var state = UInt64(9309)
        func roll(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let words = [
            "user-agent:", "*", "foobot", "disallow:", "allow:", "/", "$", "%", "%2", "%e3%83", "\r", "\n", "#", " ",
        ]
        .map { Array($0.utf8) }
        for _ in 0..<4000 {
            var file: [UInt8] = []
            for _ in 0..<roll(60) { file += roll(3) == 0 ? [UInt8(roll(256))] : words[roll(words.count)] }
            let rules = RobotsRules(file, agent: "foobot")
            let path = "/" + String(decoding: (0..<roll(20)).map { _ in UInt8(roll(256)) }, as: UTF8.self)
            if let rule = rules.rule(for: path) {
                XCTAssertEqual(rule.allows, rules.allows(path))
                XCTAssert(rules.text(rule).contains("llow: "))
            }
        }
    }

    func testHostilePatternsEnd() {
        let pattern = "/" + String(repeating: "*a", count: 4000) + "b"
        let path = "/" + String(repeating: "a", count: 4000)
        assert("user-agent: foobot\ndisallow: \(pattern)\n", "foobot", "+\(path)", "-\(path)b")
        // To the end this would take half a billion comparisons; a host that does that is not asked.
        let slow = "/*" + String(repeating: "a", count: 1000) + "b\n"
        let file = "user-agent: foobot\n" + String(repeating: "disallow: \(slow)allow: \(slow)", count: 125)
        assert(file, "foobot", "-\(path.prefix(2001))", "+/b")
    }
}
