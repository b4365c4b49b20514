import ArgumentParser
import RecordIO
import Records
import StageKit

/// `serap-fetch export-warc`: captures for the tools of archives.
public struct ExportWARCCommand: ParsableCommand {
    /// Name and help.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "serap-fetch export-warc",
            abstract: "Writes captures as a WARC 1.1 file, compressed by record.",
            discussion: """
                Pages become 'response' records, files 'resource', a 304 'revisit', a failure 'metadata' with its \
                reason. Bodies stand there as captures keep them, decoded: what the server said of their encoding \
                is in X-Crawler-Content-Encoding. The same partitions in the same order give the same bytes.

                serap-fetch export-warc --output 2023-08.warc.gz \\
                    --input data/nightly/captures/2023-08-*/pages/all
                """)
    }

    @Option(name: .long, parsing: .upToNextOption, help: "Published partitions of captures, or files of them.")
    var input: [String]

    @Option(name: .long, help: "The file to write, *.warc.gz; it must not be there.")
    var output: String

    /// A command without arguments.
    public init() {}

    /// Writes the file and says on standard error what is in it.
    public mutating func run() throws {
        do {
            let counts = try WARCExport(inputs: input, output: output).run()
            StandardError.write("serap-fetch export-warc: \(output): \(counts.summary)\n")
        } catch {
            let failure = Self.failure(error)
            StandardError.write("serap-fetch export-warc: \(failure)\n")
            throw ExitCode(failure.exitStatus)
        }
    }

    private static func failure(_ error: any Error) -> StageFailure {
        switch error {
        case is StoredBodyError, is CaptureBodyError: .badData("\(error)")
        default: StageFailure(error)
        }
    }
}

extension WARCExport.Counts {
    /// `20 response, 3 metadata; left out: 1 repeated, 2 that are no captures`.
    var summary: String {
        let types = written.keys.sorted().map { "\(written[$0] ?? 0) \($0)" }
        var text = types.isEmpty ? "no captures" : types.joined(separator: ", ")
        let others = [(repeated, "repeated"), (leftOut, "without id, url and fetched_at")].filter { $0.0 > 0 }
        if !others.isEmpty { text += "; left out: " + others.map { "\($0.0) \($0.1)" }.joined(separator: ", ") }
        return text
    }
}
