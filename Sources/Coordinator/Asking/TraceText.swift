import Records

extension ItemTrace {
    /// The trace in words, the last stage first, the bytes last.
    var text: String {
        var lines = ["\(id) in key \(key)\(title.map { ": \(RecordChanges.plain($0))" } ?? "")"]
        for (index, version) in versions.enumerated() {
            if versions.count > 1 {
                let merged = fold.map { "merged into it by \($0)" } ?? "another record of this id"
                lines += ["", "record \(index + 1) of \(versions.count)" + (index == 0 ? "" : ", \(merged)")]
            }
            lines += Self.lines(version, indent: "", showsRaw: showsRaw)
        }
        if !earlier.isEmpty {
            lines += ["", "records of this id in earlier keys, trace each with --key:"]
            lines += earlier.map { "  \($0.key) \($0.place.text)" }
        }
        if !damaged.isEmpty {
            lines += ["", "could not be read, so that something may be hidden in it:"] + damaged.map { "  \($0)" }
        }
        let bad = versions.reduce(0) { $0 + $1.badChecks } + damaged.count
        lines += [
            "", bad == 0 ? "everything is as recorded" : "NOT as recorded: \(bad) place\(bad == 1 ? "" : "s") above",
        ]
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(_ version: Version, indent: String, showsRaw: Bool) -> [String] {
        var lines: [String] = []
        for step in version.steps {
            lines += ["", "\(indent)\(step.place.text): \(step.check.text)"]
            lines += step.changes.lines(showingValues: step.isShown).map { "\(indent)  \($0)" }
            for file in step.evidence.files {
                let rules = file.rules.joined(separator: ", ")
                lines.append("\(indent)  by \(file.fact.path) \(file.fact.sha256?.prefix(12) ?? "absent"): \(rules)")
            }
            if let receipt = step.receipt { lines.append("\(indent)  made by \(maker(receipt))") }
        }
        if let origin = version.origin { lines += self.lines(origin, indent: indent) }
        for via in version.via {
            lines += ["", "\(indent)  the entry that led to it:"]
            lines += self.lines(via, indent: indent + "  ", showsRaw: showsRaw)
        }
        return lines
    }

    /// `serap-classify 8f9be904918c, rules 0991c4201d5a, run 20230815T160500Z-demo-2023-08-15`.
    private static func maker(_ receipt: Receipt) -> String {
        let words = receipt.material.command.map { fact in
            RecordChanges.short(.string(fact.word)).dropFirst().dropLast()
                + (fact.sha256.map { " \($0.prefix(12))" } ?? "")
        }
        return "\(words.joined(separator: " ")), rules \(receipt.rules.prefix(12)), run \(receipt.run)"
    }

    private static func lines(_ origin: Origin, indent: String) -> [String] {
        guard let place = origin.place else {
            return ["", "\(indent)capture \(origin.capture): \(origin.partCheck.text)"]
        }
        var lines = ["", "\(indent)capture \(origin.capture), \(place.text): \(origin.partCheck.text)"]
        let url = origin.facts["url"]?.string ?? "no address"
        lines.append("\(indent)  \(RecordChanges.plain(url))")
        if let final = origin.facts["final_url"]?.string {
            lines.append("\(indent)  led to \(RecordChanges.plain(final))")
        }
        let status = origin.facts["status"]?.int.map { ", status \($0)" } ?? ""
        lines.append("\(indent)  fetched \(origin.facts["fetched_at"]?.string ?? "at an unknown time")\(status)")
        if let via = origin.facts["via"], let file = via["file"]?.string {
            let offset = via["offset"]?.int.map { " at byte \($0)" } ?? ""
            lines.append("\(indent)  from the archive \(RecordChanges.plain(file))\(offset)")
        }
        if let error = origin.facts["error"] {
            lines.append("\(indent)  failed: \(RecordChanges.short(error["reason"] ?? error))")
        }
        lines.append(
            "\(indent)  body of \(origin.bodySize.map { "\($0) bytes" } ?? "unknown size"): \(origin.bodyCheck.text)")
        let end = origin.offset + origin.length
        lines.append(
            "\(indent)raw bytes \(origin.offset) ..< \(end), sha256 \(origin.digest ?? "unknown"): \(origin.sliceCheck.text)"
        )
        if let bytes = origin.bytes {
            let text = String(decoding: bytes.prefix(2000), as: UTF8.self)
            lines += text.split(whereSeparator: \.isNewline).map { "\(indent)  | \(RecordChanges.plain(String($0)))" }
            if bytes.count > 2000 { lines.append("\(indent)  | and \(bytes.count - 2000) bytes more") }
        }
        return lines
    }
}

extension ItemTrace.Version {
    /// How many of its places are not as recorded.
    var badChecks: Int {
        steps.reduce(0) { $0 + ($1.check.isGood ? 0 : 1) }
            + (origin?.checks.reduce(0) { $0 + ($1.isGood ? 0 : 1) } ?? 0)
            + via.reduce(0) { $0 + $1.badChecks }
    }
}
