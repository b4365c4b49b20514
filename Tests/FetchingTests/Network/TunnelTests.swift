import Records
import WebLab
import XCTest

@testable import Fetching

/// Proxies that open tunnels, and what they and the servers behind them get to see.
final class TunnelTests: WebTestCase {
    private let hint = "; see 'proxy' in sources.yaml, in the parameters and in the environment"

    private func proxy(
        _ kind: LabProxy.Kind, _ decide: @escaping @Sendable (LabProxy.Asked) -> LabProxy.Verdict
    ) throws -> LabProxy {
        let proxy = try LabProxy(kind, decide)
        addTeardownBlock { proxy.stop() }
        return proxy
    }

    /// A server with a certificate for `media.example`, and whom to trust for it.
    private func secured() throws -> (server: LabServer, access: NetworkAccess) {
        let ours = try TestAuthority("\(root)/ca")
        let server = try serve(identity: try ours.identity("media.example")) { request in
            request.target == "/pindah"
                ? .redirect(to: "https://lain.example/") : .answer("200 OK", ["ETag: \"2\""], Array("aman".utf8))
        }
        return (server, NetworkAccess(authorities: ours.certificate))
    }

    func testHTTPSGoesThroughATunnelAndTheProxySeesTheHostAlone() throws {
        let (server, access) = try secured()
        let port = server.port
        let proxy = try proxy(.connect) {
            $0.credentials == "Basic ZGluYXM6cmFoYXNpYQ==" ? .port(port) : .wantsPassword
        }
        let address = "http://dinas:rahasia@127.0.0.1:\(proxy.port)"
        let url = "https://media.example/umpan?kunci=7"
        let answer = try fetch(
            [
                FetchRequest(
                    url: url, validators: Validators(url: url, etag: "\"1\"", lastModified: nil), proxy: address)
            ], access: access)[
                0]
        XCTAssertNil(answer.failure)
        XCTAssertEqual(answer.body, .memory(Array("aman".utf8)))
        XCTAssertEqual(answer.headers["etag"], "\"2\"")
        XCTAssertFalse(answer.isPrivate, "where the proxy leads is not known")
        XCTAssertEqual(
            proxy.asked,
            [
                LabProxy.Asked(
                    host: "media.example", port: 443, credentials: "Basic ZGluYXM6cmFoYXNpYQ==",
                    lines: [
                        "CONNECT media.example:443 HTTP/1.1", "Host: media.example:443",
                        "Proxy-Authorization: Basic ZGluYXM6cmFoYXNpYQ==",
                        "User-Agent: Serap/1 (+mailto:uji@kominfo.example)", "Proxy-Connection: Keep-Alive",
                    ])
            ])
        XCTAssertEqual(
            server.requests.map(\.lines),
            [
                [
                    "GET /umpan?kunci=7 HTTP/1.1", "Host: media.example",
                    "User-Agent: Serap/1 (+mailto:uji@kominfo.example)", "Accept: */*",
                    "Accept-Encoding: gzip, deflate, br", "If-None-Match: \"1\"",
                ]
            ])
    }

    func testACertificateIsCheckedThroughATunnelToo() throws {
        let (server, access) = try secured()
        let port = server.port
        let proxy = try proxy(.connect) { _ in .port(port) }
        let own = "http://127.0.0.1:\(proxy.port)"
        let answers = try fetch(
            [
                FetchRequest(url: "https://lain.example/", proxy: own),
                FetchRequest(url: "https://media.example/pindah", proxy: own),
            ], access: access)
        XCTAssertEqual(answers.map { $0.failure?.reason }, ["tls_name", "tls_name"])
        XCTAssertEqual(answers[1].redirects, [Redirect(url: "https://media.example/pindah", status: 302)])
        XCTAssertEqual(server.requests.map(\.target), ["/pindah"])
    }

    func testAProxyThatWantsAPasswordOrRefusesOrLeadsNowhere() throws {
        let gone = try LabServer { _ in .close }
        gone.stop()
        let nowhere = gone.port
        let proxy = try proxy(.connect) { asked in
            switch asked.host {
            case "sandi.example": .wantsPassword
            case "dilarang.example": .refused
            default: .port(nowhere)
            }
        }
        let own = "http://dinas:salah@127.0.0.1:\(proxy.port)"
        let answers = try fetch(
            ["sandi", "dilarang", "mati"].map { FetchRequest(url: "https://\($0).example/", proxy: own) })
        let through = "the proxy '127.0.0.1:\(proxy.port)' does not let this through: CONNECT tunnel failed, response "
        XCTAssertEqual(answers.map { $0.failure?.reason }, ["proxy", "proxy", "proxy"])
        XCTAssertEqual(
            answers.map { $0.failure?.detail },
            [through + "407" + hint, through + "403" + hint, through + "502" + hint])
        XCTAssertFalse(answers.contains { ($0.failure?.detail ?? "").contains("salah") })
    }

    func testASOCKSProxyResolvesNamesAndIsToldItsPassword() throws {
        let plain = try serve { _ in .answer(text: "polos") }
        let (secure, access) = try secured()
        let (plainPort, securePort) = (plain.port, secure.port)
        let proxy = try proxy(.socks5) { asked in
            switch asked.host {
            case "tertutup.example": .refused
            default: .port(asked.port == 443 ? securePort : plainPort)
            }
        }
        let own = "socks5://dinas:r%40hasia@127.0.0.1:\(proxy.port)"
        let answers = try fetch(
            [
                FetchRequest(url: "http://tak-ada.invalid:8080/a", proxy: own),
                FetchRequest(url: "https://media.example/", proxy: own),
                FetchRequest(url: "http://tertutup.example/", proxy: own),
                FetchRequest(url: "http://10.0.0.1/", proxy: own),
                FetchRequest(url: "http://2130706433/", proxy: own),
            ], access: access
        ) { $0.parallel = 1 }
        XCTAssertEqual(
            answers.map(\.body), [.memory(Array("polos".utf8)), .memory(Array("aman".utf8)), nil, nil, nil])
        XCTAssertEqual(
            proxy.asked,
            [
                LabProxy.Asked(host: "tak-ada.invalid", port: 8080, credentials: "dinas:r@hasia"),
                LabProxy.Asked(host: "media.example", port: 443, credentials: "dinas:r@hasia"),
                LabProxy.Asked(host: "tertutup.example", port: 80, credentials: "dinas:r@hasia"),
            ])
        XCTAssertEqual(answers[2].failure?.reason, "proxy")
        XCTAssertEqual(
            answers[2].failure?.detail,
            "the proxy '127.0.0.1:\(proxy.port)' failed: Can't complete SOCKS5 connection to tertutup.example. (2)"
                + hint)
        XCTAssertEqual(
            answers.suffix(2).map(\.failure),
            [.privateAddress(host: "10.0.0.1", "10.0.0.1"), .privateAddress(host: "2130706433", "127.0.0.1")])
        for request in plain.requests + secure.requests {
            XCTAssertFalse(String(decoding: request.head, as: UTF8.self).contains("hasia"))
        }
    }

    /// Sources side by side: each proxy gets its own password, and no server gets one.
    func testNoPasswordGoesToAnotherProxyOrServer() throws {
        let origin = try serve { request in
            request.target == "/pindah" ? .redirect(to: "http://lain.example/") : .answer(text: "langsung")
        }
        let port = origin.port
        let first = try serve { _ in .redirect(to: "http://lain.example/b") }
        let second = try proxy(.socks5) { _ in .port(port) }
        let rules = try ProxyRules(
            parameter: nil,
            environment: ["all_proxy": "socks5h://kedua:dua@127.0.0.1:\(second.port)", "no_proxy": ".localhost"])
        let own = "http://satu:rahasia@127.0.0.1:\(first.port)"
        let answers = try fetch(
            [
                FetchRequest(url: "http://media.example/a", proxy: own),
                FetchRequest(url: "http://umum.example/"),
                FetchRequest(url: origin.url("dalam"), allowPrivate: true),
                FetchRequest(url: origin.url("dalam", "/pindah"), allowPrivate: true),
                FetchRequest(url: "\(origin.base)/", allowPrivate: true, proxy: "none"),
            ], access: NetworkAccess(proxies: rules)
        )
        XCTAssertEqual(
            answers.map { $0.failure?.reason }, ["redirect_ring", nil, nil, nil, nil],
            "a source's proxy is asked for what it redirects to")
        XCTAssertEqual(
            first.requests.map { [$0.target, $0["proxy-authorization"] ?? "-", $0["authorization"] ?? "-"] },
            ["http://media.example/a", "http://lain.example/b"].map { [$0, "Basic c2F0dTpyYWhhc2lh", "-"] })
        // What no_proxy excepts is asked directly, and where it redirects to through the proxy again.
        XCTAssertEqual(second.asked.map(\.host).sorted(), ["lain.example", "umum.example"])
        XCTAssertEqual(Set(second.asked.map(\.credentials)), ["kedua:dua"])
        XCTAssertEqual(origin.requests.count, 5)
        for request in origin.requests {
            let head = String(decoding: request.head, as: UTF8.self)
            XCTAssertNil(request["proxy-authorization"])
            XCTAssertNil(request["authorization"])
            XCTAssertFalse(head.contains("rahasia") || head.contains("dua"), head)
        }
    }
}
