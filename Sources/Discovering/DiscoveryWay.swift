import Fetching

/// How a discovery asks: by what the register says of the source that an address belongs to, and with the private
/// addresses that the operator has allowed.
///
/// What is allowed is the host of the address given, and, where that is at a private address itself, the network in which
/// it stands: a page of the public web leads nowhere there.
struct DiscoveryWay {
    private let visitor: Visitor
    private let allowPrivate: Bool
    private var start: String?
    private var isPrivate = false

    init(visitor: Visitor, allowPrivate: Bool) {
        self.visitor = visitor
        self.allowPrivate = allowPrivate
    }

    /// Names the address that is given.
    mutating func begin(at url: String) { start = url }

    /// Notes where the address that is given led.
    mutating func answered(_ visit: Visitor.Visit) { isPrivate = visit.answer.isPrivate }

    /// The request for an address that the discovery came upon.
    func request(_ url: String) -> FetchRequest {
        var request = visitor.request(url, foundAt: start ?? url)
        guard allowPrivate, let host = URLParts(url)?.host else { return request }
        let own = start.flatMap { URLParts($0)?.host }
        request.allowPrivate = request.allowPrivate || isPrivate || host == own
        request.privateHosts.names += own.map { [$0] } ?? []
        request.privateHosts.leadOn = true
        return request
    }
}
