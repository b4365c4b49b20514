import Records

/// What is done about hosts that are overloaded: they are left alone for a while and asked again, a few times, with
/// growing pauses; then they are left alone for the rest of the run.
///
/// 429 and 503 are a word of the host (RFC 6585, section 4; RFC 9110, section 15.6.4): it is paused as a whole, for as
/// long as `Retry-After` says where it says so, and when that is too long or does not help, nothing more is asked of it.
/// 502, 504 and broken answers may be a fault of one page, so that it takes three pages in a row to come to that.
struct HostPatience {
    /// What is to be done.
    enum Decision: Equatable {
        /// The answer stands.
        case stands
        /// The same is asked again, and the host nothing before that time.
        case again(at: Int)
        /// The answer stands, and the host is asked nothing more.
        case enough
    }

    private struct Host {
        var until = 0
        var waited = 0
        var exhausted = 0
        var refusal: FetchFailure?
    }

    private static let pagesInARow = 3

    private let limits: FetchLimits.Patience
    private let jitter: @Sendable () -> Double
    private var hosts: [String: Host] = [:]

    /// Patience within limits; `jitter` gives numbers from 0 to below 1, so that not all who were refused come back at once.
    init(_ limits: FetchLimits.Patience, jitter: @escaping @Sendable () -> Double) {
        self.limits = limits
        self.jitter = jitter
    }

    /// Why nothing is asked of a host any more; nil where it is.
    func refusal(host: String) -> FetchFailure? { hosts[host]?.refusal }

    /// Judges an answer; `attempt` counts from 0, `now` is milliseconds of a clock that only goes forward, and `clock`
    /// is the time of day. `isRobots`: any fault of a server is worth another try, as much hangs on that file.
    mutating func judge(
        _ answer: Answer, host name: String, attempt: Int, isRobots: Bool, now: Int, clock: Instant
    ) -> Decision {
        guard let failure = answer.failure, let kind = Self.kind(failure, answer.status, isRobots: isRobots) else {
            hosts[name]?.exhausted = 0
            return .stands
        }
        var host = hosts[name] ?? Host()
        defer { hosts[name] = host }
        let wish = RetryAfter.seconds(answer.headers, now: clock).map { $0 * 1000 }
        let pause = wish.map { $0 + Int(jitter() * Double(min(limits.firstPause, 1000))) } ?? growing(attempt)
        // Answers that came together are waited for together.
        func added(_ pause: Int) -> Int { max(0, now + pause - max(now, host.until)) }
        if attempt < limits.retries, host.refusal == nil, host.waited + added(wish ?? pause) <= limits.longest {
            host.waited += added(wish ?? pause)
            host.until = max(host.until, now + pause)
            return .again(at: host.until)
        }
        // A robots.txt alone may be the one thing that is broken.
        if isRobots, failure.status != 429 { return .stands }
        host.exhausted += 1
        guard kind == .host || host.exhausted >= Self.pagesInARow else { return .stands }
        host.refusal = host.refusal ?? .hostBackingOff(host: name, why: failure.detail)
        return .enough
    }

    /// Each pause twice the one before, and from half to one and a half of that.
    private func growing(_ attempt: Int) -> Int {
        Int(Double(limits.firstPause << min(attempt, 16)) * (0.5 + jitter()))
    }

    private enum Kind { case host, page }

    private static func kind(_ failure: FetchFailure, _ status: Int?, isRobots: Bool) -> Kind? {
        switch failure.status {
        case 429?, 503?: .host
        case 502?, 504?: .page
        case (500..<600)? where isRobots: .page
        // What is wrong with any other answer is what it says, and not that it broke off.
        default: failure.isBroken && (status ?? 200) / 100 == 2 ? .page : nil
        }
    }
}
