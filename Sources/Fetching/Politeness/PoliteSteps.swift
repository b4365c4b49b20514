/// Where fetching asks whether it may: before each step of a request, and after each answer.
extension HTTPFetcher {
    /// Puts a step into its host's queue, or keeps it until the robots.txt of its service is there; the failure where it
    /// must not be asked.
    func admit(_ transfer: Transfer) -> FetchFailure? {
        if let failure = patience?.refusal(host: transfer.parts.host) { return failure }
        if let gate, transfer.robotsOf == nil {
            defer { keepDelays(of: gate) }
            switch gate.verdict(transfer.request, transfer.parts, allowsPrivate: transfer.allowsPrivate) {
            case .allowed: break
            case .refused(let failure): return failure
            case .unknown(let service, let ask):
                if let ask, let refused = enqueue(-1, ask, url: ask.url, robotsOf: service) {
                    gate.take(refused, of: service)
                    return admit(transfer)
                }
                held[service, default: []].append(transfer)
                return nil
            }
        }
        queues.add(transfer, host: transfer.parts.host)
        return nil
    }

    /// What an answer comes to: for its request, or for all that waited for it.
    func conclude(_ transfer: Transfer, _ answer: Answer) -> [(Int, Answer)] {
        let host = transfer.parts.host
        let now = monotonicMilliseconds()
        let decision =
            patience?.judge(
                answer, host: host, attempt: transfer.attempt, isRobots: transfer.robotsOf != nil, now: now,
                clock: clock.now) ?? .stands
        switch decision {
        case .stands: return settle(transfer, answer)
        case .again(let time):
            queues.pause(host: host, until: time)
            slowDown(host)
            queues.addAgain(again(transfer), host: host)
            return []
        case .enough:
            var settled = settle(transfer, answer)
            for waiting in queues.removeAll(host: host) {
                settled += settle(waiting, self.answer(waiting, patience?.refusal(host: host)))
            }
            return settled
        }
    }

    private func settle(_ transfer: Transfer, _ answer: Answer) -> [(Int, Answer)] {
        guard let service = transfer.robotsOf, let gate else {
            var answer = answer
            answer.note = gate?.note(host: transfer.parts.host) ?? answer.note
            return [(transfer.index, answer)]
        }
        gate.take(answer, of: service)
        keepDelays(of: gate)
        return (held.removeValue(forKey: service) ?? []).compactMap { waiting in
            admit(waiting).map { (waiting.index, self.answer(waiting, $0)) }
        }
    }

    /// The answer of a step that is not asked.
    private func answer(_ transfer: Transfer, _ failure: FetchFailure?) -> Answer {
        var answer = Answer(finalURL: transfer.url, fetchedAt: clock.now)
        answer.redirects = transfer.earlier.redirects
        answer.failure = failure
        return answer
    }

    private func again(_ transfer: Transfer) -> Transfer {
        let next = step(
            transfer.index, transfer.request, url: transfer.url, parts: transfer.parts,
            earlier: transfer.earlier, robotsOf: transfer.robotsOf)
        next.attempt = transfer.attempt + 1
        return next
    }

    private func keepDelays(of gate: RobotsGate) {
        for (host, delay) in gate.takeDelays() where delay > queues.pace(host: host).delay {
            queues.setPace(.init(atOnce: 1, delay: delay), host: host)
        }
    }

    /// A host that has had too much is asked one thing at a time, and less often, to the end of the run.
    private func slowDown(_ host: String) {
        let pace = queues.pace(host: host)
        queues.setPace(.init(atOnce: 1, delay: max(pace.delay, min(2 * pace.delay, 8 * limits.delay))), host: host)
    }
}
