/// What the mapped cells of one row hold, cleaned; what is empty is not there.
struct RowValues {
    typealias Text = ArraySlice<UInt8>

    /// A time: its words, and what a record says of it.
    struct Time {
        var text: Text
        var json: [UInt8]
    }

    var title: Text = []
    var text: Text = []
    var summary: Text = []
    var url: Text = []
    var language: Text = []
    var parent: Text = []
    var tracking: Text = []
    var channel: Text = []
    var category: Text = []
    var agency: Text = []
    var tone: Text = []
    var authors: [Text] = []
    var tags: [Text] = []
    var images: [Text] = []
    var published: Time?
    var modified: Time?
    /// What a record says of the status.
    var status: [UInt8]?

    /// Whether no mapped column holds anything.
    var isEmpty: Bool {
        title.isEmpty && text.isEmpty && url.isEmpty && published == nil && status == nil && authors.isEmpty
            && summary.isEmpty && language.isEmpty && parent.isEmpty && tracking.isEmpty && channel.isEmpty
            && category.isEmpty && agency.isEmpty && tone.isEmpty && tags.isEmpty && images.isEmpty && modified == nil
    }
}
