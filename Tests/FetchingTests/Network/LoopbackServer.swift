import Foundation
import Synchronization

/// A tiny HTTP/1.1 server on 127.0.0.1: the hostile web in a test.
final class LoopbackServer: Sendable {
    /// A connection as a handler sees it.
    final class Peer: Sendable {
        let descriptor: Int32
        init(descriptor: Int32) { self.descriptor = descriptor }

        /// False when the other side has gone.
        @discardableResult
        func send(_ bytes: [UInt8]) -> Bool {
            var done = 0
            while done < bytes.count {
                let put = bytes.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL))
                }
                guard put > 0 else { return false }
                done += put
            }
            return true
        }

        @discardableResult
        func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        func answer(_ status: String, _ headers: [String] = [], _ body: [UInt8] = []) {
            let head = (["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + headers).joined(separator: "\r\n")
            send(Array((head + "\r\n\r\n").utf8) + body)
        }

        /// Waits until the other side closes.
        func waitForClose() {
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
        }

        /// Lines of a request up to the empty one; nil when the other side has gone.
        func request() -> [String]? {
            var bytes: [UInt8] = []
            while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
                var byte: UInt8 = 0
                guard recv(descriptor, &byte, 1, 0) == 1 else { return nil }
                bytes.append(byte)
                // The first byte of TLS: whoever sends it finds no TLS here.
                if bytes == [0x16] { send("HTTP/1.1 400 Bad Request\r\n\r\n") }
                if bytes.first == 0x16 { return nil }
            }
            return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
        }
    }

    let port: Int
    private let listener: Int32
    private let log = Mutex<[String]>([])
    private let robotsLog = Mutex<[String]>([])

    /// Each request's path goes to the handler; false closes the connection.
    convenience init(
        robots: @escaping @Sendable (Peer) -> Bool = LoopbackServer.noRobots,
        _ handler: @escaping @Sendable (String, Peer) -> Bool
    ) throws {
        try self.init(.wholeRequests, robots: robots) { request, peer in
            let words = (request.first ?? "").split(separator: " ")
            return words.count > 1 && handler(String(words[1]), peer)
        }
    }

    /// What a handler is handed.
    enum Hands { case wholeRequests }

    /// Each request's lines go to the handler; false closes the connection.
    init(
        _: Hands, robots: @escaping @Sendable (Peer) -> Bool = LoopbackServer.noRobots,
        _ handler: @escaping @Sendable ([String], Peer) -> Bool
    ) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                Thread.detachNewThread { [self] in
                    let peer = Peer(descriptor: descriptor)
                    while let request = peer.request() {
                        if request.first?.hasPrefix("GET /robots.txt ") == true {
                            robotsLog.withLock { $0.append(request.joined(separator: "\n")) }
                            guard robots(peer) else { break }
                            continue
                        }
                        log.withLock { $0.append(request.joined(separator: "\n")) }
                        guard !request.isEmpty, handler(request, peer) else { break }
                    }
                    close(descriptor)
                }
            }
        }
    }

    /// Ends listening; call before the test ends.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    var base: String { "http://127.0.0.1:\(port)" }
    /// Every request with its headers, in the order of their coming, but those for robots.txt.
    var requests: [String] { log.withLock { $0 } }
    /// Every request for robots.txt with its headers.
    var robotsRequests: [String] { robotsLog.withLock { $0 } }

    /// Where a test is not about robots.txt, there is none.
    static func noRobots(_ peer: Peer) -> Bool {
        peer.answer("404 Not Found")
        return true
    }
}
