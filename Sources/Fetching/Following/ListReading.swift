/// What an answer of a source that is followed holds, as far as following it needs to know.
enum ListReading: Equatable {
    case failed(FetchFailure)
    /// 304: what is known already.
    case unmodified
    case index(SitemapList)
    /// The marks of its entries; empty for what is no list.
    case entries([UInt64])

    /// Reads an answer; `limit` bounds what a packed body may hold.
    init(_ answer: Answer, bytes: [UInt8]?, limit: Int) {
        if let failure = answer.failure {
            self = .failed(failure)
        } else if answer.status == 304 {
            self = .unmodified
        } else {
            let bytes = EntryMarks.singleBytes(bytes.flatMap { try? Inflation.unpacked($0, limit: limit) } ?? [])
            if let entries = SitemapIndex.entries(in: bytes, url: answer.finalURL) {
                self = .index(SitemapList(due: entries, listed: entries.count))
            } else {
                self = .entries(EntryMarks.marks(in: bytes)?.map(\.id) ?? [])
            }
        }
    }
}
