import Glibc
import RecordIO
import Records

/// A stretch of a WARC file that is compressed by record, read on its own: all cores work on one file.
///
/// A worker cannot know where the first record of its stretch begins; it looks for the first member that holds one, and
/// the reader of the whole file checks that the stretch before ends just there. At whatever is not a whole record in a
/// member of its own (damage, the end of the file, records across members, one over the limit) the stretch stops and
/// leaves it to `WARCReader`, which knows what to say of it.
struct WARCSegment: Sendable {
    /// What a stretch gave.
    struct Result: Sendable {
        /// Where its first record begins; nil where none does.
        var first: Int?
        /// Where the next record must begin.
        var end: Int?
        /// Where it cannot go on.
        var stop: Int?
        var outcomes: [ArchiveOutcome] = []
    }

    let path: String
    let conversion: any RecordConversion
    let range: Range<Int>
    /// Whether a record begins at the very start, as the stretch before says.
    var isExact = false

    func read() throws -> Result {
        let file = try OpenFile.reading(path)
        var reading = Reading(segment: self, file: file, size: try file.size())
        return try reading.run()
    }

    private struct Reading {
        let segment: WARCSegment
        let file: OpenFile
        let size: Int
        let inflater = GzipInflater()
        var window: [UInt8] = []
        var windowStart = 0
        var result = Result()

        init(segment: WARCSegment, file: OpenFile, size: Int) {
            self.segment = segment
            self.file = file
            self.size = size
        }

        mutating func run() throws -> Result {
            var next: Int? = segment.isExact ? segment.range.lowerBound : try candidate(from: segment.range.lowerBound)
            while let place = next, place < segment.range.upperBound {
                if result.first == nil { result.first = place }
                if let (record, stored) = try record(at: place) {
                    result.outcomes.append(try segment.conversion.outcome(of: record))
                    next = place + stored
                } else {
                    result.stop = place
                    return result
                }
                result.end = next
            }
            return result
        }

        /// The record that fills the member at a place; nil where that is not so.
        private mutating func record(at place: Int) throws -> (record: WARCRecord, stored: Int)? {
            let limit = segment.conversion.blockLimit + WARCRecord.lineLimit
            var wanted = 1
            while true {
                try load(place, count: wanted)
                let offset = place - windowStart
                let found = window.withUnsafeBytes { bytes in
                    inflater.withMember(of: UnsafeRawBufferPointer(rebasing: bytes[offset...]), limit: limit) {
                        text, stored in
                        (
                            WARCRecord(
                                whole: text, at: StoredPlace(stored: place), blockLimit: segment.conversion.blockLimit),
                            stored
                        )
                    }
                }
                if let (record, stored) = found { return record.map { ($0, stored) } }
                // It may only be that not all of the member is at hand.
                guard windowStart + window.count < size, wanted < limit else { return nil }
                wanted = max(1 << 20, (windowStart + window.count - place) * 4)
            }
        }

        /// The first place in the stretch where a member begins with a record.
        private mutating func candidate(from start: Int) throws -> Int? {
            var place = start
            while place < min(segment.range.upperBound, size) {
                try load(place, count: 64 << 10)
                guard let hit = window.withUnsafeBytes({ Self.memberStart(in: $0, from: place - windowStart) }) else {
                    place = max(place + 1, windowStart + window.count - 3)
                    continue
                }
                place = windowStart + hit
                guard place < segment.range.upperBound else { return nil }
                if try beginsRecord(at: place) { return place }
                place += 1
            }
            return nil
        }

        /// The first byte from which on a gzip header may stand.
        private static func memberStart(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
            guard start < bytes.count - 3 else { return nil }
            return (start..<bytes.count - 3).first {
                bytes[$0] == 0x1F && bytes[$0 + 1] == 0x8B && bytes[$0 + 2] == 8 && bytes[$0 + 3] & 0xE0 == 0
            }
        }

        private func beginsRecord(at place: Int) throws -> Bool {
            let atHand = window.withUnsafeBytes { bytes in
                inflater.withMember(
                    of: UnsafeRawBufferPointer(rebasing: bytes[(place - windowStart)...]), limit: 1 << 20
                ) { text, _ in text.starts(with: WARCRecord.versionStart) }
            }
            if let atHand { return atHand }
            // One that is large, or damaged behind its beginning.
            guard let bytes = try? StoredBytes(path: segment.path, from: place),
                let line = try? bytes.line(limit: 64)
            else { return false }
            return line.starts(with: WARCRecord.versionStart)
        }

        /// Makes sure that so many bytes from a place on are at hand, as far as the file has them.
        private mutating func load(_ place: Int, count: Int) throws {
            let end = min(place + count, size)
            if place >= windowStart, end <= windowStart + window.count { return }
            windowStart = place
            // Most of the last record, too, whose member may reach beyond the stretch.
            window = try file.read(
                count: max(count, min(4 << 20, max(0, segment.range.upperBound - place)) + 64 << 10), at: place)
        }
    }
}
