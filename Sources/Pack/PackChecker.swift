/// Checks packs as strictly as a run reads them, and says everything at once: `serap check` and an editor's save hook.
public enum PackChecker {
    /// All problems of packs laid over each other in this order: first files that cannot be read, then in the order of
    /// files and lines; empty where all is well. What only follows from a file or an entry that cannot be read is left
    /// out. Mappings and site rules are read too: a run reads them only in the stage that uses them.
    public static func check(_ directories: [String]) -> [PackProblem] {
        let report = PackReport()
        let stack = LayerStack(directories: directories, report)
        for path in stack.mappingFiles {
            _ = PackText.read(path, report).flatMap { Mapping(text: $0, file: path, report) }
        }
        for path in stack.siteFiles { _ = PackText.read(path, report).flatMap { Site(text: $0, file: path, report) } }
        return report.sorted(by: directories)
    }
}

extension Vocabulary {
    /// Reads packs and lays them over each other, later ones winning by code; throws every problem at once.
    ///
    /// Costs some milliseconds for a district and a country; nothing of the disk is kept open.
    public init(packs directories: [String]) throws(PackProblems) {
        let report = PackReport()
        let stack = LayerStack(directories: directories, report)
        let problems = report.sorted(by: directories)
        guard problems.isEmpty else { throw PackProblems(problems: problems) }
        self = stack.vocabulary
    }
}

extension PackReport {
    /// The problems in the order of packs, then files, lines and columns; those of files that cannot be read first.
    fileprivate func sorted(by directories: [String]) -> [PackProblem] {
        func rank(_ problem: PackProblem) -> Int {
            let pack = directories.firstIndex { problem.file == $0 || problem.file.hasPrefix("\($0)/") }
            return (pack ?? directories.count) + (lostFiles.contains(problem.file) ? 0 : directories.count + 1)
        }
        return problems.map { (rank($0), $0) }.sorted {
            ($0.0, $0.1.file, $0.1.line, $0.1.column, $0.1.description)
                < ($1.0, $1.1.file, $1.1.line, $1.1.column, $1.1.description)
        }.map(\.1)
    }
}
