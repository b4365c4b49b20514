import Glibc

/// The environment of a stage by contract 1, and no other.
struct StageEnvironment: Sendable {
    let path: String
    let home: String
    let pipeline: String
    let key: String
    /// The coordinator's own variables, of which `pass_env` lets some through.
    let own: [String: String]

    /// What every stage sees, `--describe` included.
    var base: [String] { ["PATH=\(path)", "HOME=\(home)", "LC_ALL=C.UTF-8", "TZ=UTC", "SERAP_CONTRACT=1"] }

    /// The environment of one attempt; `state` is the own directory of a frozen stage, `captures` where captures stand.
    func variables(
        stage: String, partition: String, temporary: String, state: String?, captures: String?, pass: [String]
    ) -> [String] {
        var variables =
            base + [
                "TMPDIR=\(temporary)", "SERAP_PIPELINE=\(pipeline)", "SERAP_KEY=\(key)", "SERAP_STAGE=\(stage)",
                "SERAP_PARTITION=\(partition)",
            ]
        if let state { variables.append("SERAP_STATE=\(state)") }
        if let captures { variables.append("SERAP_CAPTURES=\(captures)") }
        let set = Set(variables.map { $0.prefix { $0 != "=" } })
        for name in pass where !set.contains(name[...]) {
            if let value = own[name] { variables.append("\(name)=\(value)") }
        }
        return variables
    }

    /// The variables of this process.
    static var ownVariables: [String: String] {
        var result: [String: String] = [:]
        var pointer = environ
        while let entry = pointer.pointee {
            let text = String(cString: entry)
            if let sign = text.firstIndex(of: "=") {
                result[String(text[..<sign])] = String(text[text.index(after: sign)...])
            }
            pointer += 1
        }
        return result
    }
}
