import RecordIO
import Records

/// Turns the JSON Lines of another tool into captures, line by line.
///
/// A page that a line holds is the text that the tool decoded: its capture says that it is UTF-8, whatever the page says
/// of itself. A text without its page becomes the least page that says the same.
struct LineConversion {
    /// The file's name below the folder.
    let name: String
    let mapping: LineMapping
    /// When the file was written, the moment of lines that say none.
    let moment: Instant
    let limits: FetchLimits
    let filter: ArchiveFilter
    let register: SourceRegister
    /// The source of all of it, where the parameter says so.
    let source: String?
    let captured: CapturedBodies
    let filesDirectory: String

    /// Hands over what each line of a file comes to; where the file breaks off, one rejection.
    func forEachOutcome(path: String, _ body: (ArchiveOutcome) throws -> Void) throws {
        var number = 0
        do {
            try PartReader(path: path).forEachPiece { piece in
                if let length = piece.oversizedLine {
                    number += 1
                    return try body(rejected("jsonl_too_long", "\(length) bytes", number, .null))
                }
                let text = try piece.text()
                let lines = text[..<(text.last == 0x0A ? text.count - 1 : text.count)]
                for line in lines.split(separator: 0x0A, omittingEmptySubsequences: false) {
                    number += 1
                    if line.contains(where: { $0 > 0x20 }) { try body(outcome(of: line, number)) }
                }
            }
        } catch let error as RecordIOError {
            switch error {
            case .truncated(_, let offset):
                try body(
                    .rejected(
                        reason: "jsonl_truncated", detail: "\(name): the file ends inside byte \(offset) as stored",
                        record: record))
            case .damaged(_, let offset, let what):
                try body(
                    .rejected(
                        reason: "jsonl_damaged", detail: "\(name): \(what), at byte \(offset) as stored", record: record
                    ))
            case .system, .noSuchInput: throw error
            }
        }
    }

    private var record: JSONValue { .object(["url": .string("file:\(name)")]) }

    private func outcome(of line: ArraySlice<UInt8>, _ number: Int) throws -> ArchiveOutcome {
        let record: Record
        do {
            record = try Record(line: line)
        } catch {
            return rejected(
                "jsonl_not_json", "\(error)", number, .string(String(decoding: line.prefix(200), as: UTF8.self)))
        }
        let address = LineMapping.value(record, mapping.url)
        guard let url = address?.string, URLParts(url) != nil else {
            return rejected(
                "jsonl_no_url", "'\(mapping.url)' is \(shown(address)), not an http or https URL", number,
                .object(record.object))
        }
        var answer = Answer(finalURL: url, fetchedAt: moment)
        if let field = mapping.fetchedAt, let value = LineMapping.value(record, field), !value.isNull {
            guard let instant = ForeignInstant.read(value) else {
                return rejected(
                    "jsonl_no_date", "'\(field)' is \(shown(value)), not a moment", number, .object(record.object))
            }
            answer.fetchedAt = instant
        }
        guard filter.admits(url: url, at: answer.fetchedAt) else { return .filtered }
        if let field = mapping.status, let value = LineMapping.value(record, field), !value.isNull {
            guard let status = value.int ?? value.string.flatMap({ Int($0) }), (100...999).contains(status) else {
                return rejected(
                    "jsonl_no_status", "'\(field)' is \(shown(value)), no HTTP status", number, .object(record.object))
            }
            answer.status = status
        }
        answer.headers.add("content-type", "text/html; charset=utf-8")
        let (field, page) = page(record)
        guard let page else {
            return rejected("jsonl_no_body", "'\(field)' holds no text", number, .object(record.object))
        }
        if page.count > limits.body {
            answer.failure = .tooLarge(limit: limits.body)
        } else {
            answer.settle(try BodyCollector.body(page, directory: filesDirectory, name: "line-\(number)"))
        }
        return capture(answer, url, record, number)
    }

    private func capture(_ answer: Answer, _ url: String, _ record: Record, _ number: Int) -> ArchiveOutcome {
        let named = mapping.source.flatMap { LineMapping.value(record, $0)?.string }.flatMap { $0.isEmpty ? nil : $0 }
        let code = source ?? named ?? register.code(ofURL: url) ?? FolderSelection.archive
        let capture = Capture(answer, url: url, source: code, via: ["file": .string(name), "line": .int(number)])
        guard !captured.contains(capture) else { return .known(source: code, failure: answer.failure) }
        var line: [UInt8] = []
        capture.record.write(to: &line)
        line.append(0x0A)
        return .capture(source: code, key: CaptureKey(capture.id ?? ""), line: line, failure: answer.failure)
    }

    private func page(_ record: Record) -> (field: String, bytes: [UInt8]?) {
        func text(_ field: String?) -> String? {
            guard let text = field.flatMap({ LineMapping.value(record, $0) })?.string, !text.isEmpty else { return nil }
            return text
        }
        switch mapping.body {
        case .html(let field): return (field, text(field).map { Array($0.utf8) })
        case .text(let field, let title, let published):
            return (field, text(field).map { TextPage.bytes($0, title: text(title), published: text(published)) })
        }
    }

    private func shown(_ value: JSONValue?) -> String {
        guard let value else { return "not there" }
        let text = value.text
        return text.utf8.count > 80 ? "\(text.prefix(80))…" : text
    }

    private func rejected(_ reason: String, _ what: String, _ number: Int, _ record: JSONValue) -> ArchiveOutcome {
        .rejected(reason: reason, detail: "\(name):\(number): \(what)", record: record)
    }
}
