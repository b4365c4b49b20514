/// The addresses that one step of a request may connect to.
struct AddressGuard {
    private let request: FetchRequest
    private let host: String
    private let isPublic: @Sendable ([UInt8]) -> Bool
    private let hasProxy: Bool
    /// The source allows this step to use addresses that are not public.
    let allowsPrivate: Bool
    /// The address that was refused, where one was.
    private var refused: [UInt8]?
    /// The connection goes to an address that is not public. Behind a proxy only one in the URL itself is known.
    private(set) var isPrivate = false

    init(
        _ request: FetchRequest, host: String, earlier: EarlierSteps, access: NetworkAccess,
        hasProxy: Bool
    ) {
        self.request = request
        self.host = host
        self.hasProxy = hasProxy
        isPublic = access.isPublic
        allowsPrivate = request.privateHosts.allow(host, after: earlier, isFirstAllowed: request.allowPrivate)
    }

    /// Why the URL is not asked for at all; nil where it is.
    ///
    /// A proxy resolves names out of sight, so that there only an address in the URL itself can be refused.
    mutating func refusedBeforehand() -> FetchFailure? {
        guard hasProxy else { return nil }
        guard let address = AddressPolicy.literal(host) else { return nil }
        return use(address) ? nil : failure
    }

    /// Whether a connection may be opened, or one that is open be used: another source may have been allowed to open it.
    /// A proxy's address is whoever names the proxy's to answer for.
    mutating func mayConnect(_ address: [UInt8]) -> Bool { hasProxy || use(address) }

    /// The failure of what was refused last.
    var failure: FetchFailure? {
        refused.map {
            .privateAddress(
                host: host, AddressPolicy.text($0), request.privateHosts.refusal(of: host, at: $0))
        }
    }

    private mutating func use(_ address: [UInt8]) -> Bool {
        isPrivate = !isPublic(address)
        if !isPrivate { return true }
        if allowsPrivate, !AddressPolicy.isMetadata(address) || AddressPolicy.literal(host) == address { return true }
        refused = address
        return false
    }
}
