/// Which hosts may be at an address of this machine or of a private network: those that the operator named, and no
/// other. A redirect may lead from one of them to another; what has once led elsewhere leads to none any more, as
/// whoever keeps that place would choose what is asked of the operator's own network.
public struct PrivateHosts: Sendable, Hashable {
    /// Hosts by their names, in lower case.
    public var names: [String]
    /// Hosts with those below them, in lower case.
    public var domains: [String]
    /// A host that is at such an address may redirect to any other that is, save a metadata service. For what is asked by
    /// hand, where one address is named and not a register.
    public var leadOn: Bool

    /// Hosts of their names; none where there are none.
    public init(names: [String] = [], domains: [String] = [], leadOn: Bool = false) {
        self.names = names
        self.domains = domains
        self.leadOn = leadOn
    }

    /// Whether these are the operator's words on a host.
    public func hold(_ host: String) -> Bool {
        names.contains(host) || domains.contains { host == $0 || host.hasSuffix(".\($0)") }
    }

    var isEmpty: Bool { names.isEmpty && domains.isEmpty && !leadOn }

    /// Whether a step of a request may use an address that is not public, after those before it; `isFirstAllowed`
    /// says so of the URL of the request itself.
    func allow(_ host: String, after earlier: EarlierSteps, isFirstAllowed: Bool) -> Bool {
        guard isFirstAllowed, !earlier.redirects.isEmpty else { return isFirstAllowed }
        let between = earlier.redirects.dropFirst().map { URLParts($0.url)?.host ?? "" }
        if (between + [host]).allSatisfy(hold) { return true }
        return leadOn && earlier.arePrivate && AddressPolicy.literal(host).map(AddressPolicy.isMetadata) != true
    }

    /// Why a host may not be at an address.
    func refusal(of host: String, at address: [UInt8]) -> Refusal {
        if isEmpty { return .notAllowed }
        if AddressPolicy.isMetadata(address) { return .metadata }
        return hold(host) || leadOn ? .ledFromOutside : .notNamed
    }

    /// Why a step may not use an address that is not public.
    public enum Refusal: Sendable, Equatable {
        /// Nobody has allowed it.
        case notAllowed
        /// It is allowed for other hosts.
        case notNamed
        /// A host that was not named, or is at a public address, led here.
        case ledFromOutside
        /// The address is link-local or a metadata service's, and not written in the register itself.
        case metadata

        /// In words, with the way out.
        func words(host: String) -> String {
            switch self {
            case .notAllowed: FetchFailure.allowanceHint
            case .notNamed:
                "'allow_private: true' of the source holds for the hosts of its 'url' and 'domains' alone; write "
                    + "'\(host)' into 'domains' if it is meant"
            case .ledFromOutside:
                "what led there is outside of that network, and may not lead into it; give the address itself if it is meant"
            case .metadata:
                "no name and no redirect may lead to a link-local address or a metadata service: write the address "
                    + "itself into 'url' if it is meant"
            }
        }
    }
}

/// The steps of a request before the one at hand.
struct EarlierSteps: Sendable, Equatable {
    /// The redirects that led on, in order.
    var redirects: [Redirect] = []
    /// Milliseconds that they took.
    var spent = 0
    /// Whether each of their connections went to an address that is not public; true before the first.
    var arePrivate = true
    /// Whether one of them set a cookie.
    var setCookies = false
}
