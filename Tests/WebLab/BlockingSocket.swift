import Glibc

/// A socket whose reads and writes wait.
struct BlockingSocket {
    let descriptor: Int32

    /// A connection to a port of 127.0.0.1; nil where nobody listens.
    static func connected(port: Int) -> BlockingSocket? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            return nil
        }
        return BlockingSocket(descriptor: descriptor)
    }

    /// Takes just so many bytes; nil where the other side leaves before.
    func take(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = count == 0 ? 0 : recv(descriptor, &bytes, count, Int32(MSG_WAITALL))
        return got == count ? bytes : nil
    }

    /// Takes a text that follows a byte with its length.
    func takeCounted() -> String? {
        take(1).flatMap { take(Int($0[0])) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Sends bytes; what the other side does not take any more is lost.
    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let put = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard put > 0 else { return }
            sent += put
        }
    }
}

/// Carries bytes between two sockets, both ways, until one of them ends.
enum Relay {
    static func run(_ one: BlockingSocket, _ other: BlockingSocket) {
        var waiting = [one, other].map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while poll(&waiting, 2, -1) > 0 {
            for (place, target) in [(0, other), (1, one)] where waiting[place].revents != 0 {
                let got = recv(waiting[place].fd, &buffer, buffer.count, 0)
                guard got > 0 else { return }
                target.send(Array(buffer[..<got]))
            }
        }
    }
}
