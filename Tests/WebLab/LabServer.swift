import CLinux
import Glibc
import Synchronization

/// The hostile web in a test: an HTTP/1.1 server on this machine's loopback that does to each request what a closure says.
///
/// One thread drives all connections (epoll), keeps them alive, and counts; the closure runs on it and must not wait:
/// a reply has steps for that. Hosts are what requests name: every `<name>.localhost` leads here by libcurl's own rule
/// (RFC 6761, section 6.3), so that two hundred hosts need nothing set up.
public final class LabServer: Sendable {
    /// The port on 127.0.0.1 and, where there is one, ::1.
    public let port: Int
    private let answer: @Sendable (WebRequest) -> WebReply
    private let makeChannel: @Sendable (Int32) -> any Channel
    private let keepsLog: Bool
    private let answersRobots: Bool
    private let seen = Mutex(Seen())
    private let wake: Int32
    private let thread: Mutex<pthread_t?>

    private struct Seen: Sendable {
        var traffic = Traffic()
        var requests: [WebRequest] = []
    }

    /// Starts a server; `channel` is what each socket is spoken to through, `keepsLog` says whether requests are kept.
    /// Without `answersRobots` no host has a robots.txt: requests for it get 404, and neither count nor reach the closure.
    public init(
        port: Int = 0, keepsLog: Bool = true, answersRobots: Bool = false,
        channel: @escaping @Sendable (Int32) -> any Channel = { PlainChannel(descriptor: $0) },
        _ answer: @escaping @Sendable (WebRequest) -> WebReply
    ) throws(LabFailure) {
        let (listeners, port) = try Listener.open(port: port)
        self.port = port
        self.answer = answer
        self.keepsLog = keepsLog
        self.answersRobots = answersRobots
        makeChannel = channel
        wake = eventfd(0, Int32(EFD_CLOEXEC))
        thread = Mutex(nil)
        let loop = EventLoop(server: self, listeners: listeners, stop: wake)
        var thread = pthread_t()
        let made = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(loop).toOpaque())
        guard made == 0 else { throw LabFailure("no thread") }
        self.thread.withLock { $0 = thread }
    }

    /// Closes everything and returns when that is done; further calls do nothing.
    public func stop() {
        guard
            let running = thread.withLock({ thread in
                defer { thread = nil }
                return thread
            })
        else { return }
        eventfd_write(wake, 1)
        pthread_join(running, nil)
        close(wake)
    }

    /// `http://127.0.0.1:<port>`.
    public var base: String { "http://127.0.0.1:\(port)" }

    /// The URL of a path at a virtual host: `http://media.localhost:<port>/a`.
    public func url(_ host: String, _ path: String = "/") -> String { "http://\(host).localhost:\(port)\(path)" }

    /// What has been seen so far.
    public var traffic: Traffic { seen.withLock { $0.traffic } }

    /// Every request in the order of their coming.
    public var requests: [WebRequest] { seen.withLock { $0.requests } }

    func channel(_ descriptor: Int32) -> any Channel { makeChannel(descriptor) }

    func connected() { seen.withLock { $0.traffic.connections += 1 } }

    func reply(_ request: WebRequest) -> WebReply {
        guard isCounted(request) else { return .answer("404 Not Found") }
        let now = monotonicMilliseconds()
        seen.withLock {
            $0.traffic.begin(request.host, at: now)
            if keepsLog { $0.requests.append(request) }
        }
        return answer(request)
    }

    func ended(_ request: WebRequest) {
        if isCounted(request) { seen.withLock { $0.traffic.end(request.host) } }
    }

    private func isCounted(_ request: WebRequest) -> Bool { answersRobots || !request.target.hasSuffix("/robots.txt") }
}

/// Why there is no server.
public struct LabFailure: Error, CustomStringConvertible {
    /// What did not work.
    public let description: String

    init(_ description: String) { self.description = description }
}
