import Pack
import Records
import WebLab
import XCTest

@testable import Discovering
@testable import Fetching

/// Where a discovery may go, and by which ways.
final class DiscoveryWayTests: DiscoveryTestCase {
    private func serve(_ answer: @escaping @Sendable (WebRequest) -> WebReply) throws -> LabServer {
        let server = try LabServer(answersRobots: true, answer)
        addTeardownBlock { server.stop() }
        return server
    }

    private func source(_ url: String, _ change: (inout Source) -> Void) -> Source {
        var source = Source(
            code: "kantor", name: "Kantor", kind: .feed, url: url, origin: Origin(source: "uji", verified: true))
        change(&source)
        return source
    }

    func testAPrivateHostMayRedirectToAnother() throws {
        let server = try serve { [feed = feed("Dalam", entries: 2)] request in
            let port = request["host"]?.split(separator: ":").last ?? ""
            return switch (request.host, request.target) {
            case ("a.localhost", "/"): .redirect(to: "http://b.localhost:\(port)/umpan")
            case ("a.localhost", "/awan"): .redirect(to: "http://169.254.169.254/latest/")
            case ("b.localhost", "/umpan"): .answer(text: feed)
            default: .answer("404 Not Found")
            }
        }
        let found = try discover(server.url("a"), params: ["delay_ms": 0], allowPrivate: true)
        XCTAssertEqual(found.found.map(\.url), [server.url("b", "/umpan")])
        // The entry works as it stands: a passing redirect leaves the first address, and its host must be named.
        XCTAssertEqual(found.best?.source.url, server.url("a"))
        XCTAssertEqual(found.best?.source.domains, ["media.example", "b.localhost"])
        XCTAssertEqual(
            try discover(server.url("a"), params: ["delay_ms": 0]).refused.map(\.reason), ["private_address"])
        let cloud = try discover(server.url("a", "/awan"), params: ["delay_ms": 0], allowPrivate: true)
        XCTAssertEqual(
            cloud.refused.first,
            Discovery.Refusal(
                url: server.url("a", "/awan"), reason: "private_address",
                detail:
                    "'169.254.169.254' is at 169.254.169.254, which is not public; no name and no redirect may lead "
                    + "to a link-local address or a metadata service: write the address itself into 'url' if it is meant"
            ))
    }

    /// What a page of the public web names, or redirects to, is never in the operator's own network.
    func testAPublicSiteLeadsToNoPrivateHost() throws {
        let server = try serve { [feed = feed("Dalam", entries: 2)] request in
            let port = request["host"]?.split(separator: ":").last ?? ""
            return switch (request.host, request.target) {
            case ("umum.example", "/"):
                .answer(
                    text: "<link rel=alternate type=application/rss+xml href='http://dalam.example:\(port)/umpan'>"
                        + "<link rel=alternate type=application/rss+xml href='/pindah'>")
            case ("umum.example", "/pindah"): .redirect(to: "http://dalam.example:\(port)/umpan")
            case ("dalam.example", "/umpan"): .answer(text: feed)
            default: .answer("404 Not Found")
            }
        }
        let result = try discover(
            "http://umum.example:\(server.port)/", params: ["delay_ms": 0, "retries": 0], allowPrivate: true
        ) { access in
            // To this run ::1 is a public address.
            access.isPublic = { $0.count == 16 }
            access.resolve = { host, _ in host == "umum.example" ? "[::1]" : "127.0.0.1" }
        }
        XCTAssertEqual(result.found, [])
        XCTAssertEqual(
            result.refused.prefix(2).map { "\($0.url) \($0.reason)" },
            [
                "http://dalam.example:\(server.port)/umpan private_address",
                "http://umum.example:\(server.port)/pindah private_address",
            ])
        XCTAssertFalse(server.requests.contains { $0.host == "dalam.example" })
    }

    func testASourceOfTheRegisterIsAskedAsARunAsksIt() throws {
        let proxy = try serve { [feed = feed("Lewat", entries: 2)] request in
            switch request.target {
            case "http://media.example/robots.txt": .answer(text: "User-agent: *\nDisallow: /")
            case "http://media.example/":
                .answer(
                    text: "<link rel=alternate type=application/rss+xml href='http://umpan.example/rss'>")
            case "http://umpan.example/rss": .answer(text: feed)
            default: .answer("404 Not Found")
            }
        }
        let known = source("http://media.example/lama") {
            $0.proxy = "http://127.0.0.1:\(proxy.port)"
            $0.robots = false
        }
        let result = try discover("http://media.example/", params: ["delay_ms": 0], register: [known])
        XCTAssertEqual(result.found.map(\.url), ["http://umpan.example/rss"])
        XCTAssertFalse(proxy.requests.contains { $0.target == "http://media.example/robots.txt" && $0.head.isEmpty })
        // What is allowed to a source of the office's own network needs no flag.
        let server = try serve { [feed = feed("Dalam", entries: 2)] request in
            request.target == "/" ? .answer(text: feed) : .answer("404 Not Found")
        }
        let own = source(server.url("dalam")) { $0.allowPrivate = true }
        XCTAssertEqual(
            try discover(server.url("dalam"), params: ["delay_ms": 0], register: [own]).found.map(\.url),
            [server.url("dalam")])
    }

    func testTheParameterNamesAProxy() throws {
        let proxy = try serve { [feed = feed("Lewat", entries: 2)] request in
            request.target == "http://media.example/" ? .answer(text: feed) : .answer("404 Not Found")
        }
        let result = try discover(
            "http://media.example/", params: ["delay_ms": 0, "proxy": .string("http://127.0.0.1:\(proxy.port)")])
        XCTAssertEqual(result.found.map(\.url), ["http://media.example/"])
    }

    func testARobotsFileThatCannotBeReadIsToldOnce() throws {
        let server = try serve { _ in .answer("500 Oh") }
        let site = server.url("galat")
        let result = try discover(site, params: ["delay_ms": 0, "retries": 0], allowPrivate: true)
        XCTAssertEqual(
            DiscoveryText.text(result),
            """
            # \(site): no feed and no sitemap with entries among 1 address

            # tried, and no list of entries:
            #   \(site)  robots_unreachable: \(site)robots.txt cannot be read, which disallows everything there: the server answered 500

            # while its robots.txt cannot be read a site must be left alone (RFC 9309): try again another day, or ask its
            # keeper; where he permits it all the same: --pack with a source that has 'robots: false'
            """)
        XCTAssertEqual(server.requests.map(\.target), ["/robots.txt"])
    }
}
