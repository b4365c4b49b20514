import Pack
import RecordIO
import Records
import StageKit

/// All that a report is written from: tables, items, accounts, vocabulary, letterhead.
struct ReportInput {
    var tables: [String: [ReportRow]] = [:]
    var items: [String: ReportItem] = [:]
    var accounts: [TaskAccount] = []
    var vocabulary = Vocabulary()
    var letterhead = Letterhead()
    /// Whether the stage was given accounts; by hand it is not.
    var hasAccounts = false

    /// The names of the tables in byte order.
    var tableNames: [String] { tables.keys.sorted() }

    init() {}

    /// Reads the parts of aggregate, each for what its name says, and the accounts.
    init(_ run: StageRun, vocabulary: Vocabulary, letterhead: Letterhead) throws {
        self.vocabulary = vocabulary
        self.letterhead = letterhead
        for path in run.inputs.flatMap(\.parts) {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            try run.forEachRecord(in: [Dataset(path: path)]) { record in add(record, from: name) }
        }
        if let path = run.accounts {
            hasAccounts = true
            try PartReader(path: path).forEachLine { line in
                guard let account = (try? Record(line: line)).flatMap(TaskAccount.init) else { return }
                accounts.append(account)
            }
        }
    }

    /// Takes a record from a part of that name.
    mutating func add(_ record: Record, from part: String) -> Disposition {
        if part.hasPrefix("table-") {
            let row = ReportRow(object: record.object)
            guard !row.table.isEmpty, !row.code.isEmpty else {
                return .rejected("no_row", "a line of a table must have 'table' and 'row'")
            }
            tables[row.table, default: []].append(row)
            return .used
        }
        let item = Item(record)
        guard let id = item.id, !id.isEmpty else { return .rejected("no_id", "the item has no 'id'") }
        let short = part.hasPrefix("earlier")
        if let known = items[id] {
            if known.short && !short { items[id] = ReportItem(item, id: id, short: false) }
            return .merged
        }
        items[id] = ReportItem(item, id: id, short: short)
        return .used
    }

    func rows(_ table: String) -> [ReportRow] { tables[table] ?? [] }
    func row(_ table: String, _ code: String) -> ReportRow? { rows(table).first { $0.code == code } }

    /// The facts of the period.
    var period: ReportRow { rows("period").first ?? ReportRow(object: [:]) }
    /// The run key.
    var key: String { period.text("key") ?? "" }
    /// The clock of the district.
    var zone: Zone { vocabulary.zone ?? .utc }
    /// The keys of the window that were made with other rules than this one.
    var otherRules: Set<String> { Set(accounts.flatMap(\.otherRules)) }
    /// How many items are counted as new.
    var counted: Int { row("totals", "items")?.count("count") ?? 0 }
    var smallNumbers: SmallNumbers { SmallNumbers(items: counted) }

    /// The name of the district in full.
    var district: String {
        let code = period.text("district") ?? vocabulary.district
        guard let region = vocabulary.regions.first(where: { $0.code == code }) else { return "" }
        let level = Words.title(region.level.rawValue)
        return region.name.hasPrefix(level) ? region.name : region.fullName
    }

    func issueName(_ code: String) -> String { vocabulary.issues.first { $0.code == code }?.name ?? Words.title(code) }
    func sourceName(_ code: String) -> String { vocabulary.sources.first { $0.code == code }?.name ?? code }
    func placeName(_ code: String) -> String { vocabulary.regions.first { $0.code == code }?.fullName ?? code }

    /// The agency's name in full, or short for tables.
    func agencyName(_ code: String, short: Bool = false) -> String {
        guard let agency = vocabulary.agencies.first(where: { $0.code == code }) else { return code.uppercased() }
        return short ? agency.shortName : agency.name
    }

    /// What is not there, in words; empty for a whole report.
    var missing: [String] {
        var result: [String] = []
        for account in accounts where !account.complete {
            let whole = account.partition.isEmpty || account.partition == "all"
            let name = "Tahap \(account.stage)" + (whole ? "" : ", bagian \(account.partition)")
            result.append(
                account.missing.isEmpty
                    ? "\(name): \(Words.of(account.state))"
                    : "\(name): tanpa \(account.missing.joined(separator: ", "))")
        }
        return result
    }
}
