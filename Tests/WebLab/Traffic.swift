/// What a server has seen.
public struct Traffic: Sendable, Equatable {
    /// Requests at one host, or in all.
    public struct Count: Sendable, Equatable {
        /// How many have come.
        public internal(set) var requests = 0
        /// How many are under way: their head has come, and the answer is not wholly sent.
        public internal(set) var now = 0
        /// The greatest number that was under way at once.
        public internal(set) var most = 0

        mutating func begin() {
            requests += 1
            now += 1
            most = max(most, now)
        }
    }

    /// Connections that were opened.
    public internal(set) var connections = 0
    /// All requests.
    public internal(set) var all = Count()
    /// When each request of a host came, by the clock of the server that only goes forward, in milliseconds.
    public internal(set) var starts: [String: [Int]] = [:]
    /// By the host that requests name, in lower case, without the port.
    public internal(set) var hosts: [String: Count] = [:]

    mutating func begin(_ host: String, at now: Int) {
        starts[host, default: []].append(now)
        all.begin()
        hosts[host, default: Count()].begin()
    }

    mutating func end(_ host: String) {
        all.now -= 1
        hosts[host]?.now -= 1
    }
}
