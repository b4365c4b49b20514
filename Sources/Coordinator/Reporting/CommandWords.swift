extension Session.Options {
    /// A command of this program on the same file and root, ready to be pasted: of a key where one is named.
    func command(_ name: String, _ arguments: [String] = [], key: String? = nil, more: [String] = []) -> String {
        var words = [program, name, file] + arguments
        if let key { words += ["--key", key] }
        if root != "." { words += ["--root", root] }
        return (words + more).map(Session.quoted).joined(separator: " ")
    }
}
