/// A character encoding that the project can read, by the names of the WHATWG Encoding Standard.
public enum Charset: Sendable, Equatable {
    case utf8, utf16LE, utf16BE, windows1252
    /// Any other encoding: its WHATWG name and the name by which the C library knows it.
    case other(name: String, library: String)

    /// The WHATWG name, in lower case: `utf-8`, `windows-1252`.
    public var name: String {
        switch self {
        case .utf8: "utf-8"
        case .utf16LE: "utf-16le"
        case .utf16BE: "utf-16be"
        case .windows1252: "windows-1252"
        case .other(let name, _): name
        }
    }

    /// The encoding that a label stands for; nil where no label of the standard is meant.
    ///
    /// As in browsers, `iso-8859-1` and `us-ascii` are read as windows-1252, which differs only in characters that
    /// nobody sends on purpose.
    public init?(label: String) {
        let label = label.trimmed.asciiLowercased
        let key = String(decoding: label.utf8.filter { $0.isLetter || $0.isDigit }, as: UTF8.self)
        guard !key.isEmpty, let found = Self.labels[key] else { return nil }
        self = found
    }

    private static func other(_ name: String, _ library: String) -> Charset { .other(name: name, library: library) }

    /// Labels without their punctuation, which differs more than it means.
    private static let labels: [String: Charset] = {
        var table: [String: Charset] = [:]
        func add(_ charset: Charset, _ labels: String) {
            for label in labels.split(separator: " ") { table[String(label)] = charset }
        }
        add(.utf8, "utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf8sig")
        add(.utf16LE, "utf16 utf16le ucs2 unicode iso10646ucs2 csunicode unicodefeff")
        add(.utf16BE, "utf16be unicodefffe")
        add(
            .windows1252,
            """
            windows1252 cp1252 xcp1252 ascii usascii ansix341968 iso88591 iso885911987 iso8859l latin1 l1 cp819 ibm819 \
            isoir100 csisolatin1
            """)
        let parts: [(part: Int, year: Int, labels: String)] = [
            (2, 1987, "latin2 l2 isoir101 csisolatin2"), (3, 1988, "latin3 l3 isoir109 csisolatin3"),
            (4, 1988, "latin4 l4 isoir110 csisolatin4"), (5, 1988, "cyrillic isoir144 csisolatincyrillic"),
            (6, 1987, "arabic asmo708 ecma114 isoir127 csisolatinarabic iso88596e iso88596i csiso88596e csiso88596i"),
            (7, 1987, "greek greek8 ecma118 elot928 suneugreek isoir126 csisolatingreek"),
            (8, 1988, "hebrew visual logical isoir138 csisolatinhebrew iso88598e iso88598i csiso88598e csiso88598i"),
            (10, 1992, "latin6 l6 isoir157 csisolatin6"), (13, 1998, "latin7 l7"), (14, 1998, "latin8 l8"),
            (15, 1998, "latin9 l9 csisolatin9"), (16, 2001, "latin10 l10"),
        ]
        for (part, year, labels) in parts {
            add(other("iso-8859-\(part)", "ISO-8859-\(part)"), "iso8859\(part) iso8859\(part)\(year) \(labels)")
        }
        for page in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] {
            add(other("windows-\(page)", "CP\(page)"), "windows\(page) cp\(page) xcp\(page)")
        }
        add(other("windows-1254", "CP1254"), "iso88599 iso885991989 latin5 l5 isoir148 csisolatin5")
        add(other("windows-874", "CP874"), "windows874 tis620 iso885911 dos874")
        add(other("koi8-r", "KOI8-R"), "koi8r koi8 koi cskoi8r")
        add(other("koi8-u", "KOI8-U"), "koi8u koi8ru")
        add(other("macintosh", "MACINTOSH"), "macintosh mac xmacroman csmacintosh")
        add(other("x-mac-cyrillic", "MAC-CYRILLIC"), "xmaccyrillic xmacukrainian")
        add(other("ibm866", "IBM866"), "ibm866 cp866 866 csibm866")
        add(
            other("gb18030", "GB18030"),
            "gb18030 gbk gb2312 gb231280 chinese xgbk cp936 euccn isoir58 csgb2312 csiso58gb231280")
        add(other("big5", "BIG5-HKSCS"), "big5 big5hkscs cnbig5 xxbig5 csbig5")
        add(other("euc-jp", "EUC-JP"), "eucjp xeucjp cseucpkdfmtjapanese")
        add(
            other("shift_jis", "CP932"), "shiftjis sjis xsjis mskanji windows31j ms932 cp932 csshiftjis")
        add(other("iso-2022-jp", "ISO-2022-JP"), "iso2022jp csiso2022jp")
        add(
            other("euc-kr", "CP949"),
            "euckr ksc56011987 ksc56011989 ksc5601 windows949 cp949 korean isoir149 cseuckr csksc56011987")
        add(other("utf-32le", "UTF-32LE"), "utf32le utf32")
        add(other("utf-32be", "UTF-32BE"), "utf32be")
        return table
    }()
}
