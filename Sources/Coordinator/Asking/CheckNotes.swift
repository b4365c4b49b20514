import PipelineGraph
import Records

/// What `serap check` notes: all that a pipeline file may hold by right, but that is often a slip.
struct CheckNotes {
    let session: Session

    /// The notes, each with file, line and column, in the order of the file.
    var all: [String] {
        let notes = key + session.prepared.flatMap { files($0) + folders($0) + words($0) + commands($0) + patterns($0) }
        return notes.enumerated().sorted {
            ($0.element.mark.line, $0.element.mark.column, $0.offset)
                < ($1.element.mark.line, $1.element.mark.column, $1.offset)
        }.map { "\(session.pipeline.file):\($0.element.mark.line):\($0.element.mark.column): \($0.element.text)" }
    }

    private struct Note {
        let mark: SourceMark
        let text: String
    }

    /// A fixed key that is nearly `date`: it would make one key for ever.
    private var key: [Note] {
        guard case .fixed(let name) = session.pipeline.key, let mark = session.pipeline.keyMark,
            nearest(name.lowercased(), among: ["date"]) != nil
        else { return [] }
        return [Note(mark: mark, text: "'\(name)' is a fixed key, the same for every run; did you mean 'date'?")]
    }

    /// Parameters whose file is not there.
    private func files(_ stage: PreparedStage) -> [Note] {
        stage.parameters.files.filter { $0.sha256 == nil }.map {
            Note(
                mark: stage.stage.mark(of: "params"),
                text: "no file '\($0.path)' for stage '\(stage.name)'; it gets null")
        }
    }

    /// Parameters that name a directory, by the stage's own word, where none is.
    private func folders(_ stage: PreparedStage) -> [Note] {
        stage.facts.folders.compactMap { name in
            guard let folder = stage.parameters.given?[name]?.string,
                !session.options.disk.isDirectory(Paths.join(session.base, folder))
            else { return nil }
            return Note(
                mark: stage.stage.mark(of: "params"),
                text:
                    "no directory '\(folder)', which is '\(name)' of stage '\(stage.name)'; the stage fails without it")
        }
    }

    /// Patterns that match nothing.
    private func patterns(_ stage: PreparedStage) -> [Note] {
        session.unmatched.filter { $0.stage == stage.index }.map { Note(mark: $0.mark, text: $0.text) }
    }

    /// Words of a command that look like files.
    private func words(_ stage: PreparedStage) -> [Note] {
        guard case .run(let words) = stage.stage.work else { return [] }
        return words.dropFirst().filter(isMissingFile).map {
            Note(
                mark: stage.stage.mark(of: "run"),
                text: "no file '\($0)', a word of stage '\(stage.name)'; paths are relative to the pipeline file")
        }
    }

    private func isMissingFile(_ word: String) -> Bool {
        let isScript = Self.scripts.contains { word.hasSuffix($0) }
        guard !word.hasPrefix("-"), !word.contains("://"), word.contains("/") || isScript else { return false }
        return session.options.disk.facts(Paths.join(session.base, word)) == nil
    }

    private static let scripts = [".py", ".sh", ".js", ".jq", ".awk", ".pl", ".rb", ".R", ".sql"]

    /// Commands of a filter that are not there.
    private func commands(_ stage: PreparedStage) -> [Note] {
        guard case .filter(let script) = stage.stage.work else { return [] }
        return ShellCommands.names(in: script).filter { !isThere($0) }.map {
            Note(
                mark: stage.stage.mark(of: "filter"),
                text: "no command '\($0)', which the filter of stage '\(stage.name)' starts; looked "
                    + ($0.contains("/") ? "beside the pipeline file" : "in PATH"))
        }
    }

    private func isThere(_ name: String) -> Bool {
        let disk = session.options.disk
        if name.contains("/") { return disk.facts(Paths.join(session.base, name))?.isExecutable == true }
        return session.environment.path.split(separator: ":").contains {
            disk.facts("\($0)/\(name)")?.isExecutable == true
        }
    }
}

/// A pattern of a stage's `files` that no file matches.
struct UnmatchedPattern: Sendable, Equatable {
    /// The stage's position and name.
    let stage: Int
    let name: String
    let pattern: String
    let mark: SourceMark

    var text: String { "no file matches '\(pattern)' of stage '\(name)'; paths are relative to the pipeline file" }
}
