import Foundation
import Records
import WebLab
import XCTest

@testable import Fetching

final class ProxyTests: WebTestCase {
    private func rules(_ parameter: String? = nil, _ environment: [String: String] = [:]) throws -> ProxyRules {
        try ProxyRules(parameter: parameter, environment: environment)
    }

    private func chosen(_ rules: ProxyRules, _ urls: [String], source: String? = nil) throws -> [String] {
        try urls.map { rules.proxy(try XCTUnwrap(URLParts($0)), source: source)?.shown ?? "-" }
    }

    func testReadsAddresses() {
        XCTAssertEqual(Proxy("proxy.example:3128")?.shown, "http://proxy.example:3128")
        XCTAssertEqual(Proxy("HTTPS://Proxy.example/")?.shown, "https://proxy.example")
        XCTAssertEqual(Proxy("socks5://[::1]:1080")?.shown, "socks5h://[::1]:1080", "names are the proxy's to resolve")
        let proxy = Proxy("http://dinas:r%40hasia:1@proxy.example:3128")
        XCTAssertEqual(proxy?.user, "dinas")
        XCTAssertEqual(proxy?.password, "r@hasia:1")
        XCTAssertEqual(proxy?.shown, "http://proxy.example:3128")
        for text in ["", "http://", "ftp://proxy.example", "http://proxy.example/path", "http://a b", "socks4://x"] {
            XCTAssertNil(Proxy(text), text)
        }
    }

    func testFollowsTheEnvironmentAsCurlDoes() throws {
        let environment = [
            "http_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2",
            "no_proxy": "kab.example, .desa.example,10.0.0.0/8,::1, 192.168.1.7",
        ]
        let urls = [
            "http://media.example/", "https://media.example/", "http://www.kab.example/", "https://kab.example:8443/",
            "http://bukankab.example/", "http://desa.example/", "http://10.9.8.7/", "http://11.0.0.1/",
            "http://[::1]:80/", "http://192.168.1.7/", "http://192.168.1.8/",
        ]
        XCTAssertEqual(
            try chosen(try rules(nil, environment), urls),
            ["http://a:1", "http://b:2", "-", "-", "http://a:1", "-", "-", "http://a:1", "-", "-", "http://a:1"])
        XCTAssertEqual(try chosen(try rules(nil, ["HTTP_PROXY": "http://a:1"]), ["http://media.example/"]), ["-"])
        XCTAssertEqual(
            try chosen(try rules(nil, ["all_proxy": "socks5h://a:1"]), Array(urls.prefix(2))),
            ["socks5h://a:1", "socks5h://a:1"])
        XCTAssertEqual(try chosen(try rules(nil, ["http_proxy": "http://a:1", "no_proxy": "*"]), [urls[0]]), ["-"])
        // `localhost` is an address to the policy of addresses, and a name to whoever writes `no_proxy`.
        let here = ["http://localhost/", "http://a.localhost:8080/", "http://127.0.0.1/"]
        for (exceptions, expected) in [
            ("localhost", ["-", "-", "http://a:1"]), ("127.0.0.0/8", ["-", "-", "-"]),
            (".localhost", ["-", "-", "http://a:1"]), ("0.0.1", ["http://a:1", "http://a:1", "http://a:1"]),
        ] {
            XCTAssertEqual(
                try chosen(try rules(nil, ["http_proxy": "http://a:1", "no_proxy": exceptions]), here), expected)
        }
        XCTAssertEqual(try rules(nil, environment).shown, "http: http://a:1, https: http://b:2")
        XCTAssertNil(try rules().shown)
    }

    func testTheParameterComesBeforeTheEnvironmentAndTheSourceBeforeBoth() throws {
        let environment = ["http_proxy": "http://a:1", "no_proxy": "kab.example"]
        let urls = ["http://media.example/", "http://kab.example/"]
        XCTAssertEqual(try chosen(try rules("http://c:3", environment), urls), ["http://c:3", "-"])
        XCTAssertEqual(try chosen(try rules("none", environment), urls), ["-", "-"])
        XCTAssertEqual(try chosen(try rules(nil, environment), urls, source: "none"), ["-", "-"])
        XCTAssertEqual(
            try chosen(try rules(nil, environment), urls, source: "http://d:4"), ["http://d:4", "http://d:4"])
        XCTAssertThrowsError(try rules(nil, ["https_proxy": "ftp://x"])) {
            XCTAssertEqual($0 as? ProxyRules.BadProxy, ProxyRules.BadProxy(name: "https_proxy"))
        }
    }

    func testAsksTheProxyAndTellsNobodyElseItsPassword() throws {
        let origin = try serve { _ in .answer(text: "langsung") }
        let proxy = try serve { request in
            switch request.target {
            case "http://media.example/": .answer(text: "lewat proksi")
            case "http://media.example/pindah": .redirect(to: "http://127.0.0.1:9/rahasia")
            case "http://media.example/sandi": .answer("407 Proxy Authentication Required")
            case "media.example:443": .answer("403 Forbidden")
            default: .answer("500 Oh", text: "x")
            }
        }
        let own = "http://dinas:rahasia@127.0.0.1:\(proxy.port)"
        let access = NetworkAccess(proxies: try rules(nil, ["all_proxy": own, "no_proxy": "127.0.0.1"]))
        let requests = [
            FetchRequest(url: "http://media.example/"), FetchRequest(url: "http://media.example/pindah", proxy: own),
            FetchRequest(url: "http://media.example/sandi"), FetchRequest(url: "https://media.example/"),
            FetchRequest(url: "http://127.1/", proxy: own), FetchRequest(url: "http://0x7f000001/", proxy: own),
            FetchRequest(url: "http://localhost./", proxy: own),
            FetchRequest(url: "http://[::ffff:10.0.0.1]/", proxy: own),
            FetchRequest(url: "http://\u{FF11}27.0.0.1/", proxy: own),
            FetchRequest(url: "http://169.254.169.254/", proxy: own),
            FetchRequest(url: "\(origin.base)/", allowPrivate: true),
            FetchRequest(url: "\(origin.base)/", allowPrivate: false),
        ]
        let answers = try fetch(requests, access: access)
        XCTAssertEqual(answers[0].body, .memory(Array("lewat proksi".utf8)))
        XCTAssertEqual(
            answers.map { $0.failure?.reason },
            [nil, "private_address", "proxy", "proxy"] + Array(repeating: "private_address", count: 4)
                + ["bad_url", "private_address", nil, "private_address"])
        XCTAssertEqual(
            answers[2].failure?.detail,
            "the proxy '127.0.0.1:\(proxy.port)' wants another user name and password (407); "
                + "see 'proxy' in sources.yaml, in the parameters and in the environment")
        XCTAssertEqual(proxy.requests.count, 4)
        XCTAssert(proxy.requests.allSatisfy { $0["proxy-authorization"] == "Basic ZGluYXM6cmFoYXNpYQ==" })
        XCTAssertEqual(origin.requests.count, 1)
        XCTAssertNil(origin.requests[0]["proxy-authorization"])
        for answer in answers {
            let told =
                "\(answer.failure?.detail ?? "") \(answer.finalURL) \(JSONValue.object(answer.headers.json).text)"
            XCTAssertFalse(told.contains("rahasia@") || told.contains("dinas"), told)
        }
    }

    func testSaysThatTheProxyIsTheFault() throws {
        let gone = try LabServer { _ in .close }
        gone.stop()
        let answers = try fetch([
            FetchRequest(url: "http://media.example/", proxy: "http://a:rahasia@127.0.0.1:\(gone.port)"),
            FetchRequest(url: "http://media.example/", proxy: "http://a:rahasia@proxy.invalid:1"),
        ])
        XCTAssertEqual(answers.map { $0.failure?.reason }, ["proxy", "proxy"])
        XCTAssert(answers.allSatisfy { $0.failure?.isUnreachable == true })
        XCTAssertFalse(answers.contains { $0.failure?.detail.contains("rahasia") ?? true })
    }

    /// From `sources.yaml`, the parameter and the environment of the process up to what the proxy is asked.
    func testEachWayOfNamingAProxyReachesIt() throws {
        let proxies = try (0..<3).map { number in
            try serve { _ in .answer(text: "<rss><item><guid>\(number)</guid></item></rss>") }
        }
        func address(_ number: Int) -> String { "http://127.0.0.1:\(proxies[number].port)" }
        try writePack([
            ("sendiri", "type: feed, url: 'http://sendiri.example/feed', robots: false, proxy: '\(address(0))'"),
            ("lain", "type: feed, url: 'http://lain.example/feed', robots: false"),
        ])
        let before = getenv("http_proxy").map { String(cString: $0) }
        setenv("http_proxy", address(2), 1)
        defer { if let before { setenv("http_proxy", before, 1) } else { unsetenv("http_proxy") } }
        _ = try run(["select": "feeds", "delay_ms": 0], key: "2023-08-15")
        _ = try run(["select": "feeds", "delay_ms": 0, "proxy": .string(address(1))], key: "2023-08-16")
        XCTAssertEqual(
            proxies.map { $0.requests.map(\.target) },
            [
                ["http://sendiri.example/feed", "http://sendiri.example/feed"], ["http://lain.example/feed"],
                ["http://lain.example/feed"],
            ])
    }

    func testRefusesPasswordsWhereTheyWouldBeKept() throws {
        try writePack([("kabar", "type: feed, url: \"https://media.example/\", proxy: \"http://a:b:c/d\"")])
        assertUsage(
            "parameter 'proxy' holds a password, and parameters stand in receipts; "
                + "give it in the environment: https_proxy, with pass_env",
            ["select": "feeds", "proxy": "http://a:b@proxy.example:3128"])
        assertUsage(
            "parameter 'proxy' must be an address such as http://proxy.example:3128, or none",
            ["select": "feeds", "proxy": "ftp://proxy.example"])
        assertUsage(
            "source 'kabar': 'proxy' must be an address such as http://proxy.example:3128, or none",
            ["select": "feeds"])
    }
}
