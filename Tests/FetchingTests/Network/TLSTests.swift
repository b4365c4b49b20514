import WebLab
import XCTest

@testable import Fetching

final class TLSTests: WebTestCase {
    private func access(_ authority: TestAuthority) -> NetworkAccess {
        NetworkAccess(authorities: authority.certificate)
    }

    func testTrustsWhomItIsToldToAndNobodyElse() throws {
        let ours = try TestAuthority("\(root)/ca")
        let others = try TestAuthority("\(root)/others")
        let good = try serve(identity: try ours.identity("baik.localhost")) { _ in .answer(text: "baik") }
        let expired = try serve(identity: try ours.identity("lama.localhost", days: -1)) { _ in .answer(text: "x") }
        let unknown = try serve(identity: try others.identity("asing.localhost")) { _ in .answer(text: "x") }
        let plain = try serve { _ in .answer(text: "x") }
        func url(_ host: String, _ server: LabServer) -> String { "https://\(host).localhost:\(server.port)/" }
        let urls = [
            url("baik", good), url("lain", good), url("lama", expired), url("asing", unknown), url("polos", plain),
            "http://baik.localhost:\(good.port)/",
        ]
        let answers = try fetch(urls, access: access(ours))
        XCTAssertEqual(answers[0].body, .memory(Array("baik".utf8)))
        XCTAssertEqual(
            answers.map { $0.failure?.reason },
            [nil, "tls_name", "tls_expired", "tls_unknown_ca", "tls", answers[5].failure?.reason])
        XCTAssertNotNil(answers[5].failure, "no HTTP without TLS where TLS is spoken")
        XCTAssertEqual(
            answers[2].failure?.detail,
            "the certificate of 'lama.localhost' is not valid today: SSL certificate problem: certificate has expired; "
                + "its keeper must renew it, or this machine's clock is wrong")
        XCTAssertEqual([good, expired, unknown].map(\.requests.count), [1, 0, 0])
        XCTAssertEqual(try fetch([url("baik", good)])[0].failure?.reason, "tls_unknown_ca", "not of the system's")
    }

    func testSpeaksHTTP2WhereTheServerDoes() throws {
        let ours = try TestAuthority("\(root)/ca")
        let server = try serve(identity: try ours.identity("dua.localhost", http2: true)) { request in
            // The preface ends like a head, and goes on with what looks like a second one.
            guard request.method == "SM" else { return WebReply([]) }
            let settings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
            let acknowledged: [UInt8] = [0, 0, 0, 4, 1, 0, 0, 0, 0]
            // Stream 1: `:status 200` of the static table; then the body, which ends the stream.
            let headers: [UInt8] = [0, 0, 1, 1, 4, 0, 0, 0, 1, 0x88]
            let body: [UInt8] = [0, 0, 4, 0, 1, 0, 0, 0, 1] + Array("halo".utf8)
            return WebReply([
                .send(settings + acknowledged), .pause(milliseconds: 50), .send(headers + body), .hang,
            ])
        }
        let answer = try fetch(["https://dua.localhost:\(server.port)/"], access: access(ours))[0]
        XCTAssertNil(answer.failure)
        XCTAssertEqual(answer.body, .memory(Array("halo".utf8)))
        XCTAssertEqual(server.requests.first?.lines.first, "PRI * HTTP/2.0")
    }

    func testWantsACertificateInTheFile() throws {
        try write("kosong.pem", "bukan sertifikat")
        try writePack([("kabar", "type: feed, url: \"https://media.example/\"")])
        // What `@path` stands for where there is no file.
        assertUsage("parameter 'ca_file': there is no such file", ["select": "feeds", "ca_file": .null])
        assertUsage(
            "parameter 'ca_file': no file '\(root)/tidak-ada'",
            ["select": "feeds", "ca_file": .string("\(root)/tidak-ada")])
        assertUsage(
            "parameter 'ca_file': '\(root)/kosong.pem' holds no certificate in PEM (-----BEGIN CERTIFICATE-----)",
            ["select": "feeds", "ca_file": .string("\(root)/kosong.pem")])
    }
}
