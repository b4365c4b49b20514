/// The words of dates: Indonesian, Malay, English, Hungarian, Greek and Korean, long, short and as they are often written.
enum DateWords {
    /// Every word with all that it can mean, in lower case and without apostrophes.
    static let table: [String: DateWord] = {
        var table: [String: DateWord] = [:]
        for (word, month) in months { table[word, default: DateWord()].month = month }
        for (word, weekday) in weekdays { table[word, default: DateWord()].weekday = weekday }
        for (word, minutes) in ZoneNames.offsets { table[word, default: DateWord()].zone = minutes }
        for word in ZoneNames.ambiguous.keys { table[word, default: DateWord()].isAmbiguousZone = true }
        for (unit, words) in units {
            for word in words.split(separator: " ") { table[String(word), default: DateWord()].unit = unit }
        }
        for (role, words) in roles {
            for word in words.split(whereSeparator: \.isWhitespace) {
                table[String(word), default: DateWord()].roles.insert(role)
            }
        }
        return table
    }()

    static let months = numbered(
        """
        1 januari january jan janu januar jannuari január január ιαν ιανουαρίου ιανουάριος
        2 februari february pebruari feb peb febr pebr febuari februar pebuari február φεβ φεβρουαρίου φεβρουάριος
        3 maret march mar mrt mart mac március μαρ μάρ μαρτίου μάρτιος μαώ μάώ
        4 april apr aprl április απρ απριλίου απρίλιος
        5 mei may mai május μάι μαϊ μαι μαΐου μάιος
        6 juni june jun június ιουν ιούν ιον ιουνίου ιούνιος
        7 juli july jul julai július ιουλ ιούλ ιολ ιουλίου ιούλιος
        8 agustus august agu aug agt ags agst agus agts agust agutus agustuss ogos ogo augusztus αυγ αύγ αυγούστου αύγουστος
        9 september sept sep setember sepetember spt szeptember σεπ σεπτεμβρίου σεπτέμβριος
        10 oktober october okt oct oktoer október οκτ οκτωβρίου οκτώβριος
        11 november nopember nov nop novem nofember νοε νοέ νοεμβρίου νοέμβριος
        12 desember december des dec disember dis dese δεκ δεκεμβρίου δεκέμβριος
        """)

    /// 0 for Monday to 6 for Sunday.
    static let weekdays = numbered(
        """
        0 senin monday sen mon snn isnin hétfő δευ δευτέρα 월요일
        1 selasa tuesday sel tue tues sls kedd τρι τρίτη 화요일
        2 rabu wednesday rab wed weds rbu rebo szerda τετ τετάρτη 수요일
        3 kamis thursday kam thu thur thurs kms khamis csütörtök πεμ πέμπτη 목요일
        4 jumat friday jum fri jmt jumaat juml jumuah péntek παρ παρασκευή 금요일
        5 sabtu saturday sab sat sbt szombat σαβ σάβ σάββατο 토요일
        6 minggu sunday ahad min sun mgg ming vasárnap κυρ κυριακή 일요일
        """)

    private static let units: [(DateWord.Unit, String)] = [
        (.second, "detik saat second seconds sec secs"), (.minute, "menit minit minute minutes min mins mnt"),
        (.hour, "jam hour hours hr hrs"), (.day, "hari day days"), (.week, "minggu pekan week weeks"),
        (.month, "bulan month months"), (.year, "tahun year years"),
    ]

    private static let roles: [(DateWord.Roles, String)] = [
        (
            .filler,
            """
            pada hari tanggal tgl pukul pkl pk jam at on the of oleh diterbitkan terbit diposting diunggah diupload
            dipublikasikan dipublikasi publikasi publish published posted updated update diperbarui diupdate dimuat tayang
            ditayangkan date last modified created st nd rd th oclock legi pahing pon wage kliwon
            """
        ),
        (.clock, "pukul jam pkl pk at"),
        (.beforeNoon, "am pg 오전 上午"), (.afterNoon, "pm ptg 오후 下午"),
        (.morning, "pagi"), (.midday, "siang"), (.afternoon, "sore petang"), (.evening, "malam"),
        (.smallHours, "dini"),
        (.yearMark, "년 年"), (.monthMark, "월 月"), (.dayMark, "일 日"),
        (.ago, "lalu ago silam"), (.today, "today"), (.yesterday, "kemarin kemaren yesterday"),
        (.one, "a an one satu"),
    ]

    private static func numbered(_ text: String) -> [String: Int] {
        var table: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let value = words.first.flatMap({ Int($0) }) else { continue }
            for word in words.dropFirst() { table[String(word)] = value }
        }
        return table
    }
}
