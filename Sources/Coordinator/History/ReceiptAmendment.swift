import Glibc
import RecordIO
import Records

/// A receipt made to say what holds today of a partition that is made of the same as ever: the digest of the rules, and
/// what its window lacks. Everything else stays, also members that this version does not know.
enum ReceiptAmendment {
    /// The receipt's bytes with today's rules, gaps and other rules; nil where it cannot be read.
    static func amended(
        _ receipt: [UInt8], rules: String, gaps: [String], otherRules: [String]
    ) -> [UInt8]? {
        guard ReceiptSummary(receipt) != nil, var object = (try? JSONValue(parsing: receipt))?.object else {
            return nil
        }
        object["rules"] = .string(rules)
        object["gaps"] = .strings(gaps)
        object["other_rules"] = .strings(otherRules)
        return Array(JSONValue.object(object).indentedText.utf8)
    }
}

extension Published {
    /// Writes into the receipt what `update` took on. By rename: the old file may stand in another generation too.
    func amendReceipt() throws {
        let place = "\(path)/_meta/receipt.json"
        var status = stat()
        guard stat(place, &status) == 0,
            let bytes = ReceiptAmendment.amended(
                try SystemDisk().read(place), rules: rules, gaps: gaps, otherRules: otherRules)
        else { return }
        try AtomicFile.write(
            bytes, to: place, through: "\(path)/_meta/.receipt.\(getpid())", mode: status.st_mode & 0o777)
    }
}
