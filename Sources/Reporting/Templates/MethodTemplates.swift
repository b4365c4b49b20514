extension Templates {
    static let warnings = #"""
        <section id="peringatan">
        <h2>Peringatan sumber</h2>
        {{^known}}<p>Laporan ini dibuat tanpa catatan tahap sebelumnya, sehingga keadaan sumber tidak diketahui.</p>{{/known}}
        {{#known}}
        <p>{{good_total}} dari {{source_total}} sumber dalam keadaan baik.</p>
        {{#has_rows}}
        <div class="wrap"><table>
        <thead><tr><th scope="col">Sumber</th><th scope="col">Keadaan</th><th scope="col">Sebab</th><th scope="col">Tahap</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{label}}</th><td>{{#bad}}<span class="late">{{state}}</span>{{/bad}}{{^bad}}{{state}}{{/bad}}</td><td>{{reason}}{{#code}} (<code>{{code}}</code>){{/code}}{{#more}}{{#code}}, {{/code}}{{more}}{{/more}}</td><td>{{stage}}</td></tr>
        {{/rows}}
        </tbody></table></div>
        {{/has_rows}}
        {{/known}}
        </section>

        """#

    static let method = #"""
        <section id="metodologi">
        <h2>Metodologi</h2>
        <p>Setiap butir dihitung sekali: rekaman dengan identitas yang sama dilipat menjadi satu. Sebuah butir <em>baru</em> dalam laporan dari hari yang lebih akhir antara hari terbit dan hari pertama kali ditemukan. Butir yang hampir sama kata-katanya (kemiripan paling sedikit 0,6 atas rangkaian tiga kata) adalah satu <em>cerita</em>. Di bawah {{least}} butir tidak ada persentase dan tidak ada kata tren. Status isu <em>naik</em> atau <em>turun</em> bila selisihnya dengan hari sebelumnya melebihi dua kali akar jumlah keduanya.</p>
        <p>Jendela {{window}} hari; {{covered}} hari di antaranya mempunyai data. Koreksi petugas: {{corrections}} dibaca, {{corrections_applied}} diterapkan{{#corrections_past}}, {{corrections_past}} untuk butir dari sebelum jendela{{/corrections_past}}{{#corrections_unknown}}, {{corrections_unknown}} untuk butir yang tidak ada{{/corrections_unknown}}{{#corrections_refused}}, {{corrections_refused}} baris ditolak{{/corrections_refused}}.</p>
        {{#other_rules}}<p><strong>Aturan lain.</strong> Hari-hari ini dihitung dengan versi aturan yang berbeda dan tidak boleh dibandingkan begitu saja: {{other_rules}}.</p>{{/other_rules}}
        {{#has_stages}}
        <div class="wrap"><table>
        <caption>Apa yang masuk dan menjadi apa</caption>
        <thead><tr><th scope="col">Tahap</th><th scope="col" class="num">Tugas</th><th scope="col" class="num">Masuk</th><th scope="col" class="num">Dipakai</th><th scope="col" class="num">Digabung</th><th scope="col" class="num">Ditolak</th><th scope="col" class="num">Keluar</th><th scope="col">Diaudit</th></tr></thead>
        <tbody>
        {{#stages}}
        <tr><th scope="row">{{stage}}{{^complete}} <span class="late">tidak lengkap</span>{{/complete}}</th><td class="num">{{tasks}}</td><td class="num">{{input}}</td><td class="num">{{used}}</td><td class="num">{{merged}}</td><td class="num">{{rejected}}</td><td class="num">{{output}}</td><td>{{audited}}</td></tr>
        {{/stages}}
        </tbody></table></div>
        {{/has_stages}}
        {{#has_sources}}
        <div class="wrap"><table>
        <caption>Sumber: kapan terakhir memberi yang baru, dan biasanya berapa lama sekali</caption>
        <thead><tr><th scope="col">Sumber</th><th scope="col">Terakhir ada yang baru</th><th scope="col">Biasanya setiap</th><th scope="col">Keadaan</th></tr></thead>
        <tbody>
        {{#sources}}
        <tr><th scope="row">{{name}}</th><td>{{last}}</td><td>{{gap}}</td><td>{{#bad}}<span class="late">{{state}}</span>{{/bad}}{{^bad}}{{state}}{{/bad}}{{#failures}}: {{failures}}{{/failures}}{{#moved}}; pindah ke {{moved}}, ubah daftar sumber{{/moved}}</td></tr>
        {{/sources}}
        </tbody></table></div>
        {{/has_sources}}
        {{#has_rejects}}
        <div class="wrap"><table>
        <caption>Yang ditolak, menurut sebab; rekamannya disimpan</caption>
        <thead><tr><th scope="col">Sebab</th><th scope="col">Kode</th><th scope="col">Tahap</th><th scope="col" class="num">Jumlah</th></tr></thead>
        <tbody>
        {{#rejects}}
        <tr><th scope="row">{{reason}}</th><td><code>{{code}}</code></td><td>{{stage}}</td><td class="num">{{total}}</td></tr>
        {{/rejects}}
        </tbody></table></div>
        {{/has_rejects}}
        {{#has_parts}}
        <div class="wrap"><table>
        <caption>Bagian yang ditolak dari rekaman yang selebihnya dipakai</caption>
        <thead><tr><th scope="col">Sebab</th><th scope="col">Kode</th><th scope="col">Tahap</th><th scope="col" class="num">Jumlah</th></tr></thead>
        <tbody>
        {{#parts}}
        <tr><th scope="row">{{reason}}</th><td><code>{{code}}</code></td><td>{{stage}}</td><td class="num">{{total}}</td></tr>
        {{/parts}}
        </tbody></table></div>
        {{/has_parts}}
        {{#has_failures}}<p>Sumber yang gagal: {{#failures}}<b>{{source}}</b>{{#reason}}, {{reason}} (<code>{{code}}</code>){{/reason}}; {{/failures}}lihat <a href="#peringatan">Peringatan sumber</a>.</p>{{/has_failures}}
        {{#has_unaudited}}<p>Tidak diaudit (tidak ada yang memeriksa bahwa tidak ada rekaman yang hilang): {{#unaudited}}{{stage}} {{/unaudited}}</p>{{/has_unaudited}}
        {{#has_packs}}
        <p>Paket kosakata: {{#packs}}<b>{{pack}}</b> versi {{version}}; {{/packs}}kontrak tahap versi 1.</p>
        {{/has_packs}}
        {{#has_unverified}}
        <details><summary>Fakta kosakata yang belum diperiksa petugas</summary>
        <ul>
        {{#unverified}}<li><b>{{kind}}</b>: {{total}} dari {{all}}. {{names}}</li>
        {{/unverified}}
        </ul></details>
        {{/has_unverified}}
        </section>

        """#
}
