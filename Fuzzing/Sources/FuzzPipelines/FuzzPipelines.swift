import PipelineGraph

/// Called by libFuzzer with each input (https://llvm.org/docs/LibFuzzer.html); a trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func readPipeline(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    PipelineTrial.run(UnsafeBufferPointer(start: data, count: size))
    return 0
}

/// Reads a mutated pipeline file. What is accepted is drawn in every format and asked what a run would ask; what is
/// refused must say why, in one short line.
enum PipelineTrial {
    static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        do {
            use(try Pipeline(text: text, file: "p.yaml"))
        } catch {
            let message = "\(error)"
            precondition(message.hasPrefix("p.yaml:"), message)
            precondition(message.utf8.count < 4000 && !message.utf8.contains { $0 < 0x20 }, message)
        }
    }

    private static func use(_ pipeline: Pipeline) {
        for format in Pipeline.GraphFormat.allCases { precondition(!pipeline.drawn(as: format).isEmpty) }
        var seen: Set<String> = []
        for stage in pipeline.stages {
            precondition(seen.isSuperset(of: stage.from), "a stage comes before one that it reads")
            precondition(seen.isSuperset(of: pipeline.ancestors(of: stage.name)))
            seen.insert(stage.name)
            _ = pipeline.unmaskedPath(to: stage.name) { $0.hasSuffix("normalize") }
            for pattern in stage.files.map({ $0.resolving(key: "2023-08-15") }) {
                precondition(pattern.literalPrefix <= pattern.components.count)
                for component in pattern.components {
                    _ = FilePattern.matches("2023-08-15.csv", component: component)
                }
            }
            if case .filter(let script) = stage.work { _ = CommandWords.candidates(in: script) }
        }
    }
}
