import ArgumentParser
import StageKit
import Store

/// `serap-store search`: a line or three for each item found.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Searches titles and texts; prints day, source, title, words found, link.",
        discussion: """
            Words must all be there, in any order, with or without accents; "two words" must stand together; banjir* is \
            all that begin so; AND, OR, NOT and brackets join; title: looks in titles only. Sensitive items are never found.

              serap-store search 'jalan AND (rusak OR berlubang)' --target out/demo/store.sqlite --kind pengaduan
            """)

    @Argument(help: "Words, or a query of SQLite's FTS5.")
    var query: String

    @Option(name: .long, help: "The SQLite file.")
    var target = "store.sqlite"

    @Option(name: .long, help: "Only items of this kind, such as pengaduan.")
    var kind: String?

    @Option(name: .long, help: "Only items with this issue, such as jalan_rusak.")
    var issue: String?

    @Option(name: .long, help: "At most so many items.")
    var limit = 20

    func run() throws {
        do {
            let store = try Store(searching: target)
            let answer = try store.search(StoreQuery(words: query, kind: kind, issue: issue, limit: limit))
            if let note = answer.note { StandardError.write("serap-store search: \(note)\n") }
            if answer.hits.isEmpty { StandardError.write("serap-store search: nothing found\n") }
            for line in answer.hits.flatMap(Self.lines) { print(line) }
        } catch {
            throw StoreFailure.exit("search", error)
        }
    }

    /// What is printed of an item.
    static func lines(_ hit: StoreAnswer.Hit) -> [String] {
        ["\(hit.day ?? "tanpa tanggal")  \(hit.source)  \(hit.title)", "    \(hit.snippet)"]
            + (hit.url.map { ["    \($0)"] } ?? [])
    }
}
