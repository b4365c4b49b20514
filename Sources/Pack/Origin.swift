import Records

/// Where a fact of a pack comes from, and whether somebody who knows has checked it.
public struct Origin: Sendable, Equatable {
    /// A regulation, a data set, a person: words.
    public var source: String
    /// False until an officer has checked it; reports name unverified facts as such.
    public var verified: Bool

    /// An origin of its parts.
    public init(source: String, verified: Bool) {
        self.source = source
        self.verified = verified
    }
}

/// The days on which a fact holds; open at either end where nothing is said.
public struct Validity: Sendable, Equatable {
    /// The first day.
    public var from: CivilDay?
    /// The last day.
    public var until: CivilDay?

    /// Days from one to another, both included.
    public init(from: CivilDay? = nil, until: CivilDay? = nil) {
        self.from = from
        self.until = until
    }

    /// Whether the fact holds on a day; a day that is not known counts as any day.
    public func holds(on day: CivilDay?) -> Bool {
        guard let day else { return true }
        return from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
    }
}
