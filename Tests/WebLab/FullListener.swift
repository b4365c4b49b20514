import Glibc

/// A port of 127.0.0.1 whose queue of connections is full, so that the system drops whatever wants to connect.
public final class FullListener: Sendable {
    /// The port.
    public let port: Int
    private let sockets: [Int32]

    /// Listens with room for one, and takes that room.
    public init() throws(LabFailure) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        func with(_ body: (UnsafeMutablePointer<sockaddr>) -> Int32) -> Int32 {
            withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
            }
        }
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let listener = socket(AF_INET, type, 0)
        var sockets = [listener]
        let size = length
        guard with({ bind(listener, $0, size) }) == 0, listen(listener, 0) == 0,
            with({ getsockname(listener, $0, &length) }) == 0
        else {
            Glibc.close(listener)
            throw LabFailure("no socket that listens")
        }
        for _ in 0..<4 {
            let client = socket(AF_INET, type, 0)
            _ = with { connect(client, $0, size) }
            sockets.append(client)
        }
        self.sockets = sockets
        port = Int(in_port_t(bigEndian: address.sin_port))
    }

    /// Closes all of it.
    public func close() { for socket in sockets { Glibc.close(socket) } }
}
