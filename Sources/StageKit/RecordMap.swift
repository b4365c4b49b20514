import RecordIO
import Records

/// What became of one record that was read.
public enum Disposition: Sendable {
    /// It had its part in the result.
    case used
    /// It was refused: a short code, and what an operator should know.
    case rejected(String, String)
    /// It only repeats another.
    case merged
}

extension StageRun {
    /// Reads every record of the inputs on all cores, and writes what the transform makes of it, in order, to one part.
    ///
    /// A line that is no JSON object, or is too long, is a rejection; so is the end of a file from outside that breaks
    /// off. A truncated or damaged part of an earlier stage throws. Memory is bounded by a few pieces of 1 MiB, whatever one
    /// record comes to where the transform leaves it for `later`. The same inputs give the same bytes.
    public func mapRecords(
        to name: String = "part.jsonl.gz",
        _ transform: @escaping @Sendable (Record, inout Emission) throws -> Disposition
    ) throws {
        let output = Output(writer: try part(name))
        let pool = OrderedPool<Tally> { try self.enter($0, writing: output) }
        for dataset in inputs {
            for path in dataset.parts {
                let foreign = ForeignInput(path, of: dataset)
                do {
                    try PartReader(path: path).forEachPiece { piece in
                        try pool.submit {
                            do {
                                return try self.batch(piece, transform)
                            } catch {
                                return try self.broken(foreign, error)
                            }
                        }
                    }
                } catch {
                    let tally = try broken(foreign, error)
                    try pool.submit { tally }
                }
            }
        }
        try pool.finish()
        try output.writer.finish()
    }

    /// Reads every record of some datasets in order on this thread, for stages that need all of them at once.
    public func forEachRecord(in datasets: [Dataset]? = nil, _ body: (Record) throws -> Disposition) throws {
        for dataset in datasets ?? inputs {
            for path in dataset.parts {
                do {
                    try PartReader(path: path).forEachPiece { piece in
                        var tally = Tally()
                        try self.forEachRecord(of: piece, &tally) { record, tally in
                            self.settle(try body(record), record, &tally)
                        }
                        try self.enter(tally)
                    }
                } catch {
                    try enter(broken(ForeignInput(path, of: dataset), error))
                }
            }
        }
    }

    private func enter(_ tally: Tally) throws {
        for rejection in tally.rejections { try reject(rejection) }
        count { $0.add(tally.account) }
    }

    /// Enters a tally and writes its lines; what was left for later is done here, when it is its turn.
    private func enter(_ tally: Tally, writing output: Output) throws {
        try enter(tally)
        for stretch in tally.stretches {
            switch stretch {
            case .lines(let lines): try output.writer.append(lines: lines)
            case .later(let work):
                let pool = OrderedPool<Tally> { try self.enter($0, writing: output) }
                let result = Result {
                    try work(
                        LaterEmission { piece in
                            try pool.submit {
                                var emission = Emission()
                                try piece(&emission)
                                var tally = Tally()
                                tally.take(&emission, of: self.stage)
                                tally.close(emission)
                                return tally
                            }
                        })
                }
                try pool.finish()
                try result.get()
            }
        }
    }

    /// One rejection for what cannot be read of a file from outside; any other error goes on.
    private func broken(_ foreign: ForeignInput?, _ error: any Error) throws -> Tally {
        guard let (reason, detail) = foreign?.rejection(error) else { throw error }
        var tally = Tally()
        tally.account.input = 1
        tally.rejections = [Rejection(reason: reason, detail: detail, stage: stage)]
        return tally
    }

    /// The writer, used by one thread at a time.
    private final class Output: @unchecked Sendable {
        let writer: PartWriter
        init(writer: PartWriter) { self.writer = writer }
    }

    /// What became of the records of one piece.
    private struct Tally: Sendable {
        var account = StageAccount()
        var rejections: [Rejection] = []
        var stretches: [Emission.Stretch] = []

        /// Takes the parts that were refused.
        mutating func take(_ emission: inout Emission, of stage: String) {
            for part in emission.partRejections {
                rejections.append(
                    Rejection(reason: part.reason, detail: part.detail, stage: stage, of: part.of, record: part.record))
            }
            emission.partRejections.removeAll(keepingCapacity: true)
        }

        /// Takes the lines, once there are no more.
        mutating func close(_ emission: Emission) {
            account.output = emission.count
            stretches = emission.stretches
        }
    }

    private func batch(
        _ piece: PartReader.Piece, _ transform: (Record, inout Emission) throws -> Disposition
    ) throws -> Tally {
        var tally = Tally()
        var emission = Emission()
        try forEachRecord(of: piece, &tally) { record, tally in
            settle(try transform(record, &emission), record, &tally)
            tally.take(&emission, of: stage)
        }
        tally.close(emission)
        return tally
    }

    private func settle(_ disposition: Disposition, _ record: Record, _ tally: inout Tally) {
        switch disposition {
        case .used: tally.account.used += 1
        case .merged: tally.account.merged += 1
        case .rejected(let reason, let detail):
            tally.rejections.append(
                Rejection(reason: reason, detail: detail, stage: stage, record: .object(record.object)))
        }
    }

    private func forEachRecord(
        of piece: PartReader.Piece, _ tally: inout Tally, _ body: (Record, inout Tally) throws -> Void
    ) throws {
        if let length = piece.oversizedLine {
            tally.account.input += 1
            let detail = "a line of \(length) bytes; the limit is \(GzipMember.lineLimit)"
            tally.rejections.append(Rejection(reason: "line_too_long", detail: detail, stage: stage))
            return
        }
        try forEachLineRange(piece.text()) { line in
            tally.account.input += 1
            let record: Record
            do {
                record = try Record(line: line)
            } catch {
                let kept = JSONValue.string(String(decoding: line.prefix(65_536), as: UTF8.self))
                tally.rejections.append(Rejection(reason: "not_json", detail: "\(error)", stage: stage, record: kept))
                return
            }
            try body(record, &tally)
        }
    }
}
