/// The language of a text by a vote of the commonest words: `id`, `en`, or `und` where they do not decide.
///
/// A word votes where it is common in one language and not in the other. Texts with fewer than two votes, or with votes
/// nearly even, are `und`.
enum LanguageVote {
    /// The tag of the language (BCP 47).
    static func language(_ text: String) -> String {
        var indonesian = 0
        var english = 0
        for word in text.utf8.lazy.split(whereSeparator: { !isLetterOrDigit($0) }).prefix(2000) where word.count <= 10 {
            let word = String(decoding: word.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
            if Self.indonesian.contains(word) { indonesian += 1 } else if Self.english.contains(word) { english += 1 }
        }
        let (most, least) = (max(indonesian, english), min(indonesian, english))
        guard most >= 2, most > least * 3 / 2 else { return "und" }
        return indonesian > english ? "id" : "en"
    }

    private static let indonesian = Set(
        """
        yang dan di ke dari untuk dengan pada ini itu ada adalah akan atau juga tidak karena sudah belum bisa oleh dalam \
        sebagai kami kita saya mereka warga agar saat telah lebih hanya para jika kalau tapi tetapi hingga sampai sejak \
        masih harus dapat bagi serta antara setelah sebelum secara tahun hari bulan lagi mau apa kenapa kapan mana siapa \
        bagaimana banyak semua jalan mohon tolong terima kasih pak bu yg dgn utk dr sdh blm tdk gak nggak ga ndak aja udah \
        gimana dong sih kok nih deh lah kah pun kepada tersebut kabupaten pemerintah menjadi maka bukan
        """.split { $0 == " " || $0 == "\n" }.map(String.init))

    private static let english = Set(
        """
        the and of to in is that for it with as was on are be this have from or by not but they we you he she his her at \
        an which their has had were been will would there what when who more can if about all one out up no so into than \
        them then our your my me do does did how its just also
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
