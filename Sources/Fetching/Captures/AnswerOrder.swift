import RecordIO

/// Which answers may be handed over when: those of one group in the order of their requests, groups as they come.
///
/// Of groups that are not whole yet so much is handed over as may wait in the parts that are being written, and no more:
/// the rest stays in the spool until its group is whole, so that memory does not grow with the number of groups.
struct AnswerOrder {
    private struct Group {
        var members: [Int] = []
        var next = 0
        var answered = 0
        var held = 0
        var isWhole: Bool { answered == members.count }
    }

    private let limit: Int
    private let groupOf: [Int]
    private var groups: [Group]
    private var isAnswered: [Bool]
    private var held = 0

    /// The order of requests by the group of each; `limit` is how many bytes of bodies may wait in all.
    init(_ names: [String], limit: Int) {
        self.limit = limit
        var places: [String: Int] = [:]
        var groups: [Group] = []
        groupOf = names.enumerated().map { index, name in
            let place = places[name] ?? groups.count
            if place == groups.count {
                places[name] = place
                groups.append(Group())
            }
            groups[place].members.append(index)
            return place
        }
        self.groups = groups
        isAnswered = Array(repeating: false, count: names.count)
    }

    /// Says that a request has its answer.
    mutating func answered(_ index: Int) {
        guard !isAnswered[index] else { return }
        isAnswered[index] = true
        groups[groupOf[index]].answered += 1
    }

    /// The next answer to hand over of the group that a request belongs to; nil where none may be now.
    mutating func next(besides index: Int) -> Int? {
        let group = groups[groupOf[index]]
        guard group.next < group.members.count, group.isWhole || held < limit else { return nil }
        let member = group.members[group.next]
        guard isAnswered[member] else { return nil }
        groups[groupOf[index]].next += 1
        return member
    }

    /// Says how large the body of an answer was that has been handed over.
    mutating func handedOver(_ index: Int, bytes: Int) {
        let place = groupOf[index]
        held -= groups[place].held
        groups[place].held = min(groups[place].held + bytes, GzipMember.textTarget)
        if groups[place].next == groups[place].members.count { groups[place].held = 0 }
        held += groups[place].held
    }
}
