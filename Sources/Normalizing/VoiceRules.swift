import Pack
import Records

/// Whose voice an item is: the government's own (`rilis`), paid for (`advertorial`), a citizen's (`warga`), or nobody's
/// but its author's (`independen`).
///
/// Marks that the pack lists (`lexicon/voice.csv`) win over the register: a paid piece is one wherever it stands. They
/// are looked for, letter for letter without case, where such marks stand: in title, credit, category and tags, and in the
/// first and the last line of the text. The mark that the pack lists first counts. Then the owner of the source decides;
/// a complaint, post, comment or message from a source that the register does not know is a citizen's.
struct VoiceRules: Sendable {
    /// A voice and the words that decided it.
    struct Verdict: Equatable {
        var voice: String
        var evidence: [Label.Evidence]
    }

    private let marks: [(voice: String, mark: [UInt8], forms: [String], rule: String)]
    private let owners: [String: Source.Owner]

    /// The rules of a vocabulary.
    init(_ vocabulary: Vocabulary) {
        marks = vocabulary.rules.filter { $0.task == "voice" && !$0.phrase.isEmpty }
            .map { ($0.code, lowercase($0.phrase.utf8), $0.forms, $0.name) }
        owners = Dictionary(vocabulary.sources.map { ($0.code, $0.owner) }) { $1 }
    }

    /// The verdict on an item.
    func verdict(_ item: Item) -> Verdict {
        let form = item.form ?? ""
        var fields = [
            ("credit", item.credit), ("title", item.title), ("category", item.category),
            ("tags", item.tags.isEmpty ? nil : item.tags.joined(separator: ", ")),
        ]
        .compactMap { name, text in text.map { (name, offset: 0, bytes: lowercase($0.utf8)) } }
        if let text = item.text {
            let bytes = lowercase(text.utf8)
            let lines = bytes.split(separator: 0x0A)
            if let last = lines.last { fields.append(("text", last.startIndex, Array(last))) }
            if lines.count > 1, let first = lines.first { fields.append(("text", first.startIndex, Array(first))) }
        }
        for (voice, mark, forms, rule) in marks where forms.isEmpty || forms.contains(form) {
            for (name, offset, bytes) in fields {
                guard let place = firstPlace(of: mark, in: bytes) else { continue }
                let range = offset + place..<offset + place + mark.count
                return Verdict(voice: voice, evidence: [.init(field: name, range: range, finder: .rule(rule))])
            }
        }
        let source = item.source ?? ""
        let voice =
            switch owners[source] {
            case .independen: "independen"
            case .pemerintah: "rilis"
            case .advertorial: "advertorial"
            case .warga: "warga"
            case nil: form == "artikel" || form.isEmpty ? "independen" : "warga"
            }
        let range = 0..<source.utf8.count
        let rule = owners[source] == nil ? "form \(form)" : "source \(source)"
        return Verdict(voice: voice, evidence: [.init(field: "source", range: range, finder: .rule(rule))])
    }

    private func firstPlace(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= mark.count else { return nil }
        return (0...bytes.count - mark.count).first { at in
            mark.indices.allSatisfy { bytes[at + $0] == mark[$0] }
                // A mark that begins with a letter is a whole word: "adv" is no part of "advokat", but "(*Diskominfo" is
                // one of "(*DiskominfoPPU".
                && (at == 0 || !isLetterOrDigit(mark[0]) || !isLetterOrDigit(bytes[at - 1]))
                && (at + mark.count == bytes.count || !isLetterOrDigit(mark[0])
                    || !isLetterOrDigit(mark[mark.count - 1])
                    || !isLetterOrDigit(bytes[at + mark.count]))
        }
    }
}

/// ASCII letters in lower case, other bytes as they are, so that offsets stay the same.
private func lowercase(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
}
