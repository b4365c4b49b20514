import RecordIO
import Records
import StageKit

/// `select: folder`: an archive of saved pages, WARC files and JSON Lines, in byte order of their paths.
struct FolderSelection {
    /// The source of whatever belongs to no source of the register.
    static let archive = "arsip"

    let folder: String
    /// The source of all of it, where the parameter says so.
    let source: String?
    let filter: ArchiveFilter
    /// How JSON Lines of another tool are read; nil where such files are kept whole.
    let lines: LineMapping?
    let context: FetchContext

    func run(_ run: StageRun, _ sink: CaptureSink) throws {
        let entries = try LocalFiles.entries(below: folder)
        let names = Set(entries.map(\.name))
        let pages = FolderEntry.pages(entries)
        let taker = ArchiveTaker(run: run, sink: sink)
        for (index, entry) in entries.enumerated() where !Sidecar.isOne(entry.name, among: names) {
            let file = SavedFile(folder: folder, name: entry.name, context: context)
            switch FolderEntry(entry, pages: pages, readsLines: lines != nil) {
            case .warc: try whole(file, taker) { try readWARC(file, taker) }
            case .lines: try whole(file, taker) { try readLines(file, taker) }
            case .page: try readPage(file, index, run, sink, taker)
            case .companion: try taker.take(.described)
            case .refused(let reason, let detail):
                try taker.take(.rejected(reason: reason, detail: detail, record: file.record))
            }
        }
        if taker.filtered > 0 { run.log.info("\(taker.filtered) outside the filter") }
        let rows = taker.tally.rows(context.register)
        run.count { $0.health += rows.map(\.json) }
    }

    /// A file that cannot be opened is one rejection.
    private func whole(_ file: SavedFile, _ taker: ArchiveTaker, _ read: () throws -> Void) throws {
        do {
            try read()
        } catch let RecordIOError.system(call, path, code) where path == file.path {
            let error = RecordIOError.system(call: call, path: path, code: code)
            try taker.take(.rejected(reason: "unreadable", detail: "\(error)", record: file.record))
        }
    }

    private func readWARC(_ file: SavedFile, _ taker: ArchiveTaker) throws {
        let conversion = WARCConversion(
            name: file.name, limits: context.limits, filter: filter, register: context.register, source: source,
            captured: taker.sink.captured, filesDirectory: context.filesDirectory)
        try WARCFile(path: file.path, conversion: conversion).forEachOutcome(taker.take)
    }

    private func readLines(_ file: SavedFile, _ taker: ArchiveTaker) throws {
        guard let lines else { return }
        let moment = try context.replay?.moment ?? LocalFiles.modified(file.path)
        try LineConversion(
            name: file.name, mapping: lines, moment: moment, limits: context.limits, filter: filter,
            register: context.register, source: source, captured: taker.sink.captured,
            filesDirectory: context.filesDirectory
        ).forEachOutcome(path: file.path, taker.take)
    }

    private func readPage(
        _ file: SavedFile, _ index: Int, _ run: StageRun, _ sink: CaptureSink, _ taker: ArchiveTaker
    ) throws {
        var (answer, url) = try file.answer(index: index, inflates: true)
        var via: JSONObject?
        if url == "file:\(file.name)", answer.headers.mediaType?.hasSuffix("html") == true,
            case .memory(let page)? = answer.body, let address = SavedPageAddress.find(page)
        {
            url = address
            answer.finalURL = address
            via = ["file": .string(file.name)]
        }
        guard filter.admits(url: url, at: answer.fetchedAt) else { return try taker.take(.filtered) }
        let code = source ?? context.register.code(ofURL: url) ?? Self.archive
        let capture = Capture(answer, url: url, source: code, via: via)
        run.count { $0.input += 1 }
        try sink.write(capture, source: code)
        sink.count(capture)
        taker.count(code, answer.failure)
    }
}
