/// Requests that wait for their turn, by host: at most so many of one host at a time, and a pause between two starts.
///
/// Hosts take turns, so that a host with a thousand pages does not keep the others waiting. Time is milliseconds of any
/// clock that only goes forward.
struct HostQueues<Job> {
    private struct Host {
        var waiting: [Job] = []
        var first = 0
        var active = 0
        var earliest = 0
        var isEmpty: Bool { first == waiting.count }
    }

    private let perHost: Int
    private let delay: Int
    private var hosts: [Host] = []
    private var places: [String: Int] = [:]
    private var turn = 0
    /// How many wait.
    private(set) var count = 0

    init(perHost: Int, delay: Int) {
        self.perHost = perHost
        self.delay = delay
    }

    /// Adds a request at the end of its host's queue.
    mutating func add(_ job: Job, host: String) {
        let place = places[host] ?? hosts.count
        if place == hosts.count {
            places[host] = place
            hosts.append(Host())
        }
        hosts[place].waiting.append(job)
        count += 1
    }

    /// The next request that may start now; it counts as under way until `finished`.
    mutating func next(now: Int) -> Job? {
        guard count > 0 else { return nil }
        for step in 0..<hosts.count {
            let place = (turn + step) % hosts.count
            guard isReady(hosts[place]), hosts[place].earliest <= now else { continue }
            turn = place + 1
            count -= 1
            return take(at: place, now: now)
        }
        return nil
    }

    /// Says that a request of a host has come to its end.
    mutating func finished(host: String) {
        guard let place = places[host] else { return }
        hosts[place].active -= 1
    }

    /// Milliseconds until `next` may have something that it has not now; nil where only `finished` can change that.
    func wait(now: Int) -> Int? {
        hosts.filter(isReady).map { max(0, $0.earliest - now) }.min()
    }

    private func isReady(_ host: Host) -> Bool { !host.isEmpty && host.active < perHost }

    private mutating func take(at place: Int, now: Int) -> Job {
        let job = hosts[place].waiting[hosts[place].first]
        hosts[place].first += 1
        hosts[place].active += 1
        hosts[place].earliest = now + delay
        if hosts[place].isEmpty {
            hosts[place].waiting = []
            hosts[place].first = 0
        }
        return job
    }
}
