import CLinux
import Glibc

/// Sockets that listen on the loopback addresses.
enum Listener {
    /// Listens on 127.0.0.1 and, where the machine has it, on ::1 at the same port: clients try both.
    static func open(port: Int) throws(LabFailure) -> (descriptors: [Int32], port: Int) {
        // The port that the system gives for one address may be taken at the other.
        for _ in 0..<16 {
            guard let first = ipv4(port: port) else { throw LabFailure("port \(port) of 127.0.0.1 is taken") }
            guard let second = ipv6(port: first.port) else {
                close(first.descriptor)
                continue
            }
            return ([first.descriptor] + second, first.port)
        }
        throw LabFailure("no port is free at both 127.0.0.1 and ::1")
    }

    private static func ipv4(port: Int) -> (descriptor: Int32, port: Int)? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        let descriptor = socket(AF_INET)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 4096) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isOpen else {
            close(descriptor)
            return nil
        }
        return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
    }

    /// Empty where the machine has no such address, nil where its port is taken.
    private static func ipv6(port: Int) -> [Int32]? {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        address.sin6_port = in_port_t(truncatingIfNeeded: port).bigEndian
        let descriptor = socket(AF_INET6)
        guard descriptor >= 0 else { return [] }
        let isOpen = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0 && listen(descriptor, 4096) == 0
            }
        }
        if isOpen { return [descriptor] }
        let isTaken = errno == EADDRINUSE
        close(descriptor)
        return isTaken ? nil : []
    }

    private static func socket(_ family: Int32) -> Int32 {
        let type = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let descriptor = Glibc.socket(family, Int32(type), 0)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        return descriptor
    }
}
