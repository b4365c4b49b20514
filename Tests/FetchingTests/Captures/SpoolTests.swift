import Foundation
import Logging
import RecordIO
import Records
import StageKit
import Synchronization
import WebLab
import XCTest

@testable import Fetching

final class SpoolTests: FetchTestCase {
    private func answer(_ url: String, _ body: Body?, failure: FetchFailure? = nil) -> Answer {
        var answer = Answer(finalURL: "\(url)/akhir", fetchedAt: Instant(seconds: 1_692_115_200))
        answer.status = 200
        answer.redirects = [Redirect(url: url, status: 302)]
        answer.headers.add("Content-Type", "text/html; charset=UTF-8")
        answer.headers.add("Set-Cookie", "a=1")
        answer.body = body
        answer.failure = failure
        return answer
    }

    private func capture(_ answer: Answer?) -> String? {
        answer.map { Capture($0, url: "https://a.example", source: "s").record.text }
    }

    func testAnswersComeBackAsTheyWere() throws {
        let directory = "\(root)/spool"
        let answers = [
            answer("https://a.example/1", .memory(Array("teks \u{1}".utf8))),
            answer("https://a.example/2", .memory([0xFF, 0])),
            answer("https://a.example/3", nil, failure: .tls(host: "a.example", "kedaluwarsa")),
            answer("https://a.example/4", .memory([])),
        ]
        func request(_ index: Int) -> FetchRequest { FetchRequest(url: "https://a.example/\(index + 1)") }
        let first = try Spool(directory)
        for (index, answer) in answers.enumerated() { try first.keep(answer, to: request(index)) }
        let second = try Spool(directory)
        XCTAssertEqual(second.count, 4)
        for (index, answer) in answers.enumerated() {
            XCTAssertEqual(capture(try first.answer(request(index))), capture(answer))
            XCTAssertEqual(capture(try second.answer(request(index))), capture(answer))
        }
        XCTAssertNil(try second.answer(FetchRequest(url: "https://a.example/1", allowPrivate: true)))
    }

    /// What one source may read is no answer to another that asks for the same by other words.
    func testAnAnswerIsToTheWholeRequest() throws {
        let spool = try Spool("\(root)/spool")
        let url = "https://a.example/1"
        let permitted = FetchRequest(url: url, permittedHosts: ["a.example"])
        try spool.keep(answer(url, .memory(Array("isi".utf8))), to: permitted)
        XCTAssert(spool.contains(permitted))
        for other in [
            FetchRequest(url: url), FetchRequest(url: url, proxy: "none", permittedHosts: ["a.example"]),
            FetchRequest(url: url, allowPrivate: true, permittedHosts: ["a.example"]),
        ] {
            XCTAssertFalse(spool.contains(other))
        }
        let secret = FetchRequest(url: url, proxy: "http://dinas:rahasia@proxy.example:3128")
        try spool.keep(answer(url, nil, failure: .partialBody), to: secret)
        XCTAssert(spool.contains(FetchRequest(url: url, proxy: "http://proxy.example:3128")))
        let lines = try String(contentsOfFile: "\(root)/spool/answers.jsonl", encoding: .utf8)
        XCTAssertFalse(lines.contains("rahasia"))
    }

    func testAFailureHoldsUnderItsOwnLimits() throws {
        let requests = (1...2).map { FetchRequest(url: "https://a.example/\($0)") }
        let terms = FetchLimits().terms
        let spool = try Spool("\(root)/spool", terms: terms)
        try spool.keep(answer(requests[0].url, nil, failure: .tooLarge(limit: 32 << 20)), to: requests[0])
        try spool.keep(answer(requests[1].url, .memory(Array("isi".utf8))), to: requests[1])
        XCTAssertEqual(requests.map(try Spool("\(root)/spool", terms: terms).contains), [true, true])
        var greater = FetchLimits()
        greater.body *= 2
        XCTAssertEqual(requests.map(try Spool("\(root)/spool", terms: greater.terms).contains), [false, true])
    }

    func testWhatIsTornOrDamagedIsDropped() throws {
        let directory = "\(root)/spool"
        let spool = try Spool(directory)
        let requests = (1...3).map { FetchRequest(url: "https://a.example/\($0)") }
        for request in requests { try spool.keep(answer(request.url, .memory(Array("isi".utf8))), to: request) }
        let path = "\(directory)/answers.jsonl"
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try write("spool/incoming-7", "separuh")
        XCTAssertEqual(truncate(path, off_t(whole.count - 5)), 0)
        let torn = try Spool(directory)
        XCTAssertEqual(requests.map(torn.contains), [true, true, false])
        XCTAssertEqual(try Directory.names(directory), ["answers.jsonl", "bodies"])
        // What is kept next does not run into the torn line.
        try torn.keep(answer(requests[2].url, .memory(Array("isi".utf8))), to: requests[2])
        XCTAssertEqual(requests.map(try Spool(directory).contains), [true, true, true])
        var flipped = try Data(contentsOf: URL(fileURLWithPath: path))
        flipped[flipped.count / 2] ^= 1
        try flipped.write(to: URL(fileURLWithPath: path))
        XCTAssertEqual(requests.map(try Spool(directory).contains), [true, false, true])
        // The first body, and the third one as it was kept again behind the one that lost its line.
        let bodies = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/bodies"))
        XCTAssertEqual(bodies, Data("isiisiisiisi".utf8))
        try write("spool/bodies", "iSiisiisiisi")
        XCTAssertEqual(requests.map(try Spool(directory).contains), [false, false, true])
        try write("spool/bodies", "isiisiisiis")
        XCTAssertEqual(requests.map(try Spool(directory).contains), [true, false, false])

        let blob = SHA256.hex(Array("besar".utf8))
        try write("spool/\(blob)", "besar")
        try torn.keep(answer("https://a.example/4", .file(sha256: blob, size: 5)), to: FetchRequest(url: "4"))
        XCTAssertEqual(capture(try Spool(directory).answer(FetchRequest(url: "4")))?.contains(blob), true)
        try write("spool/\(blob)", "besaR")
        XCTAssertFalse(try Spool(directory).contains(FetchRequest(url: "4")))
    }

    /// Answers each request once and then breaks off, as a kill would.
    private final class Breaking: Fetcher {
        var asked: [String] = []
        var limit: Int
        var directory: String
        init(limit: Int, directory: String) { (self.limit, self.directory) = (limit, directory) }

        func fetch(_ requests: [FetchRequest], _ deliver: (Int, Answer) throws -> Void) throws {
            for (index, request) in requests.enumerated() {
                guard asked.count < limit else { throw FetchError.outOfMemory }
                asked.append(request.url)
                var answer = Answer(finalURL: request.url, fetchedAt: Instant(seconds: asked.count))
                if request.url.hasSuffix("mati") {
                    answer.failure = .dns(host: "a.example")
                } else if request.url.hasSuffix("besar") {
                    let bytes = [UInt8](repeating: 0x61, count: BodyCollector.memoryLimit + 1)
                    answer.settle(try BodyCollector.body(bytes, directory: directory, name: "\(index)"))
                } else {
                    answer.settle(.memory(Array(request.url.utf8)))
                }
                try deliver(index, answer)
            }
        }
    }

    func testEachURLIsAskedOnceOverKillsAndAnswersComeInOrder() throws {
        let requests = ["a", "besar", "mati", "a", "b", "c"].map { FetchRequest(url: $0) }
        let base = Breaking(limit: 3, directory: "\(root)/spool")
        var delivered: [String] = []
        func fetch() throws {
            delivered = []
            try SpooledFetcher(
                spool: try Spool("\(root)/spool"), base: base, filesDirectory: "\(root)/files",
                groups: requests.map { _ in "alfa" }, log: Logger(label: "uji")
            ).fetch(requests) { index, answer in
                delivered.append("\(index) \(answer.failure?.reason ?? answer.finalURL) \(answer.fetchedAt.seconds)")
            }
        }
        XCTAssertThrowsError(try fetch())
        XCTAssertEqual(delivered, ["0 a 1", "1 besar 2", "2 dns 3", "3 a 1"])
        base.limit = 6
        try fetch()
        XCTAssertEqual(base.asked, ["a", "besar", "mati", "mati", "b", "c"], "only what did not answer is asked again")
        XCTAssertEqual(delivered, ["0 a 1", "1 besar 2", "2 dns 4", "3 a 1", "4 b 5", "5 c 6"])
        XCTAssertEqual(try Directory.names("\(root)/files").count, 1)
        XCTAssertEqual(
            try FileDigest.sha256("\(root)/files/\(try Directory.names("\(root)/files")[0])").size, 4 << 20 | 1)
    }

    func testASpoolGoesWhenItsCapturesArePublishedOrCanNeverBe() throws {
        func spools() throws -> [String] { try Directory.names("\(root)/state/spool") }
        func publish(_ key: String, _ receipt: String) throws {
            try write("captures/\(key)/fetch/all/_meta/receipt.json", receipt)
        }
        func open(_ key: String, _ partition: String = "all") throws {
            let settings = StageSettings(
                key: key, partition: partition, state: "\(root)/state", captures: "\(root)/captures")
            let run = try StageRun(stage: "fetch", inputs: [], output: "\(root)/out", settings: settings)
            _ = try Spool.open(
                state: settings.state, key: key, partition: partition, captures: EarlierCaptures(run))
        }
        try open("2023-08-14")
        try open("2023-08-14", "x~y")
        XCTAssertEqual(try spools(), ["2023-08-14~all~first", "2023-08-14~x%7Ey~first"])
        try publish("2023-08-14", "satu")
        try open("2023-08-14", "x~y")
        XCTAssertEqual(try spools(), ["2023-08-14~x%7Ey~first"], "published")
        try open("2023-08-14")
        let base = SHA256.hex(Array("satu".utf8)).prefix(16)
        XCTAssertEqual(try spools(), ["2023-08-14~all~\(base)", "2023-08-14~x%7Ey~first"], "a go that adds")
        try open("2023-08-15")
        XCTAssertEqual(try spools().count, 3, "the 14th can still be fetched")
        try publish("2023-08-15", "dua")
        try open("2023-08-16")
        XCTAssertEqual(try spools(), ["2023-08-16~all~first"])
    }
}

/// The real program, killed in the middle of fetching.
final class ResumeTests: FetchTestCase {
    private var program: String {
        URL(fileURLWithPath: Bundle.main.executablePath ?? "/").deletingLastPathComponent().path + "/serap-fetch"
    }

    private func start(_ output: String, _ server: LabServer) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "--input", "\(root)/items.jsonl", "--params", "\(root)/params.json", "--pack", "\(root)/pack", "--output",
            "\(root)/\(output)",
        ]
        process.environment = [
            "SERAP_KEY": "2023-08-15", "SERAP_STAGE": "pages", "SERAP_PARTITION": "all",
            "SERAP_STATE": "\(root)/state", "SERAP_CAPTURES": "\(root)/captures",
        ]
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        try process.run()
        return process
    }

    func testAKilledAttemptIsGoneOnWith() throws {
        try XCTSkipUnless(access(program, X_OK) == 0, "no \(program)")
        let stuck = Mutex(true)
        let server = try LabServer(answersRobots: true) { request in
            if request.target == "/p5", stuck.withLock({ $0 }) { return .hang }
            return .answer("200 OK", ["Content-Type: text/html"], text: "<p>\(request.target)</p>")
        }
        defer { server.stop() }
        try writePack([("alfa", "type: feed, url: '\(server.base)/feed', allow_private: true")])
        try write("params.json", #"{"follow":"link","delay_ms":0,"per_host":1}"#)
        try write(
            "items.jsonl",
            (1...8).map { #"{"id":"i\#($0)","source":"alfa","url":"\#(server.base)/p\#($0)"}"# + "\n" }.joined())
        let killed = try start("one", server)
        for _ in 0..<2500 where server.requests.count < 6 { usleep(2000) }
        kill(killed.processIdentifier, SIGKILL)
        killed.waitUntilExit()
        XCTAssertEqual(server.requests.count, 6)
        stuck.withLock { $0 = false }
        let again = try start("two", server)
        again.waitUntilExit()
        XCTAssertEqual(again.terminationStatus, 0)
        XCTAssertEqual(
            server.requests.map(\.target),
            ["/robots.txt", "/p1", "/p2", "/p3", "/p4", "/p5", "/p5", "/p6", "/p7", "/p8"])
        var bodies: [String] = []
        try PartReader(path: "\(root)/two/source=alfa.jsonl.gz").forEachLine {
            bodies.append(try Record(line: $0).string("body") ?? "")
        }
        XCTAssertEqual(bodies, (1...8).map { "<p>/p\($0)</p>" })
    }
}

extension Spool {
    fileprivate func answer(_ request: FetchRequest) throws -> Answer? { try place(request).map { try answer(at: $0) } }
}
