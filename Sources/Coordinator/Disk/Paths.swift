import Glibc

/// Paths as text: joined, made absolute and shortened without asking the disk.
enum Paths {
    /// A path below a directory, or the path itself where it is absolute.
    static func join(_ directory: String, _ path: String) -> String {
        if path.hasPrefix("/") { return path }
        if path == "." { return directory }
        if path.hasPrefix("./") { return join(directory, String(path.dropFirst(2))) }
        return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
    }

    /// The directory part; `.` where there is none.
    static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last component.
    static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// A path below a directory, from there; any other as it is.
    static func relative(_ path: String, to directory: String) -> String {
        path.hasPrefix("\(directory)/") ? String(path.dropFirst(directory.count + 1)) : path
    }

    /// The path from `/`, with `.` and `..` taken out as text.
    static func absolute(_ path: String) -> String {
        var components: [Substring] = []
        let full = join(workingDirectory, path)
        for component in full.split(separator: "/") where component != "." {
            if component == ".." { _ = components.popLast() } else { components.append(component) }
        }
        return "/" + components.joined(separator: "/")
    }

    static var workingDirectory: String {
        guard let buffer = getcwd(nil, 0) else { return "/" }
        defer { free(buffer) }
        return String(cString: buffer)
    }
}
