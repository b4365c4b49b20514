import RecordIO
import Records
import StageKit

/// One WARC file, read on all cores; what its records come to is handed over in the order of the file.
///
/// A file that is compressed by record is cut into stretches; any other is read by one core and converted by all. Where
/// it breaks off, its whole records stay and one rejection names the place; behind damage reading goes on with the next
/// record, but in a gzip stream of many records nothing can be found. Memory: a few stretches.
struct WARCFile {
    let path: String
    let conversion: any RecordConversion
    /// Bytes of one stretch as stored.
    var stretch = 512 << 10

    /// Hands over every outcome, one at a time. Throws where the file cannot be opened or read.
    func forEachOutcome(_ body: @escaping (ArchiveOutcome) throws -> Void) throws {
        switch try ArchiveForm(path: path, name: conversion.name) {
        case .byRecord: try readStretches(from: 0, isExact: true, body)
        case .inOrder: try readInOrder(body)
        case .refused(let reason, let detail): try body(conversion.rejected(reason, detail))
        }
    }

    private func readStretches(
        from first: Int, isExact: Bool, _ body: @escaping (ArchiveOutcome) throws -> Void
    ) throws {
        let size = try OpenFile.reading(path).size()
        let chain = WARCSegmentChain(
            path: path, conversion: conversion, size: size, expected: isExact ? first : nil, body: body)
        let pool = OrderedPool<(Range<Int>, WARCSegment.Result)> { try chain.take($0.1, of: $0.0) }
        for start in stride(from: first, to: size, by: stretch) {
            let segment = WARCSegment(
                path: path, conversion: conversion, range: start..<min(start + stretch, size),
                isExact: isExact && start == first)
            try pool.submit { (segment.range, try segment.read()) }
        }
        try pool.finish()
    }

    /// One core reads, all convert. Records go to the pool in lots, as most are small.
    private func readInOrder(_ body: @escaping (ArchiveOutcome) throws -> Void) throws {
        let conversion = conversion
        let taker = Taker(body)
        let pool = OrderedPool<[ArchiveOutcome]> { try taker.take($0) }
        var lot: [WARCRecord] = []
        var bytes = 0
        func send() throws {
            let records = lot
            lot = []
            bytes = 0
            try pool.submit { try records.map { try conversion.outcome(of: $0) } }
        }
        let reader = try WARCReader(path: path, name: conversion.name, blockLimit: conversion.blockLimit)
        // Where the compression broke: what stands behind may be in members of its own.
        var broken: Int?
        var goesOn = true
        while goesOn {
            do {
                guard let record = try reader.next() else { break }
                bytes += record.block?.count ?? 0
                lot.append(record)
                if bytes > 1 << 20 || lot.count == 1000 { try send() }
            } catch let error as WARCError {
                try send()
                try pool.submit { [conversion.rejected(error.reason, error.detail)] }
                goesOn = error.isText ? try reader.findRecord() : false
                if !goesOn { broken = error.place.stored }
            }
        }
        try send()
        try pool.finish()
        if let broken, GzipMember.isGzip(try OpenFile.reading(path).read(count: 2, at: 0)) {
            try readStretches(from: broken + 1, isExact: false, body)
        }
    }

    /// Called by one thread at a time, though not always the same.
    private final class Taker: @unchecked Sendable {
        private let body: (ArchiveOutcome) throws -> Void

        init(_ body: @escaping (ArchiveOutcome) throws -> Void) { self.body = body }

        func take(_ outcomes: [ArchiveOutcome]) throws { for outcome in outcomes { try body(outcome) } }
    }
}
