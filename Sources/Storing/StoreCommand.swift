import ArgumentParser

/// `serap-store`: loads items and tables into one SQLite file, and searches it.
public struct StoreCommand: ParsableCommand {
    /// Name, help and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "serap-store", abstract: "Loads items and tables into a SQLite file, and searches it.",
        discussion: """
            The file can be opened with any SQLite tool; docs/store-schema.md describes its tables:
              sqlite3 out/demo/store.sqlite "SELECT day, title FROM items WHERE kind = 'pengaduan' ORDER BY day"
            """,
        version: "1", subcommands: [LoadCommand.self, SearchCommand.self])

    /// A command without arguments.
    public init() {}
}
