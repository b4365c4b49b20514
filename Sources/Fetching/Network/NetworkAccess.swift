/// How the network is reached: through which proxies, trusting whose certificates, at which addresses.
struct NetworkAccess: Sendable {
    var proxies = ProxyRules()
    /// A PEM file of certificates that are trusted beside the system's.
    var authorities: String?
    /// Which addresses any source may use.
    var isPublic: @Sendable ([UInt8]) -> Bool = AddressPolicy.isPublic
    /// What takes the place of name resolution: the addresses of a host, separated by commas, by how many redirects led
    /// to it; nil leaves the name to the system. For tests of names that change.
    var resolve: (@Sendable (_ host: String, _ step: Int) -> String?)?
}
