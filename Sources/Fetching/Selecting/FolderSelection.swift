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
    let filter: ArchiveFilter
    let context: FetchContext

    func run(_ run: StageRun, _ sink: CaptureSink) throws {
        var tally = HealthTally()
        let entries = try LocalFiles.entries(below: folder)
        let names = Set(entries.map(\.name))
        var done = 0
        var filtered = 0
        var seen: Set<CaptureKey> = []
        func count(_ code: String, _ failure: FetchFailure?) {
            tally.add(code, failure: failure)
            done += 1
            if done % 10_000 == 0 { run.log.info("read \(done) pages") }
        }
        for (index, entry) in entries.enumerated() where !isSidecar(entry.name, names) {
            let file = SavedFile(folder: folder, name: entry.name, context: context)
            if entry.isRegular, isWARC(entry.name) {
                try read(file, run, sink.captured) { outcome in
                    run.count { $0.input += 1 }
                    switch outcome {
                    case .described: run.count { $0.used += 1 }
                    case .filtered:
                        run.count { $0.used += 1 }
                        filtered += 1
                    case .rejected(let reason, let detail, let record):
                        try run.reject(reason, detail, record: record)
                    case .known(let code, let failure):
                        run.count { $0.merged += 1 }
                        count(code, failure)
                    case .capture(let code, let id, let line, let failure):
                        count(code, failure)
                        // Joined files of a crawler often hold the same record twice.
                        guard seen.insert(CaptureKey(id)).inserted else { return run.count { $0.merged += 1 } }
                        try sink.write(line: line, source: code)
                    }
                }
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
            guard filter.admits(url: url, at: answer.fetchedAt) else {
                filtered += 1
                run.count { $0.used += 1 }
                continue
            }
            let code = source ?? context.register.code(ofURL: url) ?? Self.archive
            let capture = Capture(answer, url: url, source: code)
            try sink.write(capture, source: code)
            sink.count(capture)
            count(code, answer.failure)
        }
        if filtered > 0 { run.log.info("\(filtered) outside the filter") }
        let rows = tally.rows(context.register)
        run.count { $0.health += rows.map(\.json) }
    }

    private func read(
        _ file: SavedFile, _ run: StageRun, _ captured: CapturedBodies, _ body: @escaping (WARCOutcome) throws -> Void
    ) throws {
        let conversion = WARCConversion(
            name: file.name, limits: context.limits, filter: filter, register: context.register, source: source,
            captured: captured, filesDirectory: context.filesDirectory)
        do {
            try WARCFile(path: file.path, conversion: conversion).forEachOutcome(body)
        } catch let RecordIOError.system(call, path, code) where path == file.path {
            run.count { $0.input += 1 }
            let error = RecordIOError.system(call: call, path: path, code: code)
            try run.reject("unreadable", "\(error)", record: .object(["url": .string("file:\(file.name)")]))
        }
    }

    private func isSidecar(_ name: String, _ names: Set<String>) -> Bool {
        name.hasSuffix(Sidecar.suffix) && names.contains(String(name.dropLast(Sidecar.suffix.count)))
    }

    private func isWARC(_ name: String) -> Bool {
        let name = name.lowercased()
        return [".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"].contains { name.hasSuffix($0) }
    }

    private func isPage(_ name: String) -> Bool {
        let name = name.lowercased()
        return MediaType.ofName(name.hasSuffix(".gz") ? String(name.dropLast(3)) : name) != nil
    }
}
