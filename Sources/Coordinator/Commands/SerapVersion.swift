/// The version of Serap: this number, and no other place, says it.
enum SerapVersion {
    static let number = "1.0.0"

    /// What `serap --version` prints: the version, the contract that stages are held to, and which stages lie beside the
    /// program, as `run: serap-fetch` finds them there.
    static func text(programs: [String]) -> String {
        let stages = programs.filter { $0.hasPrefix("serap-") }.map { $0.dropFirst(6) }.sorted()
        return """
            serap \(number)
            stage contract 1
            stages beside it: \(stages.isEmpty ? "none; 'run: serap-...' looks in PATH" : stages.joined(separator: ", "))
            """
    }
}
