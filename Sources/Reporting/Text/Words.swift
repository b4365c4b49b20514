/// What the codes of records are called on paper; a code without a word stands for itself, its `_` as spaces.
enum Words {
    static func of(_ code: String) -> String { names[code] ?? code.map { $0 == "_" ? " " : String($0) }.joined() }

    /// With a capital at the beginning.
    static func title(_ code: String) -> String {
        let word = of(code)
        return word.prefix(1).uppercased() + word.dropFirst()
    }

    /// Why something was refused, in words that tell an officer what happened.
    static func reason(_ code: String) -> String { reasons[code] ?? of(code) }

    private static let names: [String: String] = [
        // kinds
        "berita": "berita", "pengaduan": "pengaduan", "aspirasi": "aspirasi", "opini": "opini",
        "permintaan_informasi": "permintaan informasi", "whistleblowing": "pelaporan pelanggaran",
        "apresiasi": "apresiasi", "lain": "lainnya",
        // forms
        "artikel": "berita", "unggahan": "unggahan", "komentar": "komentar", "laporan": "laporan warga",
        "pesan": "pesan",
        // tones and their targets
        "positif": "positif", "netral": "netral", "negatif": "negatif", "tanpa_nada": "tanpa nada",
        "pemkab": "pemerintah kabupaten", "opd": "perangkat daerah (OPD)", "tokoh": "tokoh", "pihak_lain": "pihak lain",
        "tidak_jelas": "sasaran tidak jelas", "semua": "semua butir",
        // voices and owners
        "independen": "media independen", "rilis": "rilis pemerintah", "advertorial": "advertorial", "warga": "warga",
        "pemerintah": "pemerintah",
        // states of a complaint
        "masuk": "belum diverifikasi", "disposisi": "terdisposisi", "tunda": "ditunda",
        "bukan_wewenang": "bukan wewenang", "arsip": "diarsipkan", "proses": "ditindaklanjuti",
        "dibalas_pelapor": "ditanggapi pelapor", "selesai": "selesai", "tanpa_status": "tanpa status",
        "tanpa_kanal": "kanal tidak disebut", "tanpa_opd": "OPD tidak disebut",
        // states of a source
        "ok": "baik", "failed": "gagal", "silent": "tidak ada isi", "unchanged": "tidak berubah",
        "unclaimed": "berkas tanpa pemilik",
    ]

    private static let reasons: [String: String] = [
        "not_json": "baris bukan JSON", "line_too_long": "baris terlalu panjang", "no_id": "tanpa id",
        "no_key": "tanpa kunci hari", "http_status": "server menjawab dengan kesalahan",
        "not_a_feed": "bukan umpan berita", "truncated": "isi terpotong", "no_title": "tanpa judul",
        "no_date": "tanpa tanggal", "future_date": "bertanggal di masa depan", "bad_correction": "baris koreksi salah",
        "bad_row": "baris tabel rusak", "bad_charset": "sandi aksara salah", "timeout": "terlalu lama menjawab",
        "over_budget": "melewati batas jumlah", "unclaimed": "berkas tanpa pemilik", "empty": "kosong",
        "fetch_failed": "tidak dapat diambil", "robots": "dilarang oleh robots.txt",
    ]
}
