extension Templates {
    static let clippings = #"""
        <section id="kliping">
        <h2>Kliping</h2>
        <p class="note">{{total}} butir yang dihitung laporan ini. Kata yang menjadi bukti sebuah label diberi <mark>tanda</mark>; butir sensitif hanya dihitung dan tidak ditampilkan.</p>
        {{#groups}}
        <h3>{{heading}} <span class="soft">({{total}})</span></h3>
        {{#rows}}
        {{> item}}
        {{/rows}}
        {{/groups}}
        </section>

        """#

    static let item = #"""
        <article id="{{anchor}}" data-item="{{item_id}}">
        <h4>{{#link}}<a href="{{link}}" rel="noopener noreferrer">{{/link}}{{#heading_runs}}{{#marks}}<mark title="{{marks}}">{{text}}</mark>{{/marks}}{{^marks}}{{text}}{{/marks}}{{/heading_runs}}{{#link}}</a>{{/link}}</h4>
        <p class="meta">{{source}}{{#when}} · {{when}}{{/when}}{{#voice}} · {{voice}}{{/voice}}{{#tracking}} · {{tracking}}{{/tracking}}</p>
        {{#has_runs}}<p class="text">{{#runs}}{{#marks}}<mark title="{{marks}}">{{text}}</mark>{{/marks}}{{^marks}}{{text}}{{/marks}}{{/runs}}</p>{{/has_runs}}
        <p class="labels">{{#kind}}<span>{{kind}}</span> {{/kind}}{{#tones}}<span class="tone {{style}}">{{label}}{{#target}}: {{target}}{{/target}}</span> {{/tones}}{{#issues}}<span>{{label}}</span> {{/issues}}{{#agencies}}<span>{{label}}</span> {{/agencies}}{{#places}}<span>{{label}}</span> {{/places}}</p>
        {{#has_evidence}}
        <details class="evidence"><summary>Bukti</summary><ul>
        {{#evidence}}<li><b>{{label}}</b>: {{finders}}</li>{{/evidence}}
        {{#raw}}<li>{{raw}}</li>{{/raw}}
        </ul></details>
        {{/has_evidence}}
        </article>

        """#

    static let earlier = #"""
        <section id="butir-lain" class="appendix">
        {{#has_rows}}
        <h2>Butir lain yang dirujuk angka</h2>
        <p class="note">{{total}} butir dari hari-hari sebelumnya atau di luar hitungan; masing-masing tampil bila tautannya dibuka.</p>
        {{#rows}}
        <article class="short" id="{{anchor}}" data-item="{{item_id}}"><h4>{{#link}}<a href="{{link}}" rel="noopener noreferrer">{{/link}}{{heading}}{{#link}}</a>{{/link}}</h4><p class="meta">{{source}}{{#when}} · {{when}}{{/when}}{{#voice}} · {{voice}}{{/voice}}{{#tracking}} · {{tracking}}{{/tracking}}{{#outside}} · di luar daerah{{/outside}}</p>
        <p class="labels">{{#kind}}<span>{{kind}}</span> {{/kind}}{{#tones}}<span class="tone {{style}}">{{label}}</span> {{/tones}}{{#issues}}<span>{{label}}</span> {{/issues}}</p></article>
        {{/rows}}
        {{/has_rows}}
        </section>

        """#

    static let lists = #"""
        <section id="daftar" class="appendix">
        {{#has_figures}}
        <h2>Daftar butir di balik angka</h2>
        <p class="note">Setiap angka di laporan ini adalah tautan. Buka sebuah angka, dan daftarnya tampil di sini; tombol kembali membawa Anda ke tempat semula.</p>
        {{#figures}}
        <section class="list" id="{{anchor}}">
        <h3>{{title}} <span class="soft">({{total}} butir)</span></h3>
        {{#compact}}<p class="note">Daftar panjang: butir menurut nomornya; judul dan tautannya ada juga di items.csv.</p>{{/compact}}
        <ol{{#compact}} class="compact"{{/compact}}>
        {{#compact}}{{#rows}}<li><a href="#{{to}}">{{number}}</a></li> {{/rows}}{{/compact}}{{^compact}}{{#rows}}<li><a href="#{{to}}">{{heading}}</a> <span class="soft">{{source}}{{#day}}, {{day}}{{/day}}</span></li>
        {{/rows}}{{/compact}}{{#hidden}}<li class="soft">Butir sensitif: isi tidak ditampilkan</li>
        {{/hidden}}{{#unknown}}<li class="soft">Butir {{id}}: rekamannya tidak ada di masukan laporan</li>
        {{/unknown}}
        </ol>
        <p class="note"><a href="#ringkasan">Ke ringkasan</a></p>
        </section>
        {{/figures}}
        {{/has_figures}}
        </section>

        """#
}
