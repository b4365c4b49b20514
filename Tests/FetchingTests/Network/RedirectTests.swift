import Pack
import Synchronization
import WebLab
import XCTest

@testable import Fetching

/// Where names and redirects may lead.
final class RedirectTests: WebTestCase {
    private static let secret = Array("rahasia".utf8)

    func testFollowsRedirectsAndKeepsTheChain() throws {
        let server = try serve { request in
            switch request.target {
            case "/a/lama": .redirect("301 Moved Permanently", to: "../b/baru?x=1")
            case "/b/baru?x=1": .redirect(to: "/akhir dengan spasi")
            case "/akhir%20dengan%20spasi": .answer(text: "sampai")
            default: .answer("302 Found")
            }
        }
        let answer = try fetch([server.base + "/a/lama"])[0]
        XCTAssertEqual(answer.body, .memory(Array("sampai".utf8)))
        XCTAssertEqual(answer.finalURL, "\(server.base)/akhir%20dengan%20spasi")
        XCTAssertEqual(
            answer.redirects,
            [
                Redirect(url: "\(server.base)/a/lama", status: 301),
                Redirect(url: "\(server.base)/b/baru?x=1", status: 302),
            ])
    }

    func testNamesWhatIsWrongWithARedirect() throws {
        let long = "/" + String(repeating: "a", count: 50_000)
        let server = try serve { request in
            switch request.target {
            case "/sendiri": .redirect(to: "/sendiri#lagi")
            case "/ring": .redirect(to: "/kedua")
            case "/kedua": .redirect(to: "/ketiga")
            case "/ketiga": .redirect(to: "HTTP://127.0.0.1:\(request["host"]?.split(separator: ":").last ?? "")/ring")
            case "/berkas": .redirect(to: "file:///etc/passwd")
            case "/gopher": .redirect(to: "gopher://127.0.0.1:70/x")
            case "/panjang": .redirect(to: long)
            case "/sandi": .redirect(to: "http://dinas:rahasia@media.example/")
            case "/dua": .answer("302 Found", ["Location: /a", "Location: /b"])
            case "/buntu": .answer("302 Found")
            case let target: .redirect(to: "\(target)x")
            }
        }
        let answers = try fetch(
            ["/sendiri", "/ring", "/terus", "/berkas", "/gopher", "/panjang", "/sandi", "/dua", "/buntu"]
                .map { server.base + $0 }
        ) { $0.redirects = 4 }
        XCTAssertEqual(
            answers.map(\.failure),
            [
                .redirectRing("\(server.base)/sendiri#lagi"), .redirectRing("HTTP://127.0.0.1:\(server.port)/ring"),
                .tooManyRedirects(limit: 4, last: "\(server.base)/terusxxxxx"), .badRedirect("file:///etc/passwd"),
                .badRedirect("gopher://127.0.0.1:70/x"), .urlTooLong(server.base.utf8.count + 50_001),
                .credentials(url: "http://***@media.example/"), .ambiguousRedirect(["/a", "/b"]), .badRedirect(""),
            ])
        XCTAssertEqual(
            answers[7].failure?.detail, "a redirect to several places: '/a', '/b'")
        XCTAssertEqual(server.requests.filter { $0.target == "/ring" }.count, 1, "a ring is seen at once")
        XCTAssertFalse(answers.contains { $0.finalURL.contains("rahasia") || $0.finalURL.utf8.count > 1000 })
    }

    /// A wall of cookies leads back to the page for ever; the operator is told why.
    func testAWallOfCookiesIsTold() throws {
        let server = try serve { request in
            request.target == "/"
                ? .answer("302 Found", ["Location: /izin", "Set-Cookie: izin=1"]) : .redirect(to: "/")
        }
        let answer = try fetch(["\(server.base)/"])[0]
        XCTAssertEqual(answer.failure, .redirectRing("\(server.base)/", setsCookies: true))
        XCTAssertEqual(
            answer.failure?.detail,
            "the redirects go round in a ring, back to '\(server.base)/'; the site sets cookies on the way, and perhaps "
                + "lets in nobody who keeps none, as Serap")
        // Cookies are never sent back.
        XCTAssertEqual(server.requests.map { $0["cookie"] }, [nil, nil])
    }

    func testAFragmentAsAPlaceIsARing() throws {
        let server = try serve { _ in .redirect(to: "#x") }
        XCTAssertEqual(
            try fetch(["\(server.base)/a/b"])[0].failure, .redirectRing("\(server.base)/a/b#x"))
        XCTAssertEqual(server.requests.count, 1)
    }

    func testRefusesAddressesThatAreNotPublic() throws {
        let server = try serve { _ in .answer("200 OK", [], Self.secret) }
        // The first is allowed, and its connection stays open: the second must not get to use it.
        let mixed = try fetch([
            FetchRequest(url: server.base, allowPrivate: true), FetchRequest(url: server.base, allowPrivate: false),
        ]) { $0.perHost = 1 }
        XCTAssertEqual(mixed[0].body, .memory(Self.secret))
        XCTAssertEqual(mixed[1].failure, .privateAddress(host: "127.0.0.1", "127.0.0.1"))
        XCTAssertEqual(
            mixed[1].failure?.detail,
            "'127.0.0.1' is at 127.0.0.1, which is not public; the source needs 'allow_private: true' for that")
        let port = server.port
        let answers = try fetch(
            [
                "http://localhost:\(port)/", "http://[::1]:\(port)/", "http://2130706433:\(port)/",
                "http://0.0.0.0:\(port)/", "http://[::ffff:127.0.0.1]:\(port)/", "http://169.254.169.254/latest/",
            ], allowPrivate: false)
        XCTAssertEqual(answers.map { $0.failure?.reason }, Array(repeating: "private_address", count: 6))
        XCTAssertEqual(server.requests.count, 1)
    }

    func testWhatASourceIsAllowedEndsAtItsHost() throws {
        let server = try serve { request in
            switch request.target {
            case "/awan": .redirect(to: "http://169.254.169.254/latest/meta-data/")
            case "/lain": .redirect(to: "http://lain.localhost:\(request["host"]?.split(separator: ":").last ?? "")/")
            case "/sendiri": .redirect(to: "/")
            default: .answer("200 OK", [], Self.secret)
            }
        }
        let answers = try fetch(["/awan", "/lain", "/sendiri"].map { server.base + $0 })
        XCTAssertEqual(
            answers[0].failure, .privateAddress(host: "169.254.169.254", "169.254.169.254", .metadata))
        XCTAssertEqual(
            answers[0].failure?.detail,
            "'169.254.169.254' is at 169.254.169.254, which is not public; "
                + "no name and no redirect may lead to a link-local address or a metadata service: "
                + "write the address itself into 'url' if it is meant")
        guard case .privateAddress("lain.localhost", _, .notNamed) = answers[1].failure else {
            return XCTFail("\(String(describing: answers[1].failure))")
        }
        XCTAssertEqual(answers[2].body, .memory(Self.secret))
        // Not even the source's own name leads to a service that gives keys to whoever asks.
        var access = NetworkAccess()
        access.resolve = { _, _ in "169.254.169.254" }
        let metadata = try fetch(["http://kantor.example/"], access: access)[0]
        XCTAssertEqual(
            metadata.failure,
            .privateAddress(host: "kantor.example", "169.254.169.254", .metadata))
        XCTAssertEqual(
            metadata.failure?.detail,
            "'kantor.example' is at 169.254.169.254, which is not public; no name and no redirect may lead to a "
                + "link-local address or a metadata service: write the address itself into 'url' if it is meant")
    }

    /// The hosts of a source's `url` and of its `domains` are the operator's words, and lead to one another.
    func testHostsOfASourceRedirectToOneAnother() throws {
        let server = try serve { request in
            let port = request["host"]?.split(separator: ":").last ?? ""
            return switch request.target {
            case "/umpan": .redirect(to: "http://berkas.arsip.localhost:\(port)/a")
            case "/a": .redirect(to: "http://kantor.localhost:\(port)/b")
            case "/keluar": .redirect(to: "http://luar.localhost:\(port)/masuk")
            case "/masuk": .redirect(to: "http://kantor.localhost:\(port)/b")
            default: .answer("200 OK", [], Self.secret)
            }
        }
        var office = Source(
            code: "kantor", name: "Kantor", kind: .feed, url: server.url("kantor", "/umpan"),
            domains: ["Arsip.localhost"], origin: Origin(source: "uji", verified: true))
        func request(_ url: String) -> FetchRequest { SourceRegister([office]).request(url, of: "kantor") }
        let base = office.url
        func outside(_ host: String, _ why: PrivateHosts.Refusal, _ answer: Answer, line: UInt = #line) {
            guard case .privateAddress(host, _, why) = answer.failure else {
                return XCTFail("\(String(describing: answer.failure))", line: line)
            }
        }
        XCTAssertEqual(try fetch([request(base)])[0].failure?.reason, "private_address", "nothing is allowed")
        office.allowPrivate = true
        let answers = try fetch([
            request(base), request(server.url("arsip", "/a")), request(server.url("kantor", "/keluar")),
            request(server.url("luar", "/masuk")),
        ])
        XCTAssertEqual(answers[0].body, .memory(Self.secret))
        XCTAssertEqual(answers[0].redirects.count, 2)
        XCTAssertEqual(answers[1].body, .memory(Self.secret))
        outside("luar.localhost", .notNamed, answers[2])
        outside("luar.localhost", .notNamed, answers[3])
        XCTAssertFalse(server.requests.contains { $0.host == "luar.localhost" })
    }

    /// A redirect from a public host never leads into private addresses, not even to a host that was named.
    func testAPublicHostLeadsToNoPrivateOne() throws {
        let server = try serve { request in
            let port = request["host"]?.split(separator: ":").last ?? ""
            return switch request.target {
            case "/keluar": .redirect(to: "http://umum.example:\(port)/masuk")
            case "/masuk": .redirect(to: "http://kantor.example:\(port)/rahasia")
            default: .answer("200 OK", [], Self.secret)
            }
        }
        // To this run ::1 is a public address.
        var access = NetworkAccess()
        access.isPublic = { $0.count == 16 }
        access.resolve = { host, _ in host == "umum.example" ? "[::1]" : "127.0.0.1" }
        let named = PrivateHosts(names: ["kantor.example"])
        let byHand = PrivateHosts(names: ["kantor.example"], leadOn: true)
        let port = server.port
        let answers = try fetch(
            [
                FetchRequest(
                    url: "http://kantor.example:\(port)/keluar", allowPrivate: true, privateHosts: named),
                FetchRequest(
                    url: "http://kantor.example:\(port)/keluar", allowPrivate: true, privateHosts: byHand),
                FetchRequest(url: "http://umum.example:\(port)/masuk", privateHosts: named),
                FetchRequest(
                    url: "http://umum.example:\(port)/masuk", allowPrivate: true,
                    privateHosts: PrivateHosts(names: ["umum.example"], leadOn: true)),
            ], access: access)
        for (number, answer) in answers.enumerated() {
            XCTAssertEqual(
                answer.failure, .privateAddress(host: "kantor.example", "127.0.0.1", .ledFromOutside), "\(number)")
        }
        XCTAssertEqual(
            answers[0].failure?.detail,
            "'kantor.example' is at 127.0.0.1, which is not public; what led there is outside of that network, and may "
                + "not lead into it; give the address itself if it is meant")
        XCTAssertFalse(server.requests.contains { $0.target == "/rahasia" })
    }

    func testANameThatChangesIsCheckedEachTime() throws {
        let server = try serve { request in
            request.target == "/" ? .redirect(to: "/lagi") + .init([.close]) : .answer("200 OK", [], Self.secret)
        }
        // To this run ::1 is a public address; the name leads there first, and then to 127.0.0.1.
        var access = NetworkAccess()
        access.isPublic = { $0.count == 16 }
        access.resolve = { _, step in step == 0 ? "[::1]" : "127.0.0.1" }
        let requests = [FetchRequest(url: "http://berubah.example:\(server.port)/")]
        let changed = try fetch(requests, access: access)[0]
        XCTAssertEqual(changed.failure, .privateAddress(host: "berubah.example", "127.0.0.1"))
        XCTAssertEqual(server.requests.map(\.target), ["/"])
        access.resolve = { _, _ in "[::1]" }
        XCTAssertEqual(try fetch(requests, access: access)[0].body, .memory(Self.secret))
    }

    func testRefusesWhatIsNoURL() throws {
        let urls = [
            "ftp://media.example/a", "file:///etc/passwd", "", "http://", "http://%31%32%37.0.0.1/",
            "http://[fe80::1%25eth0]/", "http://a\u{7F}b/",
        ]
        XCTAssertEqual(try fetch(urls).map(\.failure), urls.map { .badURL($0) })
        let secret = "https://dinas:rahasia@media.example/a@b"
        let answers = try fetch([secret, "http://media.example/" + String(repeating: "a", count: 20_000)])
        XCTAssertEqual(answers[0].failure, .credentials(url: "https://***@media.example/a@b"))
        XCTAssertEqual(
            answers[0].failure?.detail,
            "'https://***@media.example/a@b' holds a user name or a password, which captures would keep for ever; "
                + "leave it out")
        XCTAssertEqual(answers[1].failure, .urlTooLong(20_021))
    }

    func testAsksForTheHostThatItChecked() throws {
        // Some read the host of this from behind the `@`.
        let parts = try XCTUnwrap(URLParts("http://media.example\\@127.0.0.1/x"))
        XCTAssertEqual(parts.host, "media.example")
        XCTAssertEqual(parts.url, "http://media.example/\\@127.0.0.1/x")
    }

    func testNamesAClosedPort() throws {
        let server = try LabServer { _ in .close }
        server.stop()
        let answers = try fetch([server.base])
        XCTAssertEqual(answers[0].failure?.reason, "connect")
    }
}
