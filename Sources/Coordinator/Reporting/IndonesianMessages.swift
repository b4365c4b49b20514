import PipelineGraph

/// The messages of a run in Indonesian, for its page: a catalogue by the English sentence, in the manner of gettext(1).
///
/// `{}` stands for what varies: names, paths, numbers and commands are taken over, messages within a message are
/// translated too. A message that the catalogue does not know, such as a library's own, is quoted as it is.
enum IndonesianMessages {
    /// A message in Indonesian.
    static func text(_ message: String) -> String { known(message) ?? "pesan \"\(message)\"" }

    /// A message in Indonesian; nil where the catalogue does not know it. One entry is looked at after the other: a page
    /// has some dozens of messages.
    static func known(_ message: String) -> String? {
        for (pattern, words) in catalogue {
            guard let pieces = pieces(of: message, by: pattern) else { continue }
            var text = words
            for (index, piece) in pieces.enumerated() {
                text = replacing("{\(index + 1)}", in: text, with: known(piece) ?? piece)
            }
            return text
        }
        return nil
    }

    /// What stands for each `{}` of a pattern, the shortest possible from the left; nil where the pattern does not fit.
    static func pieces(of message: String, by pattern: String) -> [String]? {
        let literals = separated(pattern)
        guard let first = literals.first, let last = literals.last, literals.count > 1 else {
            return message == pattern ? [] : nil
        }
        guard message.hasPrefix(first), message.hasSuffix(last), message.utf8.count > first.utf8.count + last.utf8.count
        else { return nil }
        var rest = message.dropFirst(first.count).dropLast(last.count)
        var pieces: [String] = []
        for literal in literals.dropFirst().dropLast() {
            guard let (before, after) = cut(rest, at: literal), !before.isEmpty else { return nil }
            pieces.append(String(before))
            rest = after
        }
        return rest.isEmpty ? nil : pieces + [String(rest)]
    }

    /// What stands before and after the first place of a text within another.
    private static func cut(_ text: Substring, at mark: String) -> (Substring, Substring)? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(mark) { return (text[..<start], text[start...].dropFirst(mark.count)) }
            start = text.index(after: start)
        }
        return nil
    }

    private static func separated(_ pattern: String) -> [String] {
        var literals: [String] = []
        var rest = pattern[...]
        while let (before, after) = cut(rest, at: "{}") {
            literals.append(String(before))
            rest = after
        }
        return literals + [String(rest)]
    }

    /// English and Indonesian; of two that fit, the first is taken, so what is more special stands before.
    private static let catalogue: [(String, String)] = tasks + captures + disk + outputs + rest

    private static let tasks = [
        ("{} ({} times)", "{1} ({2} kali)"),
        ("exit 64 (usage: a parameter or a pack is wrong)", "status keluar 64 (parameter atau paket salah)"),
        ("exit 65 (bad data)", "status keluar 65 (data masukan rusak)"),
        ("exit 75 (try again)", "status keluar 75 (belum tersedia, coba lagi nanti)"),
        (
            "exit 1, and nothing in its log: so ends grep where nothing matches; if that may be, let the filter say {}",
            "status keluar 1 dan lognya kosong: begitulah akhir grep bila tidak menemukan apa pun; bila itu wajar, tulis "
                + "di filter: {1}"
        ),
        ("ended by Ctrl-C", "dihentikan dengan Ctrl-C"),
        ("ended by signal {}", "dihentikan oleh sinyal {1}"),
        ("no end after {} s (its timeout)", "belum selesai setelah {1} detik (batas waktunya)"),
        ("no end after {} s", "belum selesai setelah {1} detik"),
        (
            "used {} MiB of memory; its limit is {} MiB",
            "memakai memori {1} MiB, sedangkan batasnya {2} MiB"
        ),
        ("ended with the run", "dihentikan bersama proses"),
        ("the run was ended before it", "proses dihentikan sebelum gilirannya"),
        ("{} is missing, and it requires all", "{1} tidak ada, padahal tahap ini memerlukan semuanya"),
        (
            "{} is missing, and a new generation requires all",
            "{1} tidak ada, padahal generasi baru memerlukan semuanya"
        ),
        ("{} is missing", "{1} tidak ada"),
        ("{} is not up to date, and it requires all", "{1} belum mutakhir, padahal tahap ini memerlukan semuanya"),
        (
            "{} is not up to date, and a new generation requires all",
            "{1} belum mutakhir, padahal generasi baru memerlukan semuanya"
        ),
        ("{} is not up to date", "{1} belum mutakhir"),
        ("not up to date, and not asked for: {}", "belum mutakhir dan tidak diminta: {1}"),
    ]

    private static let captures = [
        (
            "captures are lost: {} is damaged; {}",
            "tangkapan hilang: {1} rusak; kembalikan dari cadangan (tidak ada yang diambil ulang diam-diam)"
        ),
        (
            "captures are lost: {}; {}",
            "tangkapan hilang: {1}; kembalikan dari cadangan, atau bila hilang untuk selamanya nyatakan dengan perintah "
                + "'serap accept-loss' (tidak ada yang diambil ulang diam-diam)"
        ),
        ("captures are lost for good: {}; accepted on {}", "tangkapan hilang untuk selamanya: {1}; diterima pada {2}"),
        (
            "nothing was captured for {}, and this command does not fetch",
            "tidak ada tangkapan untuk {1}, dan perintah ini tidak mengambil apa pun"
        ),
        (
            "nothing was captured for {}, and {} has been fetched since; {}",
            "tidak ada tangkapan untuk {1}, dan {2} sudah diambil sesudahnya; hari yang lewat tidak dapat diambil lagi: yang "
                + "tersimpan di tempat lain (halaman, berkas WARC, ekspor) dapat masuk sebagai arsip atau lewat inbox"
        ),
        (
            "nothing was captured for {}, and what could be fetched now is the present: {}",
            "tidak ada tangkapan untuk {1}, dan yang dapat diambil sekarang adalah keadaan hari ini"
        ),
        (
            "nothing at all was captured for {}: what is delivered holds no records of its own",
            "tidak ada tangkapan sama sekali untuk {1}: yang diserahkan tidak berisi data hari itu sendiri"
        ),
        (
            "{}: captured without {}, which is there now; {}, so nothing is added",
            "{1}: ditangkap tanpa {2}, yang kini ada; {3}, maka tidak ada yang ditambahkan"
        ),
        (
            "{}: captured without {}, which are there now; {}, so nothing is added",
            "{1}: ditangkap tanpa {2}, yang kini ada; {3}, maka tidak ada yang ditambahkan"
        ),
        ("what could be fetched now is the present", "yang dapat diambil sekarang adalah keadaan hari ini"),
        ("a later key has been fetched since", "kunci yang lebih baru sudah diambil sesudahnya"),
        ("{} has been fetched since", "{1} sudah diambil sesudahnya"),
        (
            "{} is not over: {}",
            "{1} belum berakhir: yang sudah ditangkap tetap, dan sisanya ditambahkan dengan --refetch selama hari sesudahnya "
                + "belum diambil"
        ),
        (
            "{}: not fetched again: its file is no longer there",
            "{1}: tidak diambil ulang, karena berkasnya tidak ada lagi"
        ),
        (
            "{}: not fetched again: everything upstream is missing",
            "{1}: tidak diambil ulang, karena semua masukannya tidak ada"
        ),
        ("{}: captures are never made again", "{1}: tangkapan tidak pernah dibuat ulang"),
        ("{}: a gap until its key is run again", "{1}: kosong sampai kuncinya dijalankan lagi"),
        ("{}: rebuilt", "{1}: sudah dibuat ulang"),
        ("{}: not rebuilt; the next run tries it", "{1}: belum dibuat ulang; proses berikutnya mencobanya"),
        ("{} is damaged; make it again with: {}", "{1} rusak; buat ulang dengan: {2}"),
        ("{} is damaged; the next run makes it again", "{1} rusak; proses berikutnya membuatnya ulang"),
        ("input damaged: {}: {}", "masukan rusak: {1}: {2}"),
    ]

    private static let disk = [
        ("{}; make room and run again ({})", "{1}; kosongkan ruang, lalu jalankan lagi ({2})"),
        ("{}; make room and run again", "{1}; kosongkan ruang, lalu jalankan lagi"),
        ("the disk is full: no file more fits at {}", "disk penuh: tidak ada tempat untuk berkas baru di {1}"),
        ("the disk is full: {} free at {}", "disk penuh: sisa {1} di {2}"),
        ("the disk was full: {} free again at {}", "disk sempat penuh: kini sisa {1} di {2}"),
        ("the disk quota is used up at {}", "kuota disk habis di {1}"),
        ("nothing was delivered: {}", "tidak ada yang diserahkan: {1}"),
        ("no summary was written: {}", "ringkasan tidak tertulis: {1}"),
        ("two stages deliver '{}'; rename one", "dua tahap menyerahkan '{1}'; ganti nama salah satunya"),
    ]

    private static let outputs = [
        (
            "the output holds '{}', which is {}; only regular files are kept",
            "keluarannya berisi '{1}', yang bukan berkas biasa"
        ),
        ("the output holds '{}', a name that is not kept; {}", "keluarannya berisi '{1}', nama yang tidak diterima"),
        ("the output holds '{}'; data are {}", "keluarannya berisi '{1}', yang tidak pada tempatnya"),
        ("the output holds both {}; keep one", "keluarannya berisi dua bentuk berkas yang sama: {1}"),
        ("a sink wrote the data part '{}'; {}", "tahap penyimpan menulis berkas data '{1}'"),
        ("_meta/stats.json: {}", "_meta/stats.json tidak dapat dibaca: {1}"),
        (
            "the account says in = {}, but {} records were given",
            "hitungannya menyebut masuk = {1}, padahal diberi {2} rekaman"
        ),
        (
            "the account says out = {}, but {} lines were written",
            "hitungannya menyebut keluar = {1}, padahal tertulis {2} baris"
        ),
        (
            "the account says {} rejected as '{}', but _meta/rejects holds {}",
            "hitungannya menyebut {1} ditolak karena '{2}', padahal di _meta/rejects ada {3}"
        ),
        ("records disappeared: {}", "ada rekaman yang hilang: {1}"),
        (
            "a one-to-one stage used {} records and wrote {}",
            "tahap satu-satu memakai {1} rekaman tetapi menulis {2}"
        ),
    ]

    private static let rest = [
        (
            "nothing was below '{}' before: {}",
            "di '{1}' belum ada apa-apa sebelumnya: ini akar baru, semuanya diambil dan dibuat dari awal; bila akar yang lama "
                + "ada, sebutkan dengan --root"
        ),
        (
            "no file matches '{}' of stage '{}'; paths are relative to the pipeline file",
            "tidak ada berkas yang cocok dengan '{1}' pada tahap '{2}'; jalur dihitung dari letak berkas pipeline"
        ),
        ("after.{} failed: {}, log: {}", "perintah after.{1} gagal: {2}, log: {3}"),
        (
            "{}: its rows are no longer planned and could not be taken out: {}",
            "{1}: baris-barisnya tidak direncanakan lagi dan tidak dapat dikeluarkan: {2}"
        ),
        ("{}: Permission denied", "{1}: tidak ada izin"),
        ("{}: Read-only file system", "{1}: sistem berkas hanya dapat dibaca"),
        ("{}: No such file or directory", "{1}: berkas atau direktori tidak ada"),
        ("exit {}", "status keluar {1}"),
        ("{} and {} more", "{1} dan {2} lagi"),
    ]
}
