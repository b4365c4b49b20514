import PipelineGraph

extension Pipeline {
    /// What to say of a stage that the file does not have: `no stage 'nope' in p.yaml; it has a, b`.
    func unknownStage(_ name: String) -> String {
        let names = stages.map(\.name)
        let hint =
            nearest(name, among: names).map { "did you mean '\($0)'?" } ?? "it has \(names.joined(separator: ", "))"
        return "no stage '\(name)' in \(file); \(hint)"
    }
}
