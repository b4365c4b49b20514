import Glibc

/// Reads one record of a CSV text (RFC 4180) in one pass over bytes in memory.
struct CSVScanner {
    /// What a scan came to.
    enum Outcome {
        /// A whole record; `content` ends before its line end, `end` after it.
        case record(content: Int, end: Int)
        /// The record breaks a rule.
        case fault(CSVFault)
        /// The bytes end inside the record, and more may come.
        case incomplete
    }

    let separator: UInt8
    let fieldLimit: Int
    let rowLimit: Int
    /// As many columns as a spreadsheet has.
    static let columnLimit = 16_384

    /// Scans the record that begins at `start`; `atEnd` says that no more bytes will come.
    func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, atEnd: Bool, into fields: inout [TableCell]
    ) -> Outcome {
        fields.removeAll(keepingCapacity: true)
        var index = start
        while true {
            let column = fields.count + 1
            if index < bytes.count, bytes[index] == quote {
                index += 1
                let first = index
                var escaped = false
                while true {
                    guard let hit = find(quote, bytes, from: index) else {
                        if bytes.count - first > fieldLimit {
                            return .fault(.fieldTooLong(column: column, limit: fieldLimit))
                        }
                        return atEnd ? .fault(.unclosedQuote(column: column)) : .incomplete
                    }
                    index = hit + 1
                    if index < bytes.count, bytes[index] == quote {
                        escaped = true
                        index += 1
                        continue
                    }
                    break
                }
                // A quote at the very end may be the first half of a doubled one.
                if index == bytes.count, !atEnd { return .incomplete }
                if index - first > fieldLimit { return .fault(.fieldTooLong(column: column, limit: fieldLimit)) }
                fields.append(TableCell(start: first, end: index - 1, escaped: escaped))
            } else {
                let first = index
                while index < bytes.count {
                    let byte = bytes[index]
                    if byte == separator || byte == lineFeed { break }
                    if byte == quote { return .fault(.quoteInsideField(column: column)) }
                    index += 1
                }
                if index - first > fieldLimit { return .fault(.fieldTooLong(column: column, limit: fieldLimit)) }
                if index == bytes.count, !atEnd { return .incomplete }
                var end = index
                let endsLine = index == bytes.count || bytes[index] == lineFeed
                if endsLine, end > first, bytes[end - 1] == carriageReturn { end -= 1 }
                fields.append(TableCell(start: first, end: end, escaped: false))
            }
            if fields.count > Self.columnLimit { return .fault(.tooManyColumns(limit: Self.columnLimit)) }
            if index - start > rowLimit { return .fault(.rowTooLong(limit: rowLimit)) }
            if index == bytes.count { return .record(content: index, end: index) }
            switch bytes[index] {
            case separator: index += 1
            case lineFeed:
                let content = index > start && bytes[index - 1] == carriageReturn ? index - 1 : index
                return .record(content: content, end: index + 1)
            case carriageReturn where index + 1 == bytes.count && !atEnd: return .incomplete
            case carriageReturn where index + 1 == bytes.count: return .record(content: index, end: index + 1)
            case carriageReturn where bytes[index + 1] == lineFeed: return .record(content: index, end: index + 2)
            default: return .fault(.textAfterQuote(column: column))
            }
        }
    }

    /// Where a byte stands next.
    func find(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let hit = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }
}

let quote = UInt8(ascii: "\"")
let lineFeed: UInt8 = 0x0A
let carriageReturn: UInt8 = 0x0D
