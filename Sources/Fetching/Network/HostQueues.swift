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

        var waiting: [Job] = []
        var first = 0
        var active = 0
        var earliest = 0
        var pace: Pace
        /// It stands in `later` or in `ready`, and in one of them once.
        var isListed = false
        var isEmpty: Bool { first == waiting.count }
        var wantsTurn: Bool { !isEmpty && active < pace.atOnce }
    }

    private let pace: Pace
    private var hosts: [Host] = []
    private var places: [String: Int] = [:]
    /// Hosts whose time has not come, by the time that held when they were listed; it may have moved on since.
    private var later = TimeHeap()
    /// Hosts whose time has come, in the order of their turns.
    private var ready = Turns()
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
        if hosts[place].first > 0 {
            hosts[place].first -= 1
            hosts[place].waiting[hosts[place].first] = job
        } else {
            hosts[place].waiting.insert(job, at: 0)
        }
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
        let jobs = Array(hosts[place].waiting[hosts[place].first...])
        hosts[place].waiting = []
        hosts[place].first = 0
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
        while let (time, place) = later.first {
            if hosts[place].wantsTurn, hosts[place].earliest == time { return time - now }
            _ = later.popFirst()
            hosts[place].isListed = false
            list(place)
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
        later.insert(hosts[place].earliest, place)
    }

    /// Moves the hosts whose time has come to the end of the turns.
    private mutating func advance(_ now: Int) {
        while let (time, place) = later.first, time <= now {
            _ = later.popFirst()
            if hosts[place].earliest > now {
                later.insert(hosts[place].earliest, place)
            } else {
                ready.append(place)
            }
        }
    }

    private mutating func take(at place: Int, now: Int) -> Job {
        let job = hosts[place].waiting[hosts[place].first]
        hosts[place].first += 1
        hosts[place].active += 1
        hosts[place].earliest = now + hosts[place].pace.delay
        count -= 1
        if hosts[place].isEmpty {
            hosts[place].waiting = []
            hosts[place].first = 0
        }
        list(place)
        return job
    }
}

/// Places in the order of their coming.
private struct Turns {
    private var places: [Int] = []
    private var head = 0

    var first: Int? { head < places.count ? places[head] : nil }

    mutating func append(_ place: Int) { places.append(place) }

    mutating func popFirst() -> Int? {
        guard let first else { return nil }
        head += 1
        if head > 64, head * 2 > places.count {
            places.removeFirst(head)
            head = 0
        }
        return first
    }
}

/// A binary heap of places by time; of equal times, what was put in first comes out first.
private struct TimeHeap {
    private struct Entry {
        var time: Int
        var number: Int
        var place: Int
        static func < (a: Entry, b: Entry) -> Bool { (a.time, a.number) < (b.time, b.number) }
    }

    private var entries: [Entry] = []
    private var number = 0

    var first: (time: Int, place: Int)? { entries.first.map { ($0.time, $0.place) } }

    mutating func insert(_ time: Int, _ place: Int) {
        entries.append(Entry(time: time, number: number, place: place))
        number += 1
        var child = entries.count - 1
        while child > 0, entries[child] < entries[(child - 1) / 2] {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> Int? {
        guard let first = entries.first else { return nil }
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < entries.count else { return first.place }
            let right = left + 1
            let least = right < entries.count && entries[right] < entries[left] ? right : left
            guard entries[least] < entries[parent] else { return first.place }
            entries.swapAt(least, parent)
            parent = least
        }
    }
}
