/// What is run after a run: `after: {ok: COMMAND, failed: COMMAND}` at the top of a pipeline file.
public struct AfterCommands: Sendable {
    /// The shell command for a run that went well.
    public let ok: Located<String>?
    /// The shell command for one that did not.
    public let failed: Located<String>?

    /// No commands.
    public static let none = AfterCommands(ok: nil, failed: nil)

    private init(ok: Located<String>?, failed: Located<String>?) {
        self.ok = ok
        self.failed = failed
    }

    /// Reads the key `after` of the top of a file.
    init(_ root: KeyReader) throws(PipelineError) {
        guard let tree = root.tree("after") else {
            self = .none
            return
        }
        let reader = try KeyReader(tree, owner: "'after'", key: "after", file: root.file)
        try reader.allow(["ok", "failed"])
        guard !reader.entries.isEmpty else {
            throw reader.fail(tree.mark, .needsOneOf(["ok", "failed"], in: reader.owner))
        }
        ok = try Self.command("ok", reader)
        failed = try Self.command("failed", reader)
    }

    private static func command(_ key: String, _ reader: KeyReader) throws(PipelineError) -> Located<String>? {
        guard let command = try reader.text(key, wanted: "a shell command in one text") else { return nil }
        guard command.value.contains(where: { !$0.isWhitespace }) else {
            throw reader.fail(command.mark, .wrongType(key: key, wanted: "a shell command", found: "empty"))
        }
        return command
    }
}
