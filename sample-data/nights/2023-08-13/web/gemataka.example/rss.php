<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
<channel>
<title>Gema Taka</title>
<link>https://gemataka.example</link>
<language>id</language>
<item>
<title>5.000 Bendera Dibagikan di Penajam</title>
<link>https://gemataka.example/kabar/5-000-bendera-dibagikan-di-penajam.php</link>
<guid>https://gemataka.example/kabar/5-000-bendera-dibagikan-di-penajam.php</guid>
<author>Redaksi</author>
<category>Kabar</category>
<pubDate>Sun, 13 Aug 2023 18:20:00 +0800</pubDate>
<description><![CDATA[<p>Menyambut HUT ke-78 Republik Indonesia, Bupati Penajam Paser Utara Rusdiansyah Lamohang melepas Gerakan Pembagian Bendera Merah Putih, Minggu (13/8/2023) sore. Sebanyak 5.000 lembar bendera dibagikan kepada pengguna jalan, pedagang pasar, dan nelayan.</p>
<p>Kegiatan yang digelar Badan Kesatuan Bangsa dan Politik itu diikuti unsur Forkopimda, pelajar, pramuka, dan organisasi kemasyarakatan. Rombongan bergerak dari Nipah-Nipah menuju pelabuhan penyeberangan.</p>
<p>“Bendera ini kecil nilainya, tetapi besar maknanya. Saya minta mulai besok tidak ada lagi rumah yang tiangnya kosong,” ujar Rusdiansyah.</p>
<p>Acara ditutup dengan pemasangan bendera secara simbolis pada perahu nelayan. (*)</p>]]></description>
</item>
<item>
<title>Dua Bulan Tanpa Gaji, Guru Honorer Rintik Mengajar Sambil Berjualan Pentol</title>
<link>https://gemataka.example/pendidikan/dua-bulan-tanpa-gaji-guru-honorer-rintik-mengajar-sambil-berjualan-pentol.php</link>
<guid>https://gemataka.example/pendidikan/dua-bulan-tanpa-gaji-guru-honorer-rintik-mengajar-sambil-berjualan-pentol.php</guid>
<author>Mariana Lusi</author>
<category>Pendidikan</category>
<pubDate>Sun, 13 Aug 2023 12:35:00 +0800</pubDate>
<description><![CDATA[<p>Jam istirahat, Bu Wati keluar kelas lebih cepat daripada muridnya. Gerobak pentol di samping pagar sekolah di Desa Rintik sudah menunggu. Honor Rp1,3 juta per bulan yang menjadi haknya belum masuk sejak Juni.</p>
<p>“Malu sebenarnya. Tapi anak saya juga perlu makan,” katanya pelan.</p>
<p>Ada sembilan guru honorer di dua sekolah desa itu yang bernasib serupa. Mereka menerima penjelasan berbeda setiap kali bertanya: berkas belum lengkap, sistem sedang dipelihara, menunggu perubahan anggaran.</p>
<p>Kepala Disdikpora PPU Harjo Kusnadi menyatakan surat perintah membayar sudah diteken dan tinggal menunggu kas daerah. “Mudah-mudahan sebelum 17 Agustus,” ujarnya melalui pesan singkat.</p>
<p>Para guru sudah hafal kata mudah-mudahan. Tetapi Senin mereka tetap datang, katanya, sebab murid tidak ikut bersalah.</p>]]></description>
</item>
<item>
<title>Café Terapung di Bekas Klotok, Ide Iseng Juragan yang Pensiun</title>
<link>https://gemataka.example/ragam/cafe-terapung-di-bekas-klotok-ide-iseng-juragan-yang-pensiun.php</link>
<guid>https://gemataka.example/ragam/cafe-terapung-di-bekas-klotok-ide-iseng-juragan-yang-pensiun.php</guid>
<author>André Tambing</author>
<category>Ragam</category>
<pubDate>Sun, 13 Aug 2023 09:10:00 +0800</pubDate>
<description><![CDATA[<p>Mesin klotok milik Daeng Sija sudah tiga tahun tidak menyala. Penumpang beralih ke speedboat, dan perahunya nyaris dijual kiloan. Sekarang, di dermaga Penajam, perahu itu menjadi café dengan enam meja dan kopi Rp8.000.</p>
<p>“Dulu bawa orang menyeberang, sekarang orangnya yang saya ajak diam,” ucapnya terkekeh.</p>
<p>Dinas Perhubungan memberi izin sementara dengan syarat pelampung lengkap dan tidak boleh melepas tali. Pengunjung kebanyakan pekerja yang menunggu kapal.</p>
<p>Daeng Sija mengajak tiga rekannya mengubah perahu yang menganggur. Dari empat puluh klotok pada masa jayanya, kini hanya sembilan yang masih menarik penumpang – itu pun tidak setiap hari.</p>]]></description>
</item>
</channel>
</rss>
