/// Why a row of a CSV file is not one (RFC 4180), in the order in which a reader meets it.
public enum CSVFault: Sendable, Equatable, CustomStringConvertible {
    /// A quote stands inside a field that does not begin with one.
    case quoteInsideField(column: Int)
    /// Something other than a separator or a line end follows a closing quote.
    case textAfterQuote(column: Int)
    /// The file ends inside a quoted field.
    case unclosedQuote(column: Int)
    /// The row has more or fewer fields than the header.
    case columns(found: Int, expected: Int)
    /// The row has more fields than any table.
    case tooManyColumns(limit: Int)
    /// A field is longer than the limit.
    case fieldTooLong(column: Int, limit: Int)
    /// The fields together are longer than the limit.
    case rowTooLong(limit: Int)

    /// The column that it is about, from 1; nil where it is about the whole row.
    public var column: Int? {
        switch self {
        case .quoteInsideField(let column), .textAfterQuote(let column), .unclosedQuote(let column): column
        case .fieldTooLong(let column, _): column
        case .columns, .tooManyColumns, .rowTooLong: nil
        }
    }

    /// What an operator should know; columns count from 1.
    public var description: String {
        switch self {
        case .quoteInsideField(let column):
            "a quote inside the unquoted field \(column); quote the whole field and double the quotes in it"
        case .textAfterQuote(let column):
            "text after the closing quote of field \(column); a quote is missing, or one in the text is not doubled"
        case .unclosedQuote(let column): "the quote that opens field \(column) is never closed"
        case .columns(let found, let expected): "\(found) columns, but the header has \(expected)"
        case .tooManyColumns(let limit): "more than \(limit) columns"
        case .fieldTooLong(let column, let limit):
            "field \(column) is longer than \(limit) bytes; perhaps its closing quote is missing"
        case .rowTooLong(let limit): "the row is longer than \(limit) bytes"
        }
    }
}

/// A stretch of a CSV file that is no row: from the first line that could not be read to the one where rows go on.
public struct CSVBadRow: Sendable, Equatable {
    /// The number of the row, counted with the good ones: the first below the header is 1.
    public var number: Int
    /// The line of the file on which it begins; the first is 1.
    public var line: Int
    /// How many lines were passed over.
    public var lines: Int
    /// Where it begins in the file as stored, in bytes.
    public var offset: Int
    /// How many stored bytes were passed over.
    public var length: Int
    /// What is wrong with it.
    public var fault: CSVFault
    /// How it begins: at most 4 KiB, as UTF-8.
    public var head: String
    /// Whether the file ends with it, without a line end: it was most likely cut off.
    public var breaksOff = false
}

/// A CSV file without a header that could be read: nothing below it can be.
public enum CSVHeaderError: Error, Equatable, CustomStringConvertible {
    /// There is no line with text in it.
    case empty
    /// The header line is broken.
    case broken(line: Int, CSVFault)

    /// What an operator should know.
    public var description: String {
        switch self {
        case .empty: "no header line: the file is empty"
        case .broken(let line, let fault): "line \(line), the header: \(fault)"
        }
    }
}
