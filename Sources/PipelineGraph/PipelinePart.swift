extension Pipeline {
    /// The pipeline of one stage and all that it depends on, in the same order; nil where there is no such stage.
    public func part(upTo name: String) -> Pipeline? {
        guard let last = self[name] else { return nil }
        let wanted = Set(ancestors(of: name))
        return Pipeline(
            file: file, name: self.name, about: about, key: key, zone: zone,
            stages: stages.filter { wanted.contains($0.name) } + [last], after: after,
            passEnvironment: passEnvironment, keyMark: keyMark)
    }
}
