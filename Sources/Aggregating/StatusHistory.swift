import Records

/// What a complaint went through: `{code, text, at, seen_at}`, earliest first.
enum StatusHistory {
    /// The union of several histories. A state seen again and again stands once, with the first time it was seen.
    static func union(_ histories: [[JSONValue]]) -> [JSONValue] {
        let states = histories.flatMap { $0 }.sorted { place($0) < place($1) }
        var known: Set<[String]> = []
        var result: [JSONValue] = []
        for state in states {
            if state["at"]?.string != nil {
                guard known.insert(same(state)).inserted else { continue }
            } else if let last = result.last, same(last)[..<2] == same(state)[..<2] {
                continue
            }
            result.append(state)
        }
        return result
    }

    /// The state that holds after all of them.
    static func latest(_ history: [JSONValue]) -> JSONValue? { union([history]).last }

    private static func same(_ state: JSONValue) -> [String] {
        ["code", "text", "at"].map { state[$0]?.string ?? "" }
    }

    private static func place(_ state: JSONValue) -> Place {
        let seen = state["seen_at"]?.string ?? ""
        return Place(time: state["at"]?.string ?? seen, seen: seen, bytes: state.text)
    }

    private struct Place: Comparable {
        let time: String
        let seen: String
        let bytes: String
        static func < (left: Place, right: Place) -> Bool {
            (left.time, left.seen, left.bytes) < (right.time, right.seen, right.bytes)
        }
    }
}
