/// Reads a CSV file (RFC 4180) chunk by chunk: strict about quotes and columns, and never silent about a row.
///
/// The first line with text names the columns; the separator (`,`, `;` or a tab) is the one that stands most often in
/// it, or what a line `sep=;` before it says. UTF-8 and UTF-16 with or without a byte order mark; other bytes are handed
/// over as they are. Lines end with LF or CRLF; empty lines are no rows.
///
/// A row that breaks a rule is handed over as `bad`, and reading goes on at the next line that is a whole row by itself,
/// so that one open quote does not swallow the rest of the file. Memory is bounded by the longest row allowed; time is
/// linear in the file. Some 500 MB/s of short rows.
///
///     var reader = CSVReader()
///     try reader.read(bytes) { event in ... }
///     try reader.finish { event in ... }
public struct CSVReader {
    /// What a file holds, in its order.
    public enum Event {
        /// A whole row.
        case row(TextRow)
        /// A stretch that is none.
        case bad(CSVBadRow)
    }

    /// The most bytes of a field.
    public static let fieldLimit = 1 << 20
    /// The most bytes of a row.
    public static let rowLimit = 4 << 20

    /// The names of the columns, once the first line is read.
    public private(set) var header: TableHeader?

    private var separator: UInt8?
    private let fieldLimit: Int
    private let rowLimit: Int
    private var encoding: CSVEncoding?
    private var undecided: [UInt8] = []

    private var buffer: [UInt8] = []
    /// Where the next record begins in `buffer`, and in the file.
    private var head = 0
    private var offset = 0
    private var line = 1
    private var number = 1
    /// A scan of fewer bytes than this would end as the last one did: inside the record.
    private var worthScanning = 0
    private var bad: Bad?
    private var fields: [TableCell] = []

    /// The stretch that is being passed over.
    private struct Bad {
        var row: CSVBadRow
        /// Whether the rest of a line is still to be passed over.
        var insideLine: Bool
        /// Bytes of `buffer` from `head` on that belong to a row with good quotes: at its end a new row begins.
        var rest: Int?
    }

    /// A reader; limits are in bytes. A separator given here counts more than the header line.
    public init(separator: UInt8? = nil, fieldLimit: Int = Self.fieldLimit, rowLimit: Int = Self.rowLimit) {
        self.separator = separator
        self.fieldLimit = fieldLimit
        self.rowLimit = rowLimit
    }

    /// Takes the next bytes of the file and hands over the rows that they complete.
    public mutating func read(_ chunk: ArraySlice<UInt8>, _ body: (Event) throws -> Void) throws {
        take(chunk)
        try scan(atEnd: false, body)
    }

    /// Takes the next bytes of the file and hands over the rows that they complete.
    public mutating func read(_ chunk: [UInt8], _ body: (Event) throws -> Void) throws { try read(chunk[...], body) }

    /// Says that the file ends, and hands over what is left.
    public mutating func finish(_ body: (Event) throws -> Void) throws {
        if encoding == nil { start(undecided) }
        encoding?.finish(into: &buffer)
        let breaksOff = buffer.last.map { $0 != lineFeed } ?? false
        try scan(atEnd: true, body)
        bad?.row.breaksOff = breaksOff
        try endBad(body)
        if header == nil { throw CSVHeaderError.empty }
    }

    /// Reads a whole file that is in memory, in chunks, so that it costs little more memory.
    public static func read(
        _ bytes: [UInt8], separator: UInt8? = nil, _ body: (Event, TableHeader) throws -> Void
    ) throws -> TableHeader {
        var reader = CSVReader(separator: separator)
        func forward(_ events: [Event]) throws {
            guard let header = reader.header else { return }
            for event in events { try body(event, header) }
        }
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 256 << 10)
            var events: [Event] = []
            try reader.read(bytes[start..<end]) { events.append($0) }
            try forward(events)
            start = end
        }
        var events: [Event] = []
        try reader.finish { events.append($0) }
        try forward(events)
        guard let header = reader.header else { throw CSVHeaderError.empty }
        return header
    }

    // MARK: Bytes

    private mutating func take(_ chunk: ArraySlice<UInt8>) {
        guard encoding != nil else {
            undecided += chunk
            if undecided.count >= CSVEncoding.headLength { start(undecided) }
            return
        }
        if head > 0 {
            buffer.removeFirst(head)
            worthScanning = max(0, worthScanning - head)
            head = 0
        }
        encoding?.decode(chunk, into: &buffer)
    }

    private mutating func start(_ bytes: [UInt8]) {
        var encoding = CSVEncoding(head: bytes)
        offset = encoding.markLength
        encoding.decode(bytes[min(encoding.markLength, bytes.count)...], into: &buffer)
        self.encoding = encoding
        undecided = []
    }

    // MARK: Rows

    private mutating func scan(atEnd: Bool, _ body: (Event) throws -> Void) throws {
        while head < buffer.count {
            if bad?.insideLine == true {
                passLine()
                continue
            }
            if let rest = bad?.rest, rest <= 0 { try endBad(body) }
            if passEmptyLine() { continue }
            guard atEnd || buffer.count >= worthScanning else { return }
            if header == nil {
                guard try readHeader(atEnd: atEnd) else { return }
                continue
            }
            switch scanRecord(separator: separator ?? UInt8(ascii: ","), atEnd: atEnd) {
            case .incomplete:
                // Twice as many bytes before the next try keep the time linear.
                worthScanning = head + (buffer.count - head) * 2
                return
            case .record(let content, let end): try settle(content: content, end: end, body)
            case .fault(let fault):
                openBad(fault)
                passLine()
            }
        }
    }

    private mutating func scanRecord(separator: UInt8, atEnd: Bool) -> CSVScanner.Outcome {
        let scanner = CSVScanner(separator: separator, fieldLimit: fieldLimit, rowLimit: rowLimit)
        var found = fields
        fields = []
        defer { fields = found }
        let start = head
        return buffer.withUnsafeBufferPointer { scanner.scan($0, from: start, atEnd: atEnd, into: &found) }
    }

    private mutating func settle(content: Int, end: Int, _ body: (Event) throws -> Void) throws {
        let expected = header?.names.count ?? 0
        guard fields.count == expected else {
            // Inside a broken stretch a line with other columns is most likely a piece of the broken row.
            if bad != nil { return passLine() }
            openBad(.columns(found: fields.count, expected: expected))
            bad?.rest = end - head
            passLine()
            // The last row of the file waits for `finish`, which says whether it is whole.
            if head < buffer.count, let rest = bad?.rest, rest <= 0 { try endBad(body) }
            return
        }
        try endBad(body)
        let row = scannedRow(number: number, content: content, end: end)
        number += 1
        advance(to: end)
        try body(.row(row))
    }

    /// The record that was scanned last, as a row by itself.
    private func scannedRow(number: Int, content: Int, end: Int) -> TextRow {
        TextRow(
            number: number, line: line, offset: offset, length: storedLength(head..<end),
            bytes: Array(buffer[head..<content]),
            fields: fields.map { TableCell(start: $0.start - head, end: $0.end - head, escaped: $0.escaped) })
    }

    private mutating func readHeader(atEnd: Bool) throws -> Bool {
        guard let lineEnd = endOfLine() ?? (atEnd ? buffer.count : nil) else {
            guard buffer.count - head > rowLimit else { return false }
            throw CSVHeaderError.broken(line: line, .rowTooLong(limit: rowLimit))
        }
        var text = Array(buffer[head..<lineEnd])
        while text.last == lineFeed || text.last == carriageReturn { text.removeLast() }
        if separator == nil, let declared = CSVSeparator.declared(text) {
            separator = declared
            advance(to: lineEnd)
            return true
        }
        let chosen = separator ?? CSVSeparator.of(header: text)
        let outcome = scanRecord(separator: chosen, atEnd: atEnd)
        switch outcome {
        case .incomplete: return false
        case .fault(let fault): throw CSVHeaderError.broken(line: line, fault)
        case .record(let content, let end):
            header = TableHeader(scannedRow(number: 0, content: content, end: end))
            separator = chosen
            advance(to: end)
            return true
        }
    }

    // MARK: Stretches that are no rows

    private mutating func openBad(_ fault: CSVFault) {
        guard bad == nil else { return }
        let end = min(endOfLine() ?? buffer.count, head + 4096)
        let row = CSVBadRow(
            number: number, line: line, lines: 0, offset: offset, length: 0, fault: fault,
            head: String(decoding: buffer[head..<end], as: UTF8.self).trimmedLineEnd)
        bad = Bad(row: row, insideLine: false, rest: nil)
        number += 1
    }

    private mutating func endBad(_ body: (Event) throws -> Void) throws {
        guard let ended = bad else { return }
        bad = nil
        try body(.bad(ended.row))
    }

    /// Goes past the rest of the line at `head`; what lies behind the buffer is passed over when it comes.
    private mutating func passLine() {
        guard var passing = bad else { return }
        let end = endOfLine()
        let next = end ?? buffer.count
        passing.row.length += storedLength(head..<next)
        if !passing.insideLine { passing.row.lines += 1 }
        passing.insideLine = end == nil
        passing.rest = passing.rest.map { $0 - (next - head) }
        bad = passing
        advance(to: next)
    }

    private mutating func passEmptyLine() -> Bool {
        var end = head
        if end < buffer.count, buffer[end] == carriageReturn { end += 1 }
        guard end < buffer.count, buffer[end] == lineFeed else { return false }
        if bad != nil {
            passLine()
        } else {
            advance(to: end + 1)
        }
        return true
    }

    // MARK: Places

    /// The place after the next line feed.
    private func endOfLine() -> Int? {
        let scanner = CSVScanner(separator: 0, fieldLimit: 0, rowLimit: 0)
        return buffer.withUnsafeBufferPointer { scanner.find(lineFeed, $0, from: head) }.map { $0 + 1 }
    }

    private func storedLength(_ range: Range<Int>) -> Int { encoding?.storedLength(buffer[range]) ?? range.count }

    private mutating func advance(to end: Int) {
        offset += storedLength(head..<end)
        line += buffer[head..<end].withUnsafeBufferPointer { bytes in
            var count = 0
            for byte in bytes where byte == lineFeed { count &+= 1 }
            return count
        }
        head = end
        worthScanning = 0
    }
}

extension String {
    fileprivate var trimmedLineEnd: String {
        var text = self
        while let last = text.unicodeScalars.last, last == "\n" || last == "\r" { text.unicodeScalars.removeLast() }
        return text
    }
}
