import Records
import XCTest

@testable import Fetching

final class RobotsGateTests: FetchTestCase {
    private let moment = Instant(seconds: 1_692_115_200)

    private func gate(at seconds: Int = 0, state: Bool = true, maxDelay: Int = 60_000) -> RobotsGate {
        RobotsGate(
            agent: "Serap", cache: state ? RobotsCache(directory: "\(root)/robots") : nil,
            clock: FixedClock(Instant(seconds: moment.seconds + seconds)), maxDelay: maxDelay)
    }

    private func verdict(_ gate: RobotsGate, _ url: String, _ permitted: [String] = []) throws -> String {
        let parts = try XCTUnwrap(URLParts(url))
        switch gate.verdict(FetchRequest(url: url, permittedHosts: permitted), parts, allowsPrivate: false) {
        case .allowed: return "allowed"
        case .refused(let failure): return "\(failure.reason): \(failure.detail)"
        case .unknown(_, let ask): return "unknown \(ask?.url ?? "-")"
        }
    }

    private func answer(
        _ status: Int?, _ text: String? = nil, failure: FetchFailure? = nil, redirects: Int = 0
    ) -> Answer {
        var answer = Answer(finalURL: "https://a.example/robots.txt", fetchedAt: moment)
        answer.status = status
        answer.redirects = Array(
            repeating: Redirect(url: "https://a.example/robots.txt", status: 301), count: redirects)
        if let text { answer.body = .memory(Array(text.utf8)) }
        answer.failure = failure ?? (text == nil ? status.map { .status($0, retryAfter: nil) } : nil)
        return answer
    }

    private func service(_ gate: RobotsGate, _ url: String) throws -> RobotsGate.Service {
        guard
            case .unknown(let service, _) = gate.verdict(
                FetchRequest(url: url), try XCTUnwrap(URLParts(url)), allowsPrivate: false)
        else {
            throw FetchError.noAnswer(url)
        }
        return service
    }

    func testARedirectToAPrivateServiceIsToldAsTheSourcesOwn() throws {
        let gate = gate(state: false)
        let parts = try XCTUnwrap(URLParts("http://lain.example/x"))
        let refused = FetchFailure.privateAddress(host: "lain.example", "10.0.0.1")
        func detail(_ request: FetchRequest) -> String? {
            guard case .refused(let failure) = gate.verdict(request, parts, allowsPrivate: false) else { return nil }
            return failure.detail
        }
        let redirected = FetchRequest(url: "http://kantor.example/feed", allowPrivate: true)
        guard case .unknown(let service, _) = gate.verdict(redirected, parts, allowsPrivate: false) else {
            return XCTFail("known already")
        }
        gate.take(answer(nil, failure: refused), of: service)
        XCTAssertEqual(
            detail(redirected),
            "'lain.example' is at 10.0.0.1, which is not public; 'allow_private: true' of the source holds for the hosts of "
                + "its 'url' and 'domains' alone; write 'lain.example' into 'domains' if it is meant")
        // Of a source that allows nothing the key is what is missing.
        XCTAssertEqual(
            detail(FetchRequest(url: "http://lain.example/x")),
            "'lain.example' is at 10.0.0.1, which is not public; the source needs 'allow_private: true' for that")
    }

    /// Where a robots.txt redirects, what one source allows says nothing of what another one does.
    func testSourcesWithOtherWordsAskForThemselves() throws {
        let gate = gate(state: false)
        let parts = try XCTUnwrap(URLParts("http://kantor.example/x"))
        func ask(_ domains: [String], _ proxy: String? = nil) -> String? {
            let request = FetchRequest(
                url: parts.url, allowPrivate: true,
                privateHosts: PrivateHosts(names: ["kantor.example"], domains: domains),
                proxy: proxy)
            guard case .unknown(_, let ask) = gate.verdict(request, parts, allowsPrivate: true) else { return "known" }
            return ask.map { "\($0.url) \($0.privateHosts.domains) \($0.proxy ?? "-")" }
        }
        XCTAssertEqual(ask(["arsip.example"]), #"http://kantor.example/robots.txt ["arsip.example"] -"#)
        XCTAssertEqual(ask([]), "http://kantor.example/robots.txt [] -")
        XCTAssertEqual(ask([], "none"), "http://kantor.example/robots.txt [] none")
        XCTAssertNil(ask([]), "asked already")
    }

    func testAsksOnceForEachService() throws {
        let gate = gate()
        XCTAssertEqual(try verdict(gate, "https://a.example/x"), "unknown https://a.example/robots.txt")
        XCTAssertEqual(try verdict(gate, "https://a.example:443/y"), "unknown -")
        XCTAssertEqual(try verdict(gate, "http://a.example/y"), "unknown http://a.example/robots.txt")
        XCTAssertEqual(try verdict(gate, "https://a.example:8443/y"), "unknown https://a.example:8443/robots.txt")
        gate.take(answer(200, "user-agent: serap\n\ndisallow: /x\n"), of: try service(gate, "https://a.example/"))
        XCTAssertEqual(try verdict(gate, "https://a.example/y"), "allowed")
        XCTAssertEqual(try verdict(gate, "https://a.example/robots.txt"), "allowed")
        XCTAssertEqual(
            try verdict(gate, "https://a.example/xyz?a"),
            "robots: https://a.example/robots.txt, line 3: 'Disallow: /x'; the source needs 'robots: false' where its "
                + "owner permits it all the same")
    }

    func testWhatAnAnswerMeans() throws {
        let unreachable = "robots_unreachable: https://a.example/robots.txt cannot be read, which disallows everything "
        let table: [(Answer, String)] = [
            (answer(200, ""), "allowed"), (answer(204, ""), "allowed"),
            (answer(200, "<html><p>user-agent: *</p></html>"), "allowed"),
            (answer(200, "user-agent: *\ndisallow:\n"), "allowed"),
            (answer(400), "allowed"), (answer(401), "allowed"), (answer(403), "allowed"), (answer(404), "allowed"),
            (answer(410), "allowed"), (answer(451), "allowed"), (answer(304), "allowed"),
            (answer(301, failure: .tooManyRedirects(limit: 5, last: "x"), redirects: 6), "allowed"),
            (answer(301, failure: .badRedirect("")), "allowed"),
            (answer(nil, failure: .redirectRing("x")), "allowed"),
            (answer(200, failure: .emptyBody(status: 200)), "allowed"),
            (answer(429), unreachable + "there: the server answered 429"),
            (answer(500), unreachable + "there: the server answered 500"),
            (answer(503), unreachable + "there: the server answered 503"),
            (answer(nil, failure: .timeout("no byte for 20 s")), unreachable + "there: no byte for 20 s"),
            (
                answer(200, failure: .badEncoding("x")),
                unreachable + "there: the body is not in the encoding that its headers name: x"
            ),
            // Nothing at the host can be asked for, and that is what people must know.
            (
                answer(nil, failure: .dns(host: "a.example")),
                "dns: the name 'a.example' does not resolve; check the address in the register of sources"
            ),
            (
                answer(nil, failure: .dns(host: "b.example"), redirects: 1),
                unreachable
                    + "there: the name 'b.example' does not resolve; check the address in the register of sources"
            ),
        ]
        for (answer, expected) in table {
            let gate = gate(state: false)
            gate.take(answer, of: try service(gate, "https://a.example/"))
            XCTAssertEqual(try verdict(gate, "https://a.example/y"), expected)
        }
        XCTAssert(FetchFailure.robotsUnreachable(file: "", .timeout("")).isUnreachable)
        XCTAssertFalse(FetchFailure.robotsUnreachable(file: "", .status(500, retryAfter: nil)).isUnreachable)
    }

    func testACopyServesADayAndLongerWhereTheServiceIsUnreachable() throws {
        let first = gate()
        first.take(answer(200, "user-agent: *\ndisallow: /x\n"), of: try service(first, "https://a.example/"))
        let refused = try verdict(first, "https://a.example/x")
        XCTAssertEqual(try verdict(gate(at: 86_399), "https://a.example/x"), refused)
        let later = gate(at: 86_400 * 40)
        XCTAssertEqual(try verdict(later, "https://a.example/x"), "unknown https://a.example/robots.txt")
        later.take(answer(500), of: try service(later, "https://a.example/"))
        XCTAssertEqual(try verdict(later, "https://a.example/x"), refused)
        XCTAssertEqual(try verdict(later, "https://a.example/y"), "allowed")
        // A fault is nothing to be kept: the next run asks again.
        XCTAssertEqual(
            try verdict(gate(at: 86_400 * 40), "https://a.example/x"), "unknown https://a.example/robots.txt")
        let gone = gate(at: 86_400)
        gone.take(answer(404), of: try service(gone, "https://a.example/"))
        XCTAssertEqual(try verdict(gate(), "https://a.example/x"), "allowed", "that there is none is kept too")
    }

    func testPermissionCoversTheOwnersHosts() throws {
        let gate = gate(state: false)
        gate.take(answer(200, "user-agent: *\ndisallow: /\n"), of: try service(gate, "https://a.example/"))
        XCTAssertEqual(try verdict(gate, "https://a.example/x", ["a.example"]), "allowed")
        XCTAssertEqual(try verdict(gate, "https://www.a.example/x", ["a.example"]), "allowed")
        XCTAssert(try verdict(gate, "https://a.example/x", ["www.a.example", "example.a", "le"]).hasPrefix("robots: "))
        XCTAssertEqual(
            try verdict(gate, "https://ba.example/x", ["a.example"]), "unknown https://ba.example/robots.txt")
    }

    func testHostsAskForDelays() throws {
        let gate = gate(maxDelay: 60_000)
        gate.take(answer(200, "user-agent: *\ncrawl-delay: 120.5\n"), of: try service(gate, "https://a.example/"))
        gate.take(answer(200, "user-agent: *\ncrawl-delay: 5\n"), of: try service(gate, "https://b.example/"))
        gate.take(answer(200, "user-agent: *\ncrawl-delay: 0\n"), of: try service(gate, "https://c.example/"))
        XCTAssertEqual(gate.takeDelays().map { "\($0.host) \($0.delay)" }, ["a.example 60000", "b.example 5000"])
        XCTAssert(gate.takeDelays().isEmpty)
        XCTAssertEqual(
            gate.note(host: "a.example"),
            "https://a.example/robots.txt asks for 120.5 s between requests; 60 s were kept, as 'max_crawl_delay_s' says"
        )
        XCTAssertNil(gate.note(host: "b.example"))
        // From the cache too.
        let next = self.gate()
        XCTAssertEqual(try verdict(next, "https://b.example/"), "allowed")
        XCTAssertEqual(next.takeDelays().map { "\($0.host) \($0.delay)" }, ["b.example 5000"])
    }
}
