import Records

extension Table {
    /// Stories of this report that more than one item tells, the most told first; behind them all those of which every
    /// item is of kind `lain`: spam and sales repeat themselves the most, and are no story of the day.
    static func stories(_ picture: Picture) -> Table {
        var table = Table("stories")
        let all = Dictionary(grouping: picture.all.filter { !$0.outside && $0.state != .coming }) { $0.story }
        let told = picture.ranked(picture.counted, by: { [$0.story] }).compactMap { story, items in
            all[story].map { (story, items, $0) }
        }
        func aside(_ members: [ItemFacts]) -> Bool { members.allSatisfy { $0.kind == "lain" } }
        let ordered = told.filter { $0.2.count > 1 }.sorted {
            (aside($0.2) ? 1 : 0, $1.2.count, $0.0) < (aside($1.2) ? 1 : 0, $0.2.count, $1.0)
        }
        for (story, items, members) in ordered {
            let first = members.sorted(by: Picture.earlier).first
            let hidden = members.contains(where: \.sensitive)
            var row = TableRow("stories", story, name: hidden ? "" : first?.title ?? "")
            row.figure("count", members)
            row.figure("new", items)
            row.figure("media", picture.firsts(members.filter { $0.form == "artikel" }) { $0.source })
            for voice in voiceCodes { row.figure(voice, members.filter { $0.voice == voice }) }
            row.fact("earliest", first?.id)
            row.fact("first_day", members.compactMap(\.countingDay).min()?.description)
            row.fact("government_words", members.contains { $0.voice == "rilis" || $0.voice == "advertorial" })
            row.fact("sensitive", hidden)
            row.fact("other", aside(members))
            table.rows.append(row)
        }
        return table
    }
}
