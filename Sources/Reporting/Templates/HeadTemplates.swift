extension Templates {
    static let head = #"""
        <header>
        {{#has_kop}}
        <div class="kop">
        {{#government}}<p class="government">{{government}}</p>{{/government}}
        {{#office}}<p class="office">{{office}}</p>{{/office}}
        {{#address}}<p class="address">{{line}}</p>{{/address}}
        </div>
        {{/has_kop}}
        <div class="title">
        {{#district}}<p class="eyebrow">{{district}}</p>{{/district}}
        <h1>{{title}}</h1>
        <p class="period">{{period}}</p>
        <dl class="facts">
        {{#cutoff}}<div><dt>Batas data</dt><dd>{{cutoff}}</dd></div>{{/cutoff}}
        {{#rules}}<div><dt>Versi aturan</dt><dd>{{rules}}</dd></div>{{/rules}}
        </dl>
        </div>
        <nav aria-label="Bagian laporan">
        {{#contents}}<a href="#{{to}}">{{label}}</a>
        {{/contents}}
        </nav>
        </header>

        """#

    static let missing = #"""
        {{#has_missing}}
        <section class="incomplete" role="note" aria-label="Laporan tidak lengkap">
        <p><strong>TIDAK LENGKAP</strong> Sebagian data belum masuk, sehingga semua angka di bawah dapat bertambah.</p>
        <ul>
        {{#missing}}<li>{{what}}</li>{{/missing}}
        </ul>
        </section>
        {{/has_missing}}
        {{#has_silent}}
        <section class="incomplete" role="note" aria-label="Sumber yang diam">
        <p><strong>Sumber diam</strong> Sumber ini masih menjawab, tetapi lama tidak memberi yang baru; periksa alamatnya.</p>
        <ul>
        {{#silent}}<li>{{name}}{{#since}}: tidak ada yang baru sejak {{since}}{{/since}}{{#gap}}, biasanya setiap {{gap}}{{/gap}}</li>{{/silent}}
        </ul>
        </section>
        {{/has_silent}}

        """#

    static let summary = #"""
        <section id="ringkasan">
        <h2>Ringkasan</h2>
        {{^empty}}
        <p class="lead">Pada {{period}} tercatat {{#items}}{{> n}}{{/items}} butir baru dalam {{#stories}}{{> n}}{{/stories}} cerita:
        {{#articles}}{{> n}}{{/articles}} artikel media, {{#posts}}{{> n}}{{/posts}} unggahan dan komentar, serta {{#complaints}}{{> n}}{{/complaints}} laporan warga.
        {{#open}}Laporan warga yang masih terbuka: {{> n}}.{{/open}}</p>
        {{/empty}}
        {{#empty}}
        <p class="lead">Tidak ada butir baru pada {{period}}.
        {{#open}}Laporan warga yang masih terbuka: {{> n}}.{{/open}}
        Keadaan sumber ada di bagian <a href="#peringatan">Peringatan sumber</a>.</p>
        {{/empty}}
        {{#has_leading}}
        <ol class="leading">
        {{#leading}}
        <li>
        <h3>{{issue}}{{#status}} <span class="status {{status_code}}">{{status}}</span>{{/status}}</h3>
        <p>{{#count}}{{> n}}{{/count}} butir dalam {{#story_count}}{{> n}}{{/story_count}} cerita{{#negative}}, {{> n}} bernada negatif{{/negative}}.
        {{#where}}Terbanyak di {{where}}.{{/where}}{{#since}} Tercatat sejak {{since}}{{#before}} atau sebelumnya{{/before}}.{{/since}}</p>
        <p>{{#who}}Penanggung jawab: {{who}}.{{/who}}
        {{#has_reports}}{{#answered_count}}{{> n}}{{/answered_count}} dari {{#report_count}}{{> n}}{{/report_count}} laporan warga sudah ditanggapi.{{/has_reports}}{{^has_reports}}Tidak ada laporan warga.{{/has_reports}}</p>
        {{#bar}}{{> stacked}}{{/bar}}
        </li>
        {{/leading}}
        </ol>
        <p class="key"><i class="pos"></i> positif <i class="net"></i> netral {{#has_toneless}}<i class="none"></i> tanpa nada {{/has_toneless}}<i class="neg"></i> negatif</p>
        {{/has_leading}}
        {{#has_late}}
        <p class="follow"><strong>Perlu ditindaklanjuti.</strong> Laporan terbuka yang melewati batas waktu:
        {{#late}}{{deadline}} {{#count}}{{> n}}{{/count}}; {{/late}}rinciannya di bagian <a href="#aduan">Aspirasi dan aduan</a>.</p>
        {{/has_late}}
        </section>

        """#

    static let signature = #"""
        <section id="tanda-tangan" class="signature">
        <h2>Tanda tangan</h2>
        <div>
        <p>{{place_day}}</p>
        <p>{{title}}</p>
        <p class="room"></p>
        <p>{{#name}}<strong>{{name}}</strong>{{/name}}{{^name}}…………………………………{{/name}}</p>
        {{#rank}}<p>{{rank}}</p>{{/rank}}
        {{#nip}}<p>{{nip}}</p>{{/nip}}
        </div>
        </section>

        """#
}
