/// What a run may touch: everything that is stale, as a rule; one task alone, or nothing of the world, where a command
/// asks for less.
struct RunScope: Sendable, Equatable {
    /// The only tasks that may start, as `stage/partition`; nil for all.
    var only: Set<String>?
    /// Tasks that run again although they are up to date, as `stage/partition`: what they give is compared with what is
    /// published, and not published.
    var again: Set<String> = []
    /// Whether stages that touch the world may run; where not, what was never captured is a gap.
    var mayFetch = true
    /// Whether every stage waits for all of its upstream, whatever its `require` says; only what is missing for good, as
    /// nobody captured it while it could be, is done without.
    var requiresAll = false
    /// Whether manifests are written and partitions that are no longer planned go.
    var tidies = true
    /// Whether files are delivered, where everything is tidied.
    var delivers = true

    /// Whether a key of the past gets nothing from a stage that could only give the present, as when years are filled in.
    var guardsPast = false

    /// Whether a task may start.
    func admits(_ title: String) -> Bool { only?.contains(title) ?? true }
}
