/// A place where a title may be joined with a site's or section's name: `Headline | Site`, `Site - Headline`.
struct TitleCut: Equatable {
    let before: String
    let after: String
    /// The mark has a space on both sides; at others only a known name is cut.
    let isSpaced: Bool
    /// The mark is a bar, which headlines themselves do not have.
    let isBar: Bool

    private static let marks: Set<Unicode.Scalar> = [
        "|", "-", "–", "—", ":", "»", "«", "›", "•", "·", "：", "｜", "┃", "ㅣ", "~", "/", "*",
    ]
    private static let bars: Set<Unicode.Scalar> = ["|", "｜", "┃", "ㅣ"]
    /// More places than this has no title.
    private static let limit = 24

    /// All places in order; both parts of each have text.
    static func all(_ title: String) -> [TitleCut] {
        // Most texts have no mark at all, and to cut one into characters is dear.
        guard title.utf8.contains(where: { $0 >= 0x80 || "|-:~/*".utf8.contains($0) }) else { return [] }
        let characters = Array(title.unicodeScalars)
        var cuts: [TitleCut] = []
        var index = 0
        while index < characters.count, cuts.count < limit {
            guard marks.contains(characters[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < characters.count, marks.contains(characters[index]) { index += 1 }
            let before = text(characters[..<start]).trimmed
            let after = text(characters[index...]).trimmed
            guard !before.isEmpty, !after.isEmpty else { continue }
            // A single colon between spaces is how some write every colon.
            let isSpaced =
                characters[start - 1] == " " && characters[index] == " " && characters[start..<index] != [":"]
            cuts.append(
                TitleCut(before: before, after: after, isSpaced: isSpaced, isBar: bars.contains(characters[start])))
        }
        return cuts
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
