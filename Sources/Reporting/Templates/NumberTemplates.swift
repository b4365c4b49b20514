extension Templates {
    static let totals = #"""
        <section id="angka">
        <h2>Angka pokok</h2>
        <dl class="cards">
        {{#cards}}
        <div><dt>{{label}}</dt><dd>{{#count}}{{> n}}{{/count}}</dd>{{#previous}}<dd class="before">{{previous_name}}: {{> n}}</dd>{{/previous}}</div>
        {{/cards}}
        </dl>
        {{#has_kinds}}
        <div class="wrap"><table>
        <caption>Jenis suara</caption>
        <thead><tr><th scope="col">Jenis</th><th scope="col" class="num">Jumlah</th>{{#has_shares}}<th scope="col" class="num">Bagian</th>{{/has_shares}}{{#previous_name}}<th scope="col" class="num">{{previous_name}}</th>{{/previous_name}}</tr></thead>
        <tbody>
        {{#kinds}}
        <tr><th scope="row">{{label}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td>{{#has_shares}}<td class="num">{{share}}</td>{{/has_shares}}{{#previous_name}}<td class="num">{{#previous}}{{> n}}{{/previous}}</td>{{/previous_name}}</tr>
        {{/kinds}}
        </tbody></table></div>
        <p class="note">Jenis adalah maksud sebuah butir, bukan bentuknya: juga unggahan dapat berisi berita, dan artikel media dapat berisi opini.</p>
        {{/has_kinds}}
        {{#has_apart}}
        <p class="note">Di luar hitungan di atas atau ditandai khusus: {{#apart}}{{label}} {{#count}}{{> n}}{{/count}}; {{/apart}}lihat metodologi.</p>
        {{/has_apart}}
        </section>

        """#

    static let tone = #"""
        <section id="nada">
        <h2>Nada</h2>
        {{#bar}}<div class="chart">{{> stacked}}</div>{{/bar}}
        <p class="legend">{{#legend}}<span><i class="{{style}}"></i> {{label}} {{#count}}{{> n}}{{/count}}{{#share}} ({{share}}){{/share}}</span> {{/legend}}</p>
        <div class="columns">
        {{#groups}}
        {{#has_rows}}
        <div class="wrap"><table>
        <caption>{{heading}}</caption>
        <thead><tr><th scope="col">{{heading}}</th><th scope="col" class="num">Jumlah</th><th scope="col" class="num">Negatif</th><th scope="col" class="num">Positif</th><th scope="col" class="num">Netral</th><th scope="col" class="bar"><span class="hide">Perbandingan</span></th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{label}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td>{{> tonecells}}<td class="bar">{{#bar}}{{> stacked}}{{/bar}}</td></tr>
        {{/rows}}
        </tbody></table></div>
        {{/has_rows}}
        {{/groups}}
        </div>
        <p class="note">Nada sebuah butir adalah nadanya yang terkuat. Nada dibaca dengan aturan kata; kata yang menjadi bukti ditandai di kliping.</p>
        </section>

        """#

    static let toneCells =
        ##"<td class="num">{{#negatif}}{{> n}}{{/negatif}}</td><td class="num">{{#positif}}{{> n}}{{/positif}}</td>"##
        + ##"<td class="num">{{#netral}}{{> n}}{{/netral}}</td>"##

    static let trend = #"""
        {{#has_days}}
        <section id="tren">
        <h2>Tren</h2>
        <div class="chart">{{#chart}}{{> days}}{{/chart}}</div>
        {{#peak}}<p>{{peak}}</p>{{/peak}}
        {{#gaps}}<p class="note">Hari yang bertanda × tidak mempunyai data; itu bukan nol.</p>{{/gaps}}
        {{#has_issues}}
        <div class="sparks">
        {{#issues}}
        <figure><figcaption>{{issue}}</figcaption>{{#chart}}{{> spark}}{{/chart}}</figure>
        {{/issues}}
        </div>
        {{/has_issues}}
        <details><summary>Tabel di balik grafik</summary>
        <div class="wrap"><table>
        <thead><tr><th scope="col">Hari</th><th scope="col" class="num">Semua butir</th>{{#columns}}<th scope="col" class="num">{{issue}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#days}}
        <tr><th scope="row">{{day}}{{#other_rules}} <span class="soft">(aturan lain)</span>{{/other_rules}}</th><td class="num">{{#total}}{{> n}}{{/total}}</td>{{#cells}}<td class="num">{{#count}}{{> n}}{{/count}}</td>{{/cells}}</tr>
        {{/days}}
        </tbody></table></div>
        </details>
        </section>
        {{/has_days}}

        """#
}
