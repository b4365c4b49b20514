/// A pattern for file names: `*` is any run of bytes, `?` any single one, everything else itself.
///
/// Neither crosses a `/`, but in a pattern of URLs. A pattern without `/` is held against the last part of a path. Linear in pattern and name but
/// for the backtracking of the last `*`: at worst their product.
struct Glob: Sendable, Equatable {
    private let pattern: [UInt8]
    private let wholePath: Bool
    private var crossesSlashes = false

    init(_ pattern: String) {
        self.pattern = Array(pattern.utf8)
        wholePath = pattern.contains("/")
    }

    /// A pattern of whole URLs, where `*` and `?` take slashes too.
    init(url: String) {
        pattern = Array(url.utf8)
        wholePath = true
        crossesSlashes = true
    }

    func matches(_ path: String) -> Bool {
        let name = Array(wholePath ? path.utf8[...] : (path.split(separator: "/").last ?? "").utf8[...])
        var (p, n) = (0, 0)
        var retry: (pattern: Int, name: Int)?
        while n < name.count {
            let slash = name[n] == UInt8(ascii: "/") && !crossesSlashes
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                retry = (p, n)
                p += 1
            } else if p < pattern.count, pattern[p] == name[n] || (pattern[p] == UInt8(ascii: "?") && !slash) {
                p += 1
                n += 1
            } else if let last = retry, crossesSlashes || name[last.name] != UInt8(ascii: "/") {
                retry = (last.pattern, last.name + 1)
                p = last.pattern + 1
                n = last.name + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
