import Pack
import Records

/// Brings one item to the form in which items from all ways in can be compared, and masks personal data.
///
/// A pure function of the item, the vocabulary and the parameters. In this order: link, text, voice (it may need the
/// names that masking takes out), personal data, days, and then what is computed from the masked text: language, MinHash,
/// content hash.
struct Normalizer: Sendable {
    private let key: String
    private let zone: Zone
    private let canonical: CanonicalLink
    private let voices: VoiceRules
    private let masking: Masking

    /// A normalizer for one run key and district.
    init(vocabulary: Vocabulary, zone: Zone, key: String, pseudonym: Pseudonym) {
        self.key = key
        self.zone = zone
        canonical = CanonicalLink(hosts: vocabulary.sources.flatMap(\.domains))
        voices = VoiceRules(vocabulary)
        masking = Masking(pseudonym: pseudonym)
    }

    /// The item in its one form.
    func normalized(_ record: Record) -> Record {
        var item = Item(record)
        if !key.isEmpty { item.key = key }
        normalizeLinks(&item)
        normalizeTexts(&item)
        let verdict = voices.verdict(item)
        item.voice = verdict.voice
        masking.mask(&item, citizen: item.form != "artikel" || verdict.voice == "warga")
        // Marks are of other lengths than what they stand for, so spans are found again in what the record now says.
        item.record["voice_evidence"] = .array(voices.verdict(item).evidence.map(\.json))
        setDay(&item)
        let sketched = item.text ?? item.summary ?? item.title ?? ""
        item.language = LanguageVote.language([item.title ?? "", sketched].joined(separator: "\n"))
        item.record["minhash"] = MinHash(text: sketched).map { .string($0.compact) }
        item.contentHash = Item.contentHash(title: item.title, text: item.text)
        return item.record
    }

    private func normalizeLinks(_ item: inout Item) {
        if let url = item.url {
            let link = canonical(url)
            if link != url {
                item.url = link
                if !item.sameAs.contains(url) { item.sameAs.append(url) }
            }
        }
    }

    private func normalizeTexts(_ item: inout Item) {
        let shapes: [(String, PlainText.Shape)] = [
            ("title", .line), ("text", .paragraphs), ("summary", .paragraphs), ("editor", .line), ("dateline", .line),
            ("credit", .line), ("category", .line), ("agency_declared", .line), ("channel", .line), ("tracking", .line),
        ]
        for (field, shape) in shapes {
            guard let text = item.record.string(field) else { continue }
            let normal = PlainText.normalized(text, shape)
            if normal != text || normal.utf8.count != text.utf8.count { item.record[field] = .string(normal) }
        }
        for field in ["authors", "tags"] {
            guard let texts = item.record[field]?.array?.compactMap(\.string) else { continue }
            let normal = texts.map { PlainText.normalized($0, .line) }
            if normal != texts { item.record[field] = .strings(normal) }
        }
    }

    private func setDay(_ item: inout Item) {
        if var time = item.published, let at = time.at {
            time.day = at.day(in: zone)
            item.published = time
        }
        if var time = item.modified, let at = time.at {
            time.day = at.day(in: zone)
            item.modified = time
        }
    }
}
