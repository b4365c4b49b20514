/// What the codes of records are called on paper; a code without a word stands for itself, its `_` as spaces.
enum Words {
    static func of(_ code: String) -> String { names[code] ?? code.map { $0 == "_" ? " " : String($0) }.joined() }

    /// With a capital at the beginning.
    static func title(_ code: String) -> String {
        let word = of(code)
        return word.prefix(1).uppercased() + word.dropFirst()
    }

    /// Why something was refused, in words that tell an officer what happened.
    static func reason(_ code: String) -> String {
        if let words = reasons[code] { return words }
        return code.hasPrefix("http_") ? "server menjawab \(code.dropFirst(5))" : of(code)
    }

    private static let names: [String: String] = [
        // kinds
        "berita": "berita", "pengaduan": "pengaduan", "aspirasi": "aspirasi", "opini": "opini",
        "permintaan_informasi": "permintaan informasi", "whistleblowing": "pelaporan pelanggaran",
        "apresiasi": "apresiasi", "lain": "lainnya",
        // forms
        "artikel": "artikel media", "unggahan": "unggahan", "komentar": "komentar", "laporan": "laporan warga",
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
        // states of a task
        "blocked": "tidak berjalan karena masukannya tidak ada", "missing": "belum ada",
        "gap": "tidak pernah diambil", "lost": "hilang",
        // states of a source
        "ok": "baik", "failed": "gagal", "silent": "diam", "unchanged": "tidak berubah",
        "unclaimed": "berkas tanpa pemilik",
    ]

    private static let reasons: [String: String] = [
        // fetching
        "private_address": "alamat jaringan dalam, tidak diambil", "bad_url": "alamat tautan salah",
        "dns": "nama server tidak ditemukan", "connect": "server tidak dapat dihubungi",
        "fetch_failed": "tidak dapat diambil", "http_status": "server menjawab dengan kesalahan",
        "no_entries": "umpan tanpa isi", "no_link": "tanpa tautan", "not_recorded": "tidak ada rekamannya",
        "not_a_file": "bukan berkas", "bad_name": "nama berkas tidak dapat dibaca (bukan UTF-8)",
        "no_file": "tidak ada berkas", "same_files": "berkas yang sama",
        "no_source": "tidak ada sumber untuk berkas ini", "over_budget": "melewati batas jumlah",
        "robots": "dilarang oleh robots.txt",
        "robots_unreachable": "robots.txt tidak dapat dibaca, jadi tidak boleh diambil",
        "host_backing_off": "server minta tidak diganggu", "no_newer_sitemap": "tidak ada peta situs yang lebih baru",
        "backing_off": "tidak dicoba malam ini karena berulang kali gagal",
        "given_up": "tidak dicoba lagi karena berulang kali gagal",
        "too_soon": "entrinya terus berubah; halamannya diambil lagi nanti",
        "nothing_new": "tidak ada yang baru", "http_304": "tidak berubah", "same_bytes": "isi yang sama",
        "timeout": "terlalu lama menjawab", "tls": "sertifikat server tidak sah", "too_large": "terlalu besar",
        "headers_too_large": "kepala jawaban terlalu besar",
        "bad_redirect": "pengalihan salah", "bad_encoding": "pemampatan isi salah", "broken_answer": "jawaban rusak",
        "credentials_in_url": "tautan berisi nama pengguna atau sandi", "url_too_long": "tautan terlalu panjang",
        "connect_timeout": "server tidak dapat dihubungi", "proxy": "proksi tidak meneruskan",
        "tls_name": "sertifikat server milik nama lain", "tls_expired": "sertifikat server kedaluwarsa",
        "tls_unknown_ca": "penerbit sertifikat server tidak dikenal", "stalled": "jawaban terhenti",
        "too_slow": "jawaban terlalu lambat", "partial_body": "hanya sebagian isi",
        "too_large_unpacked": "terlalu besar setelah dibuka", "too_many_headers": "kepala jawaban terlalu banyak",
        "header_line_too_long": "kepala jawaban terlalu panjang", "bad_header": "kepala jawaban salah",
        "too_many_interim": "jawaban sementara tanpa akhir", "bad_chunks": "potongan jawaban salah",
        "no_answer": "server tidak menjawab", "not_http": "bukan layanan web", "redirect_ring": "pengalihan berputar",
        "too_many_redirects": "terlalu banyak pengalihan", "unclaimed": "berkas tanpa pemilik",
        "unreadable": "tidak dapat dibaca", "warc_damaged": "berkas WARC rusak",
        "warc_truncated": "berkas WARC terpotong", "warc_type": "jenis rekaman WARC yang tidak dipakai",
        "warc_empty": "berkas WARC kosong", "warc_version": "versi WARC yang tidak dikenal",
        "warc_zstd": "berkas WARC yang dimampatkan dengan zstd", "warc_no_date": "rekaman WARC tanpa waktu",
        "warc_no_url": "rekaman WARC tanpa alamat", "jsonl_damaged": "berkas JSON Lines rusak",
        "jsonl_truncated": "berkas JSON Lines terpotong", "jsonl_not_json": "baris bukan JSON",
        "jsonl_too_long": "baris terlalu panjang", "jsonl_no_url": "baris tanpa alamat",
        "jsonl_no_body": "baris tanpa isi", "jsonl_no_date": "baris tanpa waktu",
        "jsonl_no_status": "baris tanpa status jawaban", "mhtml": "berkas MHTML tidak dibaca",
        "unknown_type": "jenis berkas tidak dikenal",
        // parsing
        "bad_charset": "sandi aksara salah", "bad_row": "baris tabel rusak", "bad_table": "tabel rusak",
        "empty": "kosong", "empty_body": "isi kosong", "future_date": "bertanggal di masa depan",
        "missing_column": "kolom yang diperlukan tidak ada", "no_body": "tanpa isi", "no_date": "tanpa tanggal",
        "no_scrape_time": "waktu pengambilan tidak diketahui", "no_title": "tanpa judul",
        "no_mapping": "susunan kolom tabel tidak dikenal",
        "site_rule_unmatched": "aturan situs tidak lagi cocok",
        "not_a_feed": "bukan umpan berita", "not_items": "bukan butir", "truncated": "isi terpotong",
        "unknown_format": "bentuk berkas tidak dikenal", "unknown_status": "status laporan tidak dikenal",
        // any stage
        "bad_correction": "baris koreksi salah", "unknown_item": "koreksi untuk butir yang tidak ada",
        "line_too_long": "baris terlalu panjang", "no_id": "tanpa id",
        "no_key": "tanpa kunci hari", "not_json": "baris bukan JSON",
    ]
}
