<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
<channel>
<title>Rilis Diskominfo PPU</title>
<link>https://rilis.ppukab.example</link>
<language>id</language>
<item>
<title>Bupati Rusdiansyah Lepas Gerakan Pembagian 5.000 Bendera di Penajam</title>
<link>https://rilis.ppukab.example/rilis/2023/bupati-rusdiansyah-lepas-gerakan-pembagian-5-000-bendera-di-penajam</link>
<guid>https://rilis.ppukab.example/rilis/2023/bupati-rusdiansyah-lepas-gerakan-pembagian-5-000-bendera-di-penajam</guid>
<author>Tim Rilis IKP</author>
<category>Pemerintahan</category>
<pubDate>2023-08-13 16:40:00</pubDate>
<description><![CDATA[<p>PENAJAM – Bupati Penajam Paser Utara Rusdiansyah Lamohang melepas Gerakan Pembagian Bendera Merah Putih di halaman kantor bupati, Minggu (13/8/2023) sore. Sebanyak 5.000 lembar bendera dibagikan kepada pengguna jalan, pedagang pasar, dan nelayan.</p>
<p>Kegiatan yang digelar Badan Kesatuan Bangsa dan Politik itu diikuti unsur Forkopimda, pelajar, pramuka, dan organisasi kemasyarakatan. Rombongan bergerak dari Nipah-Nipah menuju pelabuhan penyeberangan.</p>
<p>"Bendera ini kecil nilainya, tetapi besar maknanya. Saya minta mulai besok tidak ada lagi rumah yang tiangnya kosong," ujar Rusdiansyah.</p>
<p>Kepala Badan Kesbangpol PPU Hartini Mangku menambahkan, pembagian serupa akan dilakukan di tiga kecamatan lain hingga 16 Agustus. Bendera yang dibagikan merupakan sumbangan perangkat daerah, perusahaan, dan perorangan.</p>
<p>Acara ditutup dengan pemasangan bendera secara simbolis pada perahu nelayan. (*DiskominfoPPU/adl)</p>]]></description>
</item>
<item>
<title>Pemkab PPU Salurkan Air Tangki ke Tujuh Kelurahan Terdampak Kemarau</title>
<link>https://rilis.ppukab.example/rilis/2023/pemkab-ppu-salurkan-air-tangki-ke-tujuh-kelurahan-terdampak-kemarau</link>
<guid>https://rilis.ppukab.example/rilis/2023/pemkab-ppu-salurkan-air-tangki-ke-tujuh-kelurahan-terdampak-kemarau</guid>
<author>Tim Rilis IKP</author>
<category>Pelayanan Publik</category>
<pubDate>2023-08-13 10:15:00</pubDate>
<description><![CDATA[<p>PENAJAM – Pemerintah Kabupaten Penajam Paser Utara (PPU) mulai menyalurkan air bersih dengan mobil tangki ke tujuh kelurahan yang sumurnya mengering akibat kemarau. Penyaluran tahap pertama berlangsung Minggu (13/8/2023) dan dijadwalkan dua kali sepekan sampai hujan kembali turun.</p>
<p>Tujuh kelurahan itu adalah Pantai Lango, Jenebora, Gersik, Riko, Sotek, Sepan, dan Buluminung. Seluruhnya berada di Kecamatan Penajam dan sebagian besar belum terjangkau jaringan pipa Perumda Air Minum Danum Taka.</p>
<p>Kepala Pelaksana BPBD PPU Wahyuddin Lapatau mengatakan, pihaknya mengerahkan empat mobil tangki berkapasitas 5.000 liter, dibantu dua unit milik Perumda. Setiap kelurahan mendapat jatah awal 20 ribu liter yang ditampung di tandon lingkungan.</p>
<p>"Ketua RT kami minta mendata rumah yang ada lansia dan balitanya. Mereka yang didahulukan, baru warga lain," kata Wahyuddin.</p>
<p>Bupati PPU Rusdiansyah Lamohang meminta camat dan lurah segera melapor bila ada wilayah lain yang kesulitan air. Ia juga mengingatkan agar air bantuan dipakai untuk minum dan memasak, bukan untuk menyiram kebun.</p>
<p>Pemerintah daerah menyiapkan anggaran belanja tidak terduga untuk operasional tangki selama enam pekan. Warga yang membutuhkan dapat menghubungi kantor kelurahan setempat pada jam kerja. (*DiskominfoPPU/rtn)</p>]]></description>
</item>
</channel>
</rss>
