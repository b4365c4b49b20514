import Records

/// Names of zones as dates carry them, each with its one offset from UTC in minutes.
///
/// Names that stand for several zones (IST: India, Ireland, Israel) are not here: then the day is read and no moment.
enum ZoneNames {
    static func zone(_ name: String) -> Zone? {
        offsets[name].map { Zone(name: name.uppercased(), secondsEast: $0 * 60) }
    }

    /// Whether a word that is no known zone looks like one: capitals of three to five letters.
    static func looksLikeZone(_ word: String) -> Bool {
        (3...5).contains(word.utf8.count) && word.utf8.allSatisfy { $0.isLetter }
    }

    private static let offsets: [String: Int] = [
        "wib": 420, "wita": 480, "wit": 540, "gmt": 0, "utc": 0, "ut": 0, "z": 0, "wet": 0,
        "est": -300, "edt": -240, "et": -300, "cst": -360, "cdt": -300, "ct": -360, "mst": -420, "mdt": -360,
        "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "ast": -240, "adt": -180, "at": -240, "akst": -540,
        "akdt": -480, "hst": -600, "nst": -210, "ndt": -150,
        "bst": 60, "west": 60, "cet": 60, "met": 60, "mez": 60, "cest": 120, "mest": 120, "mesz": 120, "eet": 120,
        "eest": 180, "msk": 180, "trt": 180, "pkt": 300, "ict": 420, "sgt": 480, "myt": 480, "pht": 480, "hkt": 480,
        "awst": 480, "jst": 540, "kst": 540, "acst": 570, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    ]
}
