import Dispatch
import Glibc
import RecordIO

/// Writes the records of parts as plain JSON Lines into a pipe, for filters.
enum FilterFeed {
    /// Feeds on a thread of its own, closes the descriptor and then calls back: nil where everything was written or the
    /// reader wanted no more, else why not.
    static func start(_ parts: [String], into descriptor: Int32, _ done: @escaping @Sendable (String?) -> Void) {
        DispatchQueue(label: "serap.filter").async {
            var failure: String?
            do {
                for part in parts where try !feed(part, into: descriptor) { break }
            } catch {
                failure = "\(error)"
            }
            close(descriptor)
            done(failure)
        }
    }

    /// Feeds one part; false where the reader has closed its end.
    private static func feed(_ part: String, into descriptor: Int32) throws -> Bool {
        struct ReaderGone: Error {}
        do {
            try PartReader(path: part).forEachPiece { piece in
                if let length = piece.oversizedLine {
                    throw RecordIOError.damaged(file: part, offset: piece.offset, what: "a line of \(length) bytes")
                }
                var text = try piece.text()
                if let last = text.last, last != 0x0A { text.append(0x0A) }
                guard write(text, to: descriptor) else { throw ReaderGone() }
            }
            return true
        } catch is ReaderGone {
            return false
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let put = Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                if put < 0 && errno == EINTR { continue }
                guard put > 0 else { return false }
                done += put
            }
            return true
        }
    }
}
