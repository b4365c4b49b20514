/// The words around names of writers, in lower case, in the languages in which news that districts read is written and
/// some more.
enum AuthorWords {
    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// Before a name, without a colon.
    static let leads = words("by oleh von par por door av af written words text texte texto testo laporan ditulis")

    /// Before a name, with a colon.
    static let labels = words(
        """
        by oleh penulis reporter pewarta wartawan jurnalis kontributor laporan author authors text texte texto autor autore
        auteur von par por words reported written ditulis dilaporkan koresponden текст автор
        """)

    /// Between two names, written small or, as the names then are, in capitals.
    static let joins = words("and dan und et y & e en och og ve i dhe și ja és und/oder with serta +")

    /// Between two names, and never in one.
    static let marks = words("| / · • ; , – — ||")

    /// After a name, without a mark between.
    static let suffixes = words("기자 특파원 記者")

    /// What somebody is.
    static let roles = words(
        """
        editor editors editor-in-chief reporter reporters correspondent correspondents writer writers journalist journalists
        redakteur redakteurin korrespondent korrespondentin journaliste redactor redactora periodista giornalista
        wartawan jurnalis kontributor pewarta koresponden contributor columnist producer photographer fotografer intern staff
        journalist/in reporterin volontär volontärin autorin desk
        """)

    /// Begins what is said of a person after the name.
    static let continuations = words("in for from at to of on für aus pada dari di untuk updated published")

    /// Begins what is said of the article after its writers.
    static let stops = words(
        "published updated posted diterbitkan diperbarui dipublikasikan publié veröffentlicht publicado pubblicato")

    /// Names of accounts that tell nothing.
    static let accounts = words(
        """
        admin administrator adminweb superadmin webmaster root user editor developer author penulis reporter guest tamu
        unknown none null undefined n/a na anonymous anonim anonymous test tester wordpress wp-admin publisher operator
        staff contributor kontributor wartawan jurnalis super.admin superuser master nan false true login masuk daftar register
        """)

    /// Who signs where no person does.
    static let newsrooms: Set<String> = words(
        """
        redaksi redaktur newsroom editorial redaktion rédaction redacción redazione redactie newsdesk admin humas agencies
        """
    ).union([
        "tim redaksi", "editorial staff", "staff writer", "staff writers", "staff reporter", "news desk", "web desk",
        "editorial board", "the editorial board", "editorial team", "tim liputan", "tim peliput", "la rédaction",
        "news staff", "our correspondent",
    ])

    /// Begins the name of an office, which signs what it writes and may have "dan" in it.
    static let offices = words(
        """
        dinas badan bagian biro bidang kementerian kantor humas mc ppid sekretariat diskominfo diskominfosp kominfo pemerintah
        pemkab pemkot pemprov kecamatan kelurahan prokopim
        """)

    /// Degrees after a name, without full stops, and what follows a name like one.
    static let degrees = words(
        """
        sh se st sp sip ssos skom sikom spd spdi sag skm mm mh mt ma mba msi msc mkom mikom mpd mag map phd jr sr ii iii iv md
        ssi stp spt spi mkes skep ns apt dr drg
        """)
}
