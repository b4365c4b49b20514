import CLinux
import Glibc

/// The server's thread: all connections by epoll, and those that wait for a moment.
final class EventLoop {
    private let epoll: Int32
    private let listeners: [Int32]
    private let stop: Int32
    private let server: LabServer
    private var connections: [Int32: Connection] = [:]
    private var sleeping: [Int32: Int] = [:]

    /// A loop that takes connections from listeners until `stop` can be read.
    init(server: LabServer, listeners: [Int32], stop: Int32) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        self.server = server
        self.listeners = listeners
        self.stop = stop
        for descriptor in listeners + [stop] { watch(descriptor, EPOLLIN.rawValue, EPOLL_CTL_ADD) }
    }

    func run() {
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while true {
            let now = monotonicMilliseconds()
            let wait = sleeping.values.min().map { Int32(max(0, $0 - now)) } ?? -1
            let count = epoll_wait(epoll, &events, 256, wait)
            for event in events.prefix(Int(max(0, count))) {
                let descriptor = event.data.fd
                if descriptor == stop { return finish() }
                if listeners.contains(descriptor) { accept(descriptor) } else { proceed(descriptor, event.events) }
            }
            guard !sleeping.isEmpty else { continue }
            let moment = monotonicMilliseconds()
            for (descriptor, until) in sleeping where until <= moment { proceed(descriptor, 0) }
        }
    }

    private func accept(_ listener: Int32) {
        while true {
            let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
            let descriptor = accept4(listener, nil, nil, flags)
            guard descriptor >= 0 else { return }
            var yes: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
            connections[descriptor] = Connection(channel: server.channel(descriptor), server: server)
            server.connected()
            proceed(descriptor, 0)
        }
    }

    private func proceed(_ descriptor: Int32, _ events: UInt32) {
        guard let connection = connections[descriptor] else { return }
        let gone = EPOLLERR.rawValue | EPOLLHUP.rawValue
        // Half closed counts as gone where nothing is to be read: the other side of a test never only half leaves.
        let left = connection.watched & EPOLLIN.rawValue == 0 ? EPOLLRDHUP.rawValue : 0
        let wait = events & (gone | left) != 0 ? .over : connection.proceed(now: monotonicMilliseconds())
        sleeping[descriptor] = nil
        let wanted: UInt32
        switch wait {
        case .over:
            connections[descriptor] = nil
            return connection.close()
        case .read: wanted = EPOLLIN.rawValue | EPOLLRDHUP.rawValue
        case .write: wanted = EPOLLOUT.rawValue | EPOLLRDHUP.rawValue
        case .leaving: wanted = EPOLLRDHUP.rawValue
        case .moment(let moment):
            sleeping[descriptor] = moment
            wanted = EPOLLRDHUP.rawValue
        }
        guard wanted != connection.watched else { return }
        watch(descriptor, wanted, connection.watched == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD)
        connection.watched = wanted
    }

    private func watch(_ descriptor: Int32, _ events: UInt32, _ action: Int32) {
        var event = epoll_event(events: events, data: epoll_data_t(fd: descriptor))
        epoll_ctl(epoll, action, descriptor, &event)
    }

    private func finish() {
        for connection in connections.values { connection.close() }
        connections = [:]
        for descriptor in listeners + [epoll] { close(descriptor) }
    }
}
