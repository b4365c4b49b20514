import RecordIO
import Records
import StageKit

/// `select: folder`: an archive of saved pages and WARC files, in byte order of their paths.
struct FolderSelection {
    /// The source of whatever belongs to no source of the register.
    static let archive = "arsip"

    let folder: String
    /// The source of all of it, where the parameter says so.
    let source: String?
    let context: FetchContext

    func run(_ run: StageRun, _ sink: CaptureSink) throws {
        var tally = HealthTally()
        let entries = try LocalFiles.entries(below: folder)
        let names = Set(entries.map(\.name))
        var done = 0
        func take(_ answer: Answer, url: String, via: JSONObject? = nil) throws {
            let code = source ?? context.register.code(ofURL: url) ?? Self.archive
            let capture = Capture(answer, url: url, source: code, via: via)
            try sink.write(capture, source: code)
            sink.count(capture)
            tally.add(code, failure: answer.failure)
            done += 1
            if done % 100 == 0 { run.log.info("read \(done) pages") }
        }
        for (index, entry) in entries.enumerated() where !isSidecar(entry.name, names) {
            let file = SavedFile(folder: folder, name: entry.name, context: context)
            if entry.isRegular, isWARC(entry.name) {
                try WARCFile(file: file, run: run).forEachAnswer { try take($0, url: $1, via: $2) }
                continue
            }
            run.count { $0.input += 1 }
            guard entry.isRegular, isPage(entry.name) else {
                let what = entry.isRegular ? "not the ending of a saved page" : "a link or device"
                try run.reject(
                    entry.isRegular ? "unknown_type" : "not_a_file", "\(entry.name): \(what)",
                    record: .object(["url": .string("file:\(entry.name)")]))
                continue
            }
            let (answer, url) = try file.answer(index: index, inflates: true)
            try take(answer, url: url)
        }
        let rows = tally.rows(context.register)
        run.count { $0.health += rows.map(\.json) }
    }

    private func isSidecar(_ name: String, _ names: Set<String>) -> Bool {
        name.hasSuffix(Sidecar.suffix) && names.contains(String(name.dropLast(Sidecar.suffix.count)))
    }

    private func isWARC(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix(".warc") || name.hasSuffix(".warc.gz")
    }

    private func isPage(_ name: String) -> Bool {
        let name = name.lowercased()
        return MediaType.ofName(name.hasSuffix(".gz") ? String(name.dropLast(3)) : name) != nil
    }
}
