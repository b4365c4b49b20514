import Glibc

/// How many files and connections this process may have open at once.
///
/// The usual soft limit of 1024 is there for programs that use `select`, which neither libcurl's multi interface nor
/// anything else here does; hundreds of sources, each with a part and a connection or two, come near it.
enum OpenFileLimit {
    /// The limit, raised once as far as the system lets any process, and no further than is of use.
    static let raised: Int = {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
        if limit.rlim_cur < enough {
            var more = limit
            more.rlim_cur = min(enough, limit.rlim_max)
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &more) == 0 { limit = more }
        }
        return Int(min(limit.rlim_cur, enough))
    }()

    private static let enough: rlim_t = 8192
}
