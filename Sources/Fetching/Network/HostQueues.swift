import DequeModule
import HeapModule

/// Requests that wait for their turn, by host: at most so many of one host at a time, and a pause between two starts.
///
/// Hosts take turns, so that a host with a thousand pages does not keep the others waiting. Each host can have a pace of
/// its own (`setPace`) and be left alone for a while (`pause`). Time is milliseconds of any clock that only goes
/// forward. Every call costs at most the logarithm of the number of hosts.
struct HostQueues<Job> {
    /// How a host is asked.
    struct Pace: Equatable {
        /// Requests under way at once.
        var atOnce: Int
        /// Milliseconds between two starts.
        var delay: Int
    }

    private struct Host {
        var waiting: Deque<Job> = []
        var active = 0
        var earliest = 0
        var pace: Pace
        /// It stands in `later` or in `ready`, and in one of them once.
        var isListed = false
        var wantsTurn: Bool { !waiting.isEmpty && active < pace.atOnce }
    }

    /// A host that waits for a time; of equal times, what was put in first comes out first.
    private struct Turn: Comparable {
        var time: Int
        var number: Int
        var place: Int
        static func < (a: Turn, b: Turn) -> Bool { (a.time, a.number) < (b.time, b.number) }
    }

    private let pace: Pace
    private var hosts: [Host] = []
    private var places: [String: Int] = [:]
    /// Hosts whose time has not come, by the time that held when they were listed; it may have moved on since.
    private var later: Heap<Turn> = []
    private var listed = 0
    /// Hosts whose time has come, in the order of their turns.
    private var ready: Deque<Int> = []
    /// How many wait.
    private(set) var count = 0

    init(perHost: Int, delay: Int) { pace = Pace(atOnce: perHost, delay: delay) }

    /// Adds a request at the end of its host's queue.
    mutating func add(_ job: Job, host: String) {
        let place = place(host)
        hosts[place].waiting.append(job)
        count += 1
        list(place)
    }

    /// Adds a request that was taken before at the head of its host's queue.
    mutating func addAgain(_ job: Job, host: String) {
        let place = place(host)
        hosts[place].waiting.prepend(job)
        count += 1
        list(place)
    }

    /// The next request that may start now; it counts as under way until `finished`.
    mutating func next(now: Int) -> Job? {
        advance(now)
        while let place = ready.popFirst() {
            hosts[place].isListed = false
            guard hosts[place].wantsTurn else { continue }
            // It was paused since its time had come.
            guard hosts[place].earliest <= now else {
                list(place)
                continue
            }
            return take(at: place, now: now)
        }
        return nil
    }

    /// Says that a request of a host has come to its end.
    mutating func finished(host: String) {
        guard let place = places[host] else { return }
        hosts[place].active -= 1
        list(place)
    }

    /// How a host is asked.
    func pace(host: String) -> Pace { places[host].map { hosts[$0].pace } ?? pace }

    /// Gives a host a pace of its own, from its next request on.
    mutating func setPace(_ pace: Pace, host: String) {
        let place = place(host)
        // The pause after the last start is the new one.
        if hosts[place].earliest > 0 {
            hosts[place].earliest = max(
                hosts[place].earliest, hosts[place].earliest - hosts[place].pace.delay + pace.delay)
        }
        hosts[place].pace = pace
        list(place)
    }

    /// Starts nothing at a host before a time.
    mutating func pause(host: String, until: Int) {
        let place = place(host)
        hosts[place].earliest = max(hosts[place].earliest, until)
    }

    /// Takes away what waits for a host, in its order.
    mutating func removeAll(host: String) -> [Job] {
        guard let place = places[host] else { return [] }
        let jobs = Array(hosts[place].waiting)
        hosts[place].waiting = []
        count -= jobs.count
        return jobs
    }

    /// Milliseconds until `next` may have something that it has not now; nil where only `finished` can change that.
    mutating func wait(now: Int) -> Int? {
        advance(now)
        while let place = ready.first, !hosts[place].wantsTurn || hosts[place].earliest > now {
            _ = ready.popFirst()
            hosts[place].isListed = false
            list(place)
        }
        if ready.first != nil { return 0 }
        while let turn = later.min {
            let host = hosts[turn.place]
            if host.wantsTurn, host.earliest == turn.time { return turn.time - now }
            later.removeMin()
            hosts[turn.place].isListed = false
            list(turn.place)
        }
        return nil
    }

    private mutating func place(_ host: String) -> Int {
        if let place = places[host] { return place }
        places[host] = hosts.count
        hosts.append(Host(pace: pace))
        return hosts.count - 1
    }

    /// Puts a host that wants a turn where its turn comes from.
    private mutating func list(_ place: Int) {
        guard !hosts[place].isListed, hosts[place].wantsTurn else { return }
        hosts[place].isListed = true
        wait(at: place)
    }

    private mutating func wait(at place: Int) {
        later.insert(Turn(time: hosts[place].earliest, number: listed, place: place))
        listed += 1
    }

    /// Moves the hosts whose time has come to the end of the turns.
    private mutating func advance(_ now: Int) {
        while let turn = later.min, turn.time <= now {
            later.removeMin()
            if hosts[turn.place].earliest > now {
                wait(at: turn.place)
            } else {
                ready.append(turn.place)
            }
        }
    }

    private mutating func take(at place: Int, now: Int) -> Job {
        let job = hosts[place].waiting.removeFirst()
        hosts[place].active += 1
        hosts[place].earliest = now + hosts[place].pace.delay
        count -= 1
        list(place)
        return job
    }
}
