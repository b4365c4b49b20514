import Records

/// Takes what stretches of a file gave, in order and one at a time, holds each against the one before, and reads what a
/// stretch could not, record by record in constant memory.
final class WARCSegmentChain: @unchecked Sendable {
    private let path: String
    private let conversion: any RecordConversion
    private let size: Int
    private let body: (ArchiveOutcome) throws -> Void
    /// Where the next record must begin; nil where nobody knows, after damage.
    private var expected: Int?

    init(
        path: String, conversion: any RecordConversion, size: Int, expected: Int?,
        body: @escaping (ArchiveOutcome) throws -> Void
    ) {
        self.path = path
        self.conversion = conversion
        self.size = size
        self.expected = expected
        self.body = body
    }

    func take(_ result: WARCSegment.Result, of range: Range<Int>) throws {
        // A record of an earlier stretch reaches beyond this one.
        if let expected, expected >= range.upperBound { return }
        var result = result
        if let expected, result.first != expected { result = try read(expected..<range.upperBound, isExact: true) }
        while true {
            for outcome in result.outcomes { try body(outcome) }
            if result.first != nil { expected = result.end }
            guard let stop = result.stop else { return }
            expected = try readSlowly(at: stop)
            let start = expected ?? stop + 1
            guard start < range.upperBound else { return }
            result = try read(start..<range.upperBound, isExact: expected != nil)
        }
    }

    private func read(_ range: Range<Int>, isExact: Bool) throws -> WARCSegment.Result {
        try WARCSegment(path: path, conversion: conversion, range: range, isExact: isExact).read()
    }

    /// Reads until a record ends where its member does; says where that is, and nil after damage.
    private func readSlowly(at place: Int) throws -> Int? {
        do {
            let reader = try WARCReader(
                path: path, name: conversion.name, blockLimit: conversion.blockLimit, from: place)
            while let record = try reader.next() {
                try body(conversion.outcome(of: record))
                if let end = reader.memberEnd { return end }
            }
            return size
        } catch let error as WARCError {
            try body(conversion.rejected(error.reason, error.detail))
            return nil
        }
    }
}
