/// Addresses that were tried and came to one and the same: a fault of a whole site is told once.
struct RefusalGroup: Equatable {
    var first: Discovery.Refusal
    var count = 1

    /// In the order of the first of each.
    static func groups(of refusals: [Discovery.Refusal]) -> [RefusalGroup] {
        var groups: [RefusalGroup] = []
        var places: [String: Int] = [:]
        for refusal in refusals {
            let same = "\(refusal.reason) \(refusal.detail)"
            if let place = places[same] {
                groups[place].count += 1
            } else {
                places[same] = groups.count
                groups.append(RefusalGroup(first: refusal))
            }
        }
        return groups
    }

    /// In one line.
    var text: String {
        let others = count > 1 ? " and \(count - 1) more" : ""
        return "\(first.url)\(others)  \(first.reason): \(first.detail)"
    }
}
