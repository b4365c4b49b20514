import Glibc

/// Which proxy a URL is asked for through: the source's own, else the parameter's, else the environment's as curl(1)
/// reads it (`http_proxy` in small letters only, `https_proxy`, `all_proxy`, `no_proxy`), else none.
///
/// `no_proxy` holds for the parameter's and the environment's proxy, and not for one that a source names.
struct ProxyRules: Sendable, Equatable {
    /// What a source or the parameter says to ask without a proxy.
    static let none = "none"

    private var http: Proxy?
    private var https: Proxy?
    private var exceptions: [String] = []

    /// No proxy at all.
    init() {}

    /// The rules of a parameter and an environment; throws the name of what is no address of a proxy.
    init(parameter: String?, environment: [String: String]) throws(BadProxy) {
        func first(_ names: String...) throws(BadProxy) -> Proxy? {
            for name in names {
                guard let value = environment[name], !value.isEmpty else { continue }
                guard let proxy = Proxy(value) else { throw BadProxy(name: name) }
                return proxy
            }
            return nil
        }
        exceptions = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "")
            .split { $0 == "," || $0 == " " }.map { $0.lowercased() }
        if let parameter {
            guard parameter != Self.none else { return }
            guard let proxy = Proxy(parameter) else { throw BadProxy(name: "proxy") }
            (http, https) = (proxy, proxy)
            return
        }
        http = try first("http_proxy", "all_proxy", "ALL_PROXY")
        https = try first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    }

    /// What this process has of the environment that curl(1) reads; the coordinator passes only what `pass_env` names.
    static var environment: [String: String] {
        var environment: [String: String] = [:]
        for name in [
            "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
        ] {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        return environment
    }

    /// What is not the address of a proxy; its value may hold a password and is not shown.
    struct BadProxy: Error, Equatable { var name: String }

    /// The proxy for a URL; `source` is what the register says for its source.
    func proxy(_ parts: URLParts, source: String?) -> Proxy? {
        if let source { return source == Self.none ? nil : Proxy(source) }
        guard let proxy = parts.scheme == "https" ? https : http, !isException(parts.host) else { return nil }
        return proxy
    }

    /// The proxies in use, for the log; without their passwords.
    var shown: String? {
        let both = [http?.shown, https?.shown].compactMap { $0 }
        guard let first = both.first else { return nil }
        return Set(both).count == 1 && both.count == 2
            ? first
            : [http.map { "http: \($0.shown)" }, https.map { "https: \($0.shown)" }].compactMap { $0 }
                .joined(separator: ", ")
    }

    /// As curl(1): a name holds for itself and all below it, `*` for every host, an address or a range for addresses.
    private func isException(_ host: String) -> Bool {
        let address = AddressPolicy.literal(host)
        let host = host.hasSuffix(".") ? String(host.dropLast()) : host
        // `localhost` is both: an address whoever resolves it, and a name that people write.
        let isName = host == "localhost" || host.hasSuffix(".localhost")
        return exceptions.contains { exception in
            if exception == "*" { return true }
            if let address, AddressPolicy.range(exception, contains: address) { return true }
            guard address == nil || isName else { return false }
            let name = exception.drop { $0 == "." }
            return !name.isEmpty && (host == name || host.hasSuffix(".\(name)"))
        }
    }
}
