<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
<channel>
<title>Rilis Diskominfo PPU</title>
<link>https://rilis.ppukab.example</link>
<language>id</language>
<item>
<title>Diskominfo PPU Ikuti Bimtek Pengelolaan Opini dan Aspirasi Publik</title>
<link>https://rilis.ppukab.example/rilis/2023/diskominfo-ppu-ikuti-bimtek-pengelolaan-opini-dan-aspirasi-publik</link>
<guid>https://rilis.ppukab.example/rilis/2023/diskominfo-ppu-ikuti-bimtek-pengelolaan-opini-dan-aspirasi-publik</guid>
<author>Tim Rilis IKP</author>
<category>Komunikasi Publik</category>
<pubDate>2023-08-15 15:40:00</pubDate>
<description><![CDATA[<p>BALIKPAPAN – Dinas Komunikasi dan Informatika (Diskominfo) Kabupaten Penajam Paser Utara mengirim enam pegawai ke bimbingan teknis pengelolaan opini dan aspirasi publik yang berlangsung di sebuah hotel di Balikpapan, Selasa (15/8/2023). Peserta lain mengikuti secara daring.</p>
<p>Materi yang diberikan mencakup cara membaca percakapan warga di media sosial dan media siber, membedakan pendapat dari permintaan, serta menyusun ringkasan isu bagi pimpinan.</p>
<p>Kepala Bidang Informasi dan Komunikasi Publik Diskominfo PPU Retno Palupi menilai latihan langsung memakai perangkat pemantau media merupakan bagian yang paling berguna.</p>
<p>"Selama ini kami membaca satu per satu lalu menempelnya di tabel. Sekarang kami tahu mana yang perlu didahulukan," kata Retno.</p>
<p>Salah seorang narasumber, peneliti komunikasi Dr. Prabu Anggoro, mengingatkan bahwa pemerintah tidak dapat mengatur pendapat orang. Yang bisa dilakukan adalah menjawab lebih cepat dan lebih jujur.</p>
<p>Sepulang dari kegiatan itu, Diskominfo PPU akan menyusun laporan isu harian yang dikirim kepada Bupati dan perangkat daerah setiap pagi. (*DiskominfoPPU/rtn)</p>]]></description>
</item>
<item>
<title>Dua Belas Titik Blank Spot di PPU Segera Mendapat Internet Satelit</title>
<link>https://rilis.ppukab.example/rilis/2023/dua-belas-titik-blank-spot-di-ppu-segera-mendapat-internet-satelit</link>
<guid>https://rilis.ppukab.example/rilis/2023/dua-belas-titik-blank-spot-di-ppu-segera-mendapat-internet-satelit</guid>
<author>Tim Rilis IKP</author>
<category>Komunikasi Publik</category>
<description><![CDATA[<p>PENAJAM – Diskominfo Penajam Paser Utara menyiapkan pemasangan internet satelit pada dua belas titik yang belum terjangkau sinyal seluler. Pemasangan dimulai pekan keempat Agustus dan selesai paling lambat Oktober 2023.</p>
<p>Titik tersebut tersebar di Sepaku, Penajam, dan Babulu, antara lain di kantor kelurahan, sekolah, serta puskesmas pembantu. Kecepatan yang disediakan 20 megabit per detik dan dapat dipakai warga tanpa bayar sampai pukul 22.00 Wita.</p>
<p>Kepala Diskominfo PPU Bahtiar Noor Lessi mengatakan langkah itu bersifat sementara sambil menunggu operator membangun menara.</p>
<p>"Kami tidak ingin anak-anak terus naik bukit hanya untuk mengirim tugas," ujarnya.</p>
<p>Anggaran yang disediakan Rp1,1 miliar, termasuk panel surya untuk tiga lokasi yang listriknya belum stabil. Setiap titik akan diawasi petugas setempat yang dilatih pekan depan. (*DiskominfoPPU/nov)</p>]]></description>
</item>
<item>
<title>DPUPR PPU Mulai Perbaiki Jalan Poros Babulu Darat Sepanjang 4,2 Kilometer</title>
<link>https://rilis.ppukab.example/rilis/2023/dpupr-ppu-mulai-perbaiki-jalan-poros-babulu-darat-sepanjang-4-2-kilometer</link>
<guid>https://rilis.ppukab.example/rilis/2023/dpupr-ppu-mulai-perbaiki-jalan-poros-babulu-darat-sepanjang-4-2-kilometer</guid>
<author>Tim Rilis IKP</author>
<category>Infrastruktur</category>
<pubDate>2023-08-14 13:25:00</pubDate>
<description><![CDATA[<p>BABULU – Dinas Pekerjaan Umum dan Penataan Ruang (DPUPR) Penajam Paser Utara memulai perbaikan jalan poros Desa Babulu Darat sepanjang 4,2 kilometer, Senin (14/8/2023). Pekerjaan senilai Rp9,7 miliar itu ditargetkan tuntas dalam 120 hari.</p>
<p>Kepala DPUPR PPU Gunarso Timbul menjelaskan, konstruksi memakai beton pada 1,5 kilometer yang sering tergenang, selebihnya aspal. Saluran di kedua sisi turut dibangun supaya badan jalan tidak cepat rusak.</p>
<p>"Ruas ini jalur angkut gabah. Kalau mulus, ongkos petani berkurang," ujar Gunarso.</p>
<p>Selama pengerjaan, kendaraan bermuatan di atas delapan ton dialihkan lewat Gunung Makmur. Warga diminta berhati-hati karena lalu lintas diberlakukan buka-tutup pukul 08.00 hingga 17.00 Wita.</p>
<p>Camat Babulu Norlela mengapresiasi dimulainya pekerjaan yang sudah lama dinantikan tersebut dan mengajak warga ikut mengawasi mutunya. (*DiskominfoPPU/gns)</p>]]></description>
</item>
<item>
<title>Pemkab PPU Usulkan 1.140 Formasi PPPK Tahun 2023</title>
<link>https://rilis.ppukab.example/rilis/2023/pemkab-ppu-usulkan-1-140-formasi-pppk-tahun-2023</link>
<guid>https://rilis.ppukab.example/rilis/2023/pemkab-ppu-usulkan-1-140-formasi-pppk-tahun-2023</guid>
<author>Tim Rilis IKP</author>
<category>Kepegawaian</category>
<pubDate>2023-08-14 09:40:00</pubDate>
<description><![CDATA[<p>PENAJAM – Pemerintah Kabupaten Penajam Paser Utara mengusulkan 1.140 formasi pegawai pemerintah dengan perjanjian kerja (PPPK) kepada pemerintah pusat. Usulan disampaikan Sekretaris Daerah PPU Yusran Mattola seusai apel pagi, Senin (14/8/2023).</p>
<p>Dari jumlah itu, 612 formasi diperuntukkan bagi guru, 388 tenaga kesehatan, dan 140 tenaga teknis. Prioritas diberikan kepada tenaga honorer yang sudah mengabdi paling sedikit dua tahun dan tercatat dalam pangkalan data.</p>
<p>"Kami mengusulkan sesuai kebutuhan dan kemampuan keuangan. Keputusan jumlah akhirnya ada di pusat," kata Yusran.</p>
<p>Kepala BKPSDM PPU Khairunisa Hapid mengimbau tenaga honorer memeriksa kembali masa kerja dan ijazah pada sistem, sebab perubahan tidak dapat dilakukan setelah pendaftaran dibuka.</p>
<p>Ia menegaskan seluruh tahapan tidak dipungut biaya. Bila ada pihak yang menawarkan kelulusan, masyarakat diminta melapor ke Inspektorat.</p>
<p>Jumlah honorer di lingkungan Pemkab PPU saat ini tercatat 3.412 orang. (*DiskominfoPPU/nov)</p>]]></description>
</item>
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
