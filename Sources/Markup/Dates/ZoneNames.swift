import Records

/// Names of zones as dates carry them, each with its one offset from UTC in minutes.
///
/// The American names are what RFC 5322 says they are, wherever else they are used; BST is British. A name that stands for
/// several zones is in `ambiguous`: then the day is read and no moment. So are the military letters but Z, which RFC 822
/// gave with the wrong sign: RFC 5322 says that they tell nothing.
enum ZoneNames {
    /// Whether a word that is no known zone looks like one: a capital letter, or three to five.
    static func looksLikeZone(_ word: String) -> Bool {
        let count = word.utf8.count
        return (count == 1 || (3...5).contains(count)) && word.utf8.allSatisfy { $0.isLetter }
    }

    static let offsets: [String: Int] = [
        "wib": 420, "wita": 480, "wit": 540, "gmt": 0, "utc": 0, "ut": 0, "z": 0, "zulu": 0, "wet": 0,
        "est": -300, "edt": -240, "et": -300, "cst": -360, "cdt": -300, "ct": -360, "mst": -420, "mdt": -360,
        "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "ast": -240, "adt": -180, "at": -240, "akst": -540,
        "akdt": -480, "hst": -600, "nst": -210, "ndt": -150,
        "brt": -180, "art": -180, "uyt": -180, "clt": -240, "clst": -180, "bot": -240, "vet": -240, "cot": -300,
        "pet": -300,
        "bst": 60, "west": 60, "cet": 60, "met": 60, "mez": 60, "wat": 60, "cest": 120, "mest": 120, "mesz": 120,
        "cat": 120, "sast": 120, "eet": 120, "idt": 180, "eest": 180, "eat": 180, "msk": 180, "trt": 180, "irst": 210,
        "msd": 240, "aft": 270, "pkt": 300, "uzt": 300, "npt": 345, "mmt": 390, "ict": 420, "novt": 420, "krat": 420,
        "sgt": 480, "myt": 480, "pht": 480, "phst": 480, "hkt": 480, "awst": 480, "bnt": 480, "irkt": 480, "ulat": 480,
        "jst": 540, "kst": 540, "tlt": 540, "yakt": 540, "acst": 570, "aest": 600, "pgt": 600, "chst": 600,
        "vlat": 600, "acdt": 630, "aedt": 660, "sbt": 660, "fjt": 720, "nzst": 720, "nzdt": 780,
    ]

    static let ambiguous: [String: String] = [
        "ist": "India, Ireland, Israel", "gst": "the Gulf, South Georgia", "sst": "Samoa, Singapore",
        "bdt": "Bangladesh, Brunei", "amt": "Amazon, Armenia", "ect": "Ecuador, the Caribbean",
        "wst": "Samoa, western Australia", "cit": "Indonesia, the Caribbean",
    ]
}
