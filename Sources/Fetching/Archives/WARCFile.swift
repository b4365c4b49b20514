import RecordIO
import Records
import StageKit

/// One WARC file, read on all cores; what its records come to is handed over in the order of the file.
///
/// A file that is compressed by record is cut into stretches; any other is read by one core and converted by all. Where
/// it breaks off, its whole records stay and one rejection names the place; behind damage in the middle of a file that
/// is compressed by record, reading goes on with the next record. Memory: a few stretches.
struct WARCFile {
    let path: String
    let conversion: WARCConversion
    /// Bytes of one stretch as stored.
    var stretch = 2 << 20

    /// Hands over every outcome, one at a time. Throws where the file cannot be opened or read.
    func forEachOutcome(_ body: @escaping (WARCOutcome) throws -> Void) throws {
        let taker = Taker(file: self, body: body)
        if try isCompressedByRecord() {
            let size = try OpenFile.reading(path).size()
            let pool = OrderedPool<(Range<Int>, WARCSegment.Result)> { try taker.take($0.1, of: $0.0) }
            for start in stride(from: 0, to: size, by: stretch) {
                let segment = WARCSegment(
                    path: path, conversion: conversion, range: start..<min(start + stretch, size),
                    isExact: start == 0)
                try pool.submit { (segment.range, try segment.read()) }
            }
            return try pool.finish()
        }
        try readInOrder(taker)
    }

    private func isCompressedByRecord() throws -> Bool {
        guard GzipMember.isGzip(try OpenFile.reading(path).read(count: 2, at: 0)) else { return false }
        let reader = try WARCReader(path: path, name: conversion.name, blockLimit: 0)
        guard (try? reader.next()) != nil, let place = reader.nextPlace() else { return false }
        return place.text == 0
    }

    /// One core reads, all convert. Records go to the pool in lots, as most are small.
    private func readInOrder(_ taker: Taker) throws {
        let conversion = conversion
        let pool = OrderedPool<[WARCOutcome]> { try taker.take($0) }
        var lot: [WARCRecord] = []
        var bytes = 0
        func send() throws {
            let records = lot
            lot = []
            bytes = 0
            try pool.submit { try records.map { try conversion.outcome(of: $0) } }
        }
        let reader = try WARCReader(path: path, name: conversion.name, blockLimit: conversion.blockLimit)
        do {
            while let record = try reader.next() {
                bytes += record.block?.count ?? 0
                lot.append(record)
                if bytes > 1 << 20 || lot.count == 1000 { try send() }
            }
            try send()
        } catch let error as WARCError {
            try send()
            try pool.submit {
                [
                    .rejected(
                        reason: error.reason, detail: error.detail,
                        record: .object(["url": .string("file:\(conversion.name)")]))
                ]
            }
        }
        try pool.finish()
    }

    /// Takes results in order, one at a time, and holds each stretch against the one before.
    private final class Taker: @unchecked Sendable {
        private let file: WARCFile
        private let body: (WARCOutcome) throws -> Void
        private var expected: Int? = 0

        init(file: WARCFile, body: @escaping (WARCOutcome) throws -> Void) {
            self.file = file
            self.body = body
        }

        func take(_ outcomes: [WARCOutcome]) throws { for outcome in outcomes { try body(outcome) } }

        func take(_ result: WARCSegment.Result, of range: Range<Int>) throws {
            if let expected {
                // A record of an earlier stretch reaches beyond this one.
                if expected >= range.upperBound { return }
                if result.first != expected {
                    let again = WARCSegment(
                        path: file.path, conversion: file.conversion, range: expected..<range.upperBound, isExact: true)
                    return try accept(try again.read())
                }
            }
            try accept(result)
        }

        private func accept(_ result: WARCSegment.Result) throws {
            if result.first != nil { expected = result.end }
            try take(result.outcomes)
        }
    }
}
