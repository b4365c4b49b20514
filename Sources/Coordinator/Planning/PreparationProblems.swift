import PipelineGraph
import RecordIO

/// Everything that a pipeline file names and the machine does not have: executables, packs and files, all at once.
struct PreparationProblems {
    let pipeline: Pipeline
    let finder: CommandFinder
    let disk: any Disk
    let key: String

    /// The problems in the order of the file, each once however many stages share it.
    func all() -> [PipelineError] {
        var problems: [PipelineError] = []
        func add(_ problem: PipelineError) { if !problems.contains(problem) { problems.append(problem) } }
        for stage in pipeline.stages {
            for pack in stage.packs where !disk.isDirectory(Paths.join(finder.base, pack.value)) {
                add(PipelineError(file: pipeline.file, at: pack.mark, .missingFile(pack.value, role: "pack")))
            }
            do {
                _ = try finder.command(of: stage, file: pipeline.file)
            } catch let error as PipelineError {
                add(error)
            } catch {
                add(PipelineError(file: pipeline.file, at: stage.mark, .pack("\(error)")))
            }
            for problem in files(of: stage) { add(problem) }
        }
        return problems.enumerated().sorted {
            ($0.element.line ?? 0, $0.element.column ?? 0, $0.offset)
                < ($1.element.line ?? 0, $1.element.column ?? 0, $1.offset)
        }.map(\.element)
    }

    private func files(of stage: Stage) -> [PipelineError] {
        let search = FileSearch(disk: disk, base: finder.base)
        let mark = stage.mark(of: "files")
        var problems: [PipelineError] = []
        for pattern in stage.files {
            do {
                _ = try search.find([pattern], key: key)
            } catch FileSearch.Failure.missing(let path) {
                problems.append(PipelineError(file: pipeline.file, at: mark, .missingFile(path, role: "file")))
            } catch {
                problems.append(PipelineError(file: pipeline.file, at: mark, .pack("\(error)")))
            }
        }
        guard problems.isEmpty, !stage.files.isEmpty else { return problems }
        do {
            _ = try search.find(stage.files, key: key)
            return []
        } catch {
            return [PipelineError(file: pipeline.file, at: mark, .pack("\(error)"))]
        }
    }
}
