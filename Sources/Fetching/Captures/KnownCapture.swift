import Records

extension EarlierCaptures {
    /// One capture, as later keys see it.
    struct Known: Equatable {
        /// The URL that was asked.
        var url: String
        var source: String
        var sha256: String?
        /// The fingerprint of the entry that led to it; nil where none did.
        var entry: String?
        /// Why it is a capture of nothing.
        var failure: String?
        var status: Int?
        /// When it was fetched, in seconds since 1970.
        var at = 0
        /// Where redirects led; nil where it is `url`.
        var finalURL: String?
        var etag: String?
        var lastModified: String?
        /// Where permanent redirects led that stand at the beginning of the chain.
        var movedTo: String?
        /// It was asked for whole because the server had just answered 304.
        var isChecked = false
        /// The entries that its body lists; nil where it is no list.
        var marks: [EntryMark]?
        /// It was asked for because the register names it, and not because another capture led to it.
        var isAsked = true

        /// The same page has the same.
        var identity: String { pageIdentity(url) }

        /// What the server said of the body's version.
        var validators: Validators? {
            Validators(url: finalURL ?? url, etag: etag, lastModified: lastModified)
        }
    }
}

extension EarlierCaptures.Known {
    /// What a capture of a published partition says; nil for what another list led to and failed, which is as if it had not
    /// been asked.
    init?(_ capture: Capture, filesOf directory: String) {
        guard let url = capture.url, let source = capture.source else { return nil }
        self.init(url: url, source: source)
        let via = capture.via
        isAsked = via == nil
        status = capture.status
        at = capture.fetchedAt?.seconds ?? 0
        if via?["item"] != nil {
            entry = entryFingerprint(title: via?["entry_title"]?.string, published: via?["entry_published"]?.string)
        }
        if let error = capture.error {
            guard isAsked || entry != nil else { return nil }
            failure = error["reason"]?.string ?? ""
            return
        }
        sha256 = capture.sha256
        finalURL = capture.finalURL
        if status == 200 {
            etag = capture.headers["etag"]?.string
            lastModified = capture.headers["last-modified"]?.string
        }
        if entry == nil, status == 200, URLParts(url) != nil {
            marks = ((try? capture.bodyBytes(filesOf: directory)) ?? nil).flatMap { EntryMarks.marks(in: $0) }
        }
        movedTo = Self.target(capture.record["redirects"]?.array ?? [], final: capture.finalURL)
        isChecked = capture.record["unmodified"]?.bool ?? false
    }

    /// The end of the permanent redirects (301, 308) at the beginning of a chain; what follows is for this once.
    private static func target(_ redirects: [JSONValue], final: String?) -> String? {
        let permanent = redirects.prefix { [301, 308].contains($0["status"]?.int) }
        guard !permanent.isEmpty else { return nil }
        return permanent.count < redirects.count ? redirects[permanent.count]["url"]?.string : final
    }
}
