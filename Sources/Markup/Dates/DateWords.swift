/// The words of dates in Indonesian and English, long, short and as they are often written.
enum DateWords {
    static let months = table(
        """
        1 januari january jan janu
        2 februari february pebruari feb peb febr
        3 maret march mar mrt mart
        4 april apr
        5 mei may mai
        6 juni june jun
        7 juli july jul
        8 agustus august agu aug agt ags agst agus
        9 september sept sep setember
        10 oktober october okt oct
        11 november nopember nov nop
        12 desember december des dec
        """)

    /// 0 for Monday to 6 for Sunday.
    static let weekdays = table(
        """
        0 senin monday sen mon snn
        1 selasa tuesday sel tue tues sls
        2 rabu wednesday rab wed rbu
        3 kamis thursday kam thu thur thurs kms
        4 jumat friday jum fri jmt jumaat
        5 sabtu saturday sab sat sbt
        6 minggu sunday ahad min sun mgg ming
        """)

    /// Words that say nothing about the time.
    static let fillers: Set<String> = Set(
        """
        pada hari tanggal tgl pukul jam at on the of oleh diterbitkan terbit diposting dipublikasikan dipublikasi publish
        published posted updated update diperbarui diupdate dimuat date last modified created st nd rd th o clock pkl
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Words before a time of day that is written with a full stop.
    static let hourWords: Set<String> = ["pukul", "jam", "pkl", "at"]

    /// Seconds of a unit; months and years have none of fixed length.
    static let units: [String: Unit] = {
        var table: [String: Unit] = [:]
        for (unit, words) in [
            (Unit.second, "detik second seconds sec secs"), (.minute, "menit minute minutes min mins mnt"),
            (.hour, "jam hour hours hr hrs"), (.day, "hari day days"), (.week, "minggu pekan week weeks"),
            (.month, "bulan month months"), (.year, "tahun year years"),
        ] {
            for word in words.split(separator: " ") { table[String(word)] = unit }
        }
        return table
    }()

    enum Unit: Int {
        case second = 1
        case minute = 60
        case hour = 3600
        case day = 86_400
        case week = 604_800
        case month = 2_629_746
        case year = 31_556_952
    }

    private static func table(_ text: String) -> [String: Int] {
        var table: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let value = words.first.flatMap({ Int($0) }) else { continue }
            for word in words.dropFirst() { table[String(word)] = value }
        }
        return table
    }
}
