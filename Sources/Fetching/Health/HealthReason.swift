/// Why a source is in its state where nothing has failed to be fetched; the codes of its row of health.
enum HealthReason: String, CaseIterable {
    /// 304: the body that it gave before.
    case notModified = "http_304"
    /// The bytes that it gave before.
    case sameBytes = "same_bytes"
    /// Of an inbox: the files that it gave before.
    case sameFiles = "same_files"
    /// Other bytes with the same entries; of a silent source, that nothing new has come for long.
    case nothingNew = "nothing_new"
    /// A list without entries.
    case noEntries = "no_entries"
    /// An answer that is no list where the register has a feed or sitemap: often a page that says what went wrong.
    case notAFeed = "not_a_feed"
    /// An index that lists no sitemap that is due.
    case noNewerSitemap = "no_newer_sitemap"
    /// Of an inbox: no file at all.
    case noFile = "no_file"
    /// A file that no source of the register takes.
    case noSource = "no_source"
}
