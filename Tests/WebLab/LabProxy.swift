import CLinux
import Glibc
import Synchronization

/// A proxy on this machine's loopback that opens tunnels: HTTP's CONNECT (RFC 9110, section 9.3.6) or SOCKS5 (RFC 1928
/// with the user names of RFC 1929). Where each leads to is what a closure says, so that names resolve to nothing real.
///
/// A thread for each tunnel; it ends when either side does.
public final class LabProxy: Sendable {
    /// What is spoken to it.
    public enum Kind: Sendable {
        case connect
        case socks5
    }

    /// What a client asked for.
    public struct Asked: Sendable, Equatable {
        /// The host as it was named, without the port.
        public var host: String
        /// The port.
        public var port: Int
        /// The user name and password that came with it, as `name:password`, or as the header's value; nil without.
        public var credentials: String?
        /// The lines of a CONNECT; none for SOCKS5.
        public var lines: [String]

        /// What was asked for, of its parts.
        public init(host: String, port: Int, credentials: String? = nil, lines: [String] = []) {
            (self.host, self.port, self.credentials, self.lines) = (host, port, credentials, lines)
        }
    }

    /// What it does about what was asked for.
    public enum Verdict: Sendable {
        /// Leads to a port of 127.0.0.1.
        case port(Int)
        /// Wants a user name and password, or other ones.
        case wantsPassword
        /// Does not let through.
        case refused
    }

    /// The port on 127.0.0.1.
    public let port: Int
    private let kind: Kind
    private let decide: @Sendable (Asked) -> Verdict
    private let log = Mutex<[Asked]>([])
    private let listeners: [Int32]
    private let isStopped = Atomic(false)

    /// Starts a proxy.
    public init(_ kind: Kind, _ decide: @escaping @Sendable (Asked) -> Verdict) throws(LabFailure) {
        (listeners, port) = try Listener.open(port: 0)
        self.kind = kind
        self.decide = decide
        let flags = fcntl(listeners[0], F_GETFL)
        _ = fcntl(listeners[0], F_SETFL, flags & ~O_NONBLOCK)
        try Self.thread { [self] in
            while true {
                let client = accept4(listeners[0], nil, nil, Int32(SOCK_CLOEXEC.rawValue))
                if isStopped.load(ordering: .acquiring) { return }
                guard client >= 0 else { continue }
                do {
                    try Self.thread { [self] in
                        serve(client)
                        close(client)
                    }
                } catch { close(client) }
            }
        }
    }

    /// Takes no more clients.
    public func stop() {
        isStopped.store(true, ordering: .releasing)
        for listener in listeners { shutdown(listener, Int32(SHUT_RDWR)) }
    }

    /// What was asked for, in order.
    public var asked: [Asked] { log.withLock { $0 } }

    private func serve(_ client: Int32) {
        let side = BlockingSocket(descriptor: client)
        guard let handshake = kind == .connect ? Handshake.connect(side) : Handshake.socks5(side) else { return }
        log.withLock { $0.append(handshake.asked) }
        let verdict = decide(handshake.asked)
        guard case .port(let port) = verdict, let server = BlockingSocket.connected(port: port) else {
            side.send(handshake.refusal(verdict))
            return
        }
        side.send(handshake.welcome)
        Relay.run(side, server)
        close(server.descriptor)
    }

    private static func thread(_ work: @escaping @Sendable () -> Void) throws(LabFailure) {
        final class Box: Sendable {
            let work: @Sendable () -> Void
            init(_ work: @escaping @Sendable () -> Void) { self.work = work }
        }
        var thread = pthread_t()
        let made = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Box>.fromOpaque(context).takeRetainedValue().work()
                return nil
            }, Unmanaged.passRetained(Box(work)).toOpaque())
        guard made == 0 else { throw LabFailure("no thread") }
        pthread_detach(thread)
    }
}
