import Glibc
import WebLab

// `web-lab [--pause MILLISECONDS] [--bytes N] [--entries N] [--log FILE]`: pages for benchmarks and trials, until standard input ends.
//
// Says its port in a line. Every path of every host but /robots.txt is a page of N bytes that names host and path, given
// after a pause; with `--entries`, /feed is a feed of as many links to pages of its host.
// `lab.localhost/counts` tells what has been seen; FILE gets a line for each request, host and path, as it comes.

func value(_ name: String) -> String? {
    let words = CommandLine.arguments
    guard let place = words.firstIndex(of: name), place + 1 < words.count else { return nil }
    return words[place + 1]
}

func counts(_ traffic: Traffic) -> String {
    let hosts = traffic.hosts.sorted { $0.key < $1.key }.filter { $0.key != "lab.localhost" }
    let most = hosts.map(\.value.most).max() ?? 0
    let requests = hosts.reduce(0) { $0 + $1.value.requests }
    return """
        {"connections":\(traffic.connections),"requests":\(requests),"hosts":\(hosts.count),\
        "most":\(traffic.all.most),"most_of_one_host":\(most)}

        """
}

let pause = value("--pause").flatMap { Int($0) } ?? 0
let size = value("--bytes").flatMap { Int($0) } ?? 8192
let entries = value("--entries").flatMap { Int($0) }
let log = value("--log").map { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644) }
let sentence = Array("<p>Warga meminta lampu jalan di RT 04 segera diperbaiki.</p>\n".utf8)
let filling = Array(repeatElement(sentence, count: size / sentence.count).joined())

func feed(_ host: String, _ port: Int, _ count: Int) -> String {
    let items = (0..<count).map { number in
        "<item><title>Berita \(number)</title><link>http://\(host):\(port)/berita/\(number)</link>"
            + "<pubDate>Mon, 14 Aug 2023 00:00:\(number % 50 + 10) GMT</pubDate></item>\n"
    }
    return "<rss version=\"2.0\"><channel><title>\(host)</title>\n\(items.joined())</channel></rss>\n"
}

final class Holder: Sendable {
    nonisolated(unsafe) var server: LabServer?
}
let holder = Holder()
let server = try LabServer(keepsLog: false) { request in
    if request.host == "lab.localhost" {
        return .answer(text: holder.server.map { counts($0.traffic) } ?? "")
    }
    if request.target == "/robots.txt" { return .answer("404 Not Found") }
    if let log {
        let line = Array("\(request.host) \(request.target)\n".utf8)
        _ = write(log, line, line.count)
    }
    if let entries, request.target == "/feed" {
        let reply = WebReply.answer(
            "200 OK", ["Content-Type: application/rss+xml"],
            text: feed(request.host, holder.server?.port ?? 0, entries))
        return pause > 0 ? reply.after(milliseconds: pause) : reply
    }
    let head = "<!doctype html><title>\(request.target)</title><h1>\(request.host)\(request.target)</h1>\n"
    let reply = WebReply.answer("200 OK", ["Content-Type: text/html; charset=utf-8"], Array(head.utf8) + filling)
    return pause > 0 ? reply.after(milliseconds: pause) : reply
}
holder.server = server
let line = Array("\(server.port)\n".utf8)
_ = write(1, line, line.count)
var byte: UInt8 = 0
while read(0, &byte, 1) > 0 {}
server.stop()
