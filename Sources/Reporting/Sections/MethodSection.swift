import Pack
import Records

extension SectionWriter {
    /// Which sources need an officer's eye.
    func warnings() -> View {
        let states = input.accounts.flatMap(\.health)
        let sources = Set(states.filter { $0.state != "unclaimed" }.map(\.source))
        let good = sources.subtracting(states.filter(\.needsCare).map(\.source))
        var view: View = [
            "known": input.hasAccounts, "source_total": Indonesian.number(sources.count),
            "good_total": Indonesian.number(good.count),
        ]
        view.list(
            "rows",
            states.filter(\.needsCare).sorted { ($0.name, $0.stage) < ($1.name, $1.stage) }.map { state in
                [
                    "label": state.name, "state": Words.title(state.state), "bad": state.state == "failed",
                    "reason": View.text(state.reason.map(Words.reason)), "code": View.text(state.reason),
                    "more": View.text(Self.more(state)), "stage": state.stage,
                ]
            })
        return view
    }

    /// What a source's reason does not say yet.
    private static func more(_ state: SourceState) -> String {
        [
            state.status.flatMap { state.reason == "http_\($0)" ? nil : "HTTP \($0)" },
            state.failed.flatMap { $0 > 0 ? "\(Indonesian.number($0)) gagal" : nil },
            state.nextKey.flatMap { CivilDay($0) }.map { "dicoba lagi untuk \(Indonesian.date($0))" },
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// 15: what went in, what became of it, by which rules, and what nobody has checked.
    func method() -> View {
        var view: View = ["known": input.hasAccounts]
        let stages = input.accounts.reduce(into: [String: [TaskAccount]]()) { $0[$1.stage, default: []].append($1) }
        let order = input.accounts.map(\.stage).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        view.list("stages", order.map { Self.stage($0, stages[$0] ?? []) })
        view.list("rejects", rejects(\.rejected))
        view.list("parts", rejects(\.partsRejected))
        let failed = input.accounts.flatMap(\.health).filter { $0.state == "failed" }
        view.list(
            "failures",
            failed.sorted { ($0.name, $0.stage) < ($1.name, $1.stage) }.map {
                ["source": $0.name, "reason": View.text($0.reason.map(Words.reason)), "code": View.text($0.reason)]
            })
        view.list("sources", sources())
        view.list("unaudited", order.filter { stages[$0]?.contains { !$0.audited } ?? false }.map { ["stage": $0] })
        view["other_rules"] = View.text(input.otherRules.sorted().joined(separator: ", "))
        view.list("packs", input.vocabulary.packs.map { ["pack": $0.name, "version": $0.version, "about": $0.about] })
        view.list("unverified", Self.unverified(input.vocabulary))
        let period = input.period
        view["window"] = Indonesian.number(period.int("window") ?? 0)
        view["covered"] = Indonesian.number(period.strings("covered").count)
        view["corrections"] = Indonesian.number(period.int("corrections") ?? 0)
        view["corrections_applied"] = Indonesian.number(period.int("corrections_applied") ?? 0)
        for fact in ["corrections_past", "corrections_unknown", "corrections_refused"] {
            view[fact] = View.text(period.int(fact).flatMap { $0 > 0 ? Indonesian.number($0) : nil })
        }
        view["least"] = "\(SmallNumbers.least)"
        return view
    }

    /// How each source is over time: when it last gave something new, and how often it usually does.
    private func sources() -> [View] {
        input.accounts.flatMap(\.health).filter(\.isOverTime).sorted { ($0.name, $0.stage) < ($1.name, $1.stage) }.map {
            state in
            let failures = state.failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
                "\(Words.reason($0.key)) \(Indonesian.number($0.value)) kali"
            }
            return [
                "name": state.name,
                "last": View.text(state.lastNew.map { Indonesian.date($0.day(in: input.zone)) } ?? "–"),
                "gap": state.usualGap.map { Self.gap(hours: $0) } ?? "–", "state": Words.title(state.state),
                "bad": state.state == "failed" || state.isSilent,
                "failures": View.text(failures.joined(separator: ", ")), "moved": View.text(state.movedTo),
            ]
        }
    }

    /// `7 jam`, `2 hari`.
    static func gap(hours: Int) -> String {
        hours < 48 ? "\(Indonesian.number(hours)) jam" : "\(Indonesian.number((hours + 12) / 24)) hari"
    }

    /// What was refused by stage and reason, the most frequent first, then by stage and reason.
    private func rejects(_ counts: (TaskAccount) -> [String: Int]) -> [View] {
        var rejects: [[String]: Int] = [:]
        for account in input.accounts {
            for (reason, count) in counts(account) where count > 0 {
                rejects[[account.stage, reason], default: 0] += count
            }
        }
        return rejects.sorted { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }.map {
            key, count in
            ["stage": key[0], "reason": Words.reason(key[1]), "code": key[1], "total": Indonesian.number(count)]
        }
    }

    private static func stage(_ name: String, _ tasks: [TaskAccount]) -> View {
        func sum(_ value: (TaskAccount) -> Int) -> String { Indonesian.number(tasks.reduce(0) { $0 + value($1) }) }
        let audited = tasks.allSatisfy(\.audited)
        return [
            "stage": name, "tasks": Indonesian.number(tasks.count),
            "input": tasks.allSatisfy { $0.input != nil } ? sum { $0.input ?? 0 } : "–",
            "used": audited ? sum { $0.used ?? 0 } : "–", "merged": sum(\.merged),
            "rejected": sum { $0.rejected.values.reduce(0, +) }, "output": sum(\.output),
            "audited": audited ? "ya" : "tidak", "complete": tasks.allSatisfy(\.complete),
        ]
    }

    /// Facts of the packs that nobody who knows has checked, by kind.
    private static func unverified(_ vocabulary: Vocabulary) -> [View] {
        func names<Fact>(_ facts: [Fact], _ origin: (Fact) -> Origin, _ name: (Fact) -> String) -> (Int, [String]) {
            (facts.count, facts.filter { !origin($0).verified }.map(name))
        }
        let kinds: [(String, (Int, [String]))] = [
            ("wilayah", names(vocabulary.regions, \.origin, \.fullName)),
            ("perangkat daerah dan lembaga", names(vocabulary.agencies, \.origin, \.shortName)),
            ("isu", names(vocabulary.issues, \.origin, \.name)),
            ("sumber", names(vocabulary.sources, \.origin, \.name)),
            ("batas waktu", names(vocabulary.deadlines, \.origin, \.name)),
            ("hari libur", names(vocabulary.holidays, \.origin, { "\($0.name) (\($0.day))" })),
        ]
        return kinds.filter { !$0.1.1.isEmpty }.map { kind, facts in
            [
                "kind": kind, "total": Indonesian.number(facts.1.count), "all": Indonesian.number(facts.0),
                "names": facts.1.joined(separator: ", "),
            ]
        }
    }
}
