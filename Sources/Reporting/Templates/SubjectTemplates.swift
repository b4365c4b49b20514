extension Templates {
    static let issues = #"""
        <section id="isu">
        <h2>Isu menonjol</h2>
        {{#has_rows}}
        <div class="wrap"><table class="wide">
        <caption>Semua isu hari ini</caption>
        <thead><tr><th scope="col">Isu</th><th scope="col" class="num">Butir</th><th scope="col" class="num">Negatif</th><th scope="col" class="num">Positif</th><th scope="col" class="num">Netral</th><th scope="col" class="num">Cerita</th><th scope="col" class="num">Media</th>{{#previous_name}}<th scope="col" class="num">{{previous_name}}</th>{{/previous_name}}{{#column_since}}<th scope="col">Sejak</th>{{/column_since}}{{#trends}}<th scope="col">Status</th>{{/trends}}{{#column_agency}}<th scope="col">OPD</th>{{/column_agency}}{{#column_place}}<th scope="col">Kecamatan</th>{{/column_place}}<th scope="col" class="screen">Contoh</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{issue}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td>{{> tonecells}}<td class="num">{{#story_count}}{{> n}}{{/story_count}}</td><td class="num">{{#media_count}}{{> n}}{{/media_count}}</td>{{#previous_name}}<td class="num">{{#previous}}{{> n}}{{/previous}}</td>{{/previous_name}}{{#column_since}}<td class="nowrap">{{#before}}≤ {{/before}}{{since}}</td>{{/column_since}}{{#trends}}<td>{{#status}}<span class="status {{status_code}}">{{status}}</span>{{/status}}{{^status}}–{{/status}}</td>{{/trends}}{{#column_agency}}<td>{{agency}}</td>{{/column_agency}}{{#column_place}}<td>{{place}}</td>{{/column_place}}<td class="screen">{{#example}}<a href="{{link}}" rel="noopener noreferrer">{{label}}</a>{{/example}}{{#withheld}}<span class="soft">{{withheld}}</span>{{/withheld}}</td></tr>
        {{/rows}}
        </tbody></table></div>
        {{/has_rows}}
        {{^has_rows}}<p>Tidak ada butir yang dikenali sebagai salah satu isu.</p>{{/has_rows}}
        {{#has_agencies}}
        <div class="wrap"><table>
        <caption>Perangkat daerah dan lembaga yang disebut atau bertanggung jawab</caption>
        <thead><tr><th scope="col">Nama</th><th scope="col" class="num">Butir</th><th scope="col" class="num">Negatif</th><th scope="col" class="num">Positif</th><th scope="col" class="num">Netral</th><th scope="col" class="num">Laporan terbuka</th><th scope="col" class="num">Pengaduan</th>{{#previous_name}}<th scope="col" class="num">{{previous_name}}</th>{{/previous_name}}</tr></thead>
        <tbody>
        {{#agencies}}
        <tr><th scope="row">{{agency}}{{#outside}} <span class="soft">(di luar OPD)</span>{{/outside}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td>{{> tonecells}}<td class="num">{{#open_count}}{{> n}}{{/open_count}}</td><td class="num">{{#complaint_count}}{{> n}}{{/complaint_count}}</td>{{#previous_name}}<td class="num">{{#previous}}{{> n}}{{/previous}}</td>{{/previous_name}}</tr>
        {{/agencies}}
        </tbody></table></div>
        {{/has_agencies}}
        </section>

        """#

    static let places = #"""
        <section id="wilayah">
        <h2>Per kecamatan dan desa</h2>
        <div class="wrap"><table class="places">
        <thead><tr><th scope="col">Wilayah</th><th scope="col" class="num">Butir</th><th scope="col" class="num">Negatif</th><th scope="col" class="num">Positif</th><th scope="col" class="num">Netral</th><th scope="col" class="num">Pengaduan</th>{{#column_issue}}<th scope="col">Isu terbanyak</th>{{/column_issue}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr class="{{#below}}below{{/below}}{{#rest}}rest{{/rest}}"><th scope="row">{{place}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td>{{> tonecells}}<td class="num">{{#complaint_count}}{{> n}}{{/complaint_count}}</td>{{#column_issue}}<td>{{issue}}</td>{{/column_issue}}</tr>
        {{/rows}}
        </tbody></table></div>
        <p class="note">Satu butir dapat menyebut beberapa tempat. Kelurahan dan desa tanpa butir tidak dicantumkan; butir sensitif tidak dihitung di bawah kecamatan.</p>
        </section>

        """#

    static let media = #"""
        <section id="media">
        <h2>Media dan suara</h2>
        {{#has_voices}}
        <div class="wrap"><table>
        <caption>Suara yang terdengar</caption>
        <thead><tr><th scope="col">Suara</th><th scope="col" class="num">Butir</th><th scope="col" class="num">Artikel media</th>{{#shares}}<th scope="col" class="num">Bagian artikel</th>{{/shares}}<th scope="col" class="num">Cerita</th></tr></thead>
        <tbody>
        {{#voices}}
        <tr><th scope="row">{{label}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td><td class="num">{{#article_count}}{{> n}}{{/article_count}}</td>{{#shares}}<td class="num">{{share}}</td>{{/shares}}<td class="num">{{#story_count}}{{> n}}{{/story_count}}</td></tr>
        {{/voices}}
        </tbody></table></div>
        {{#weighted}}<p class="note">Bagian artikel dihitung dengan bobot tiap sumber menurut daftar sumber.</p>{{/weighted}}
        {{/has_voices}}
        {{#has_sources}}
        <div class="wrap"><table class="loose">
        <caption>Sumber</caption>
        <thead><tr><th scope="col">Sumber</th><th scope="col" class="num">Butir</th><th scope="col" class="num">Cerita</th><th scope="col" class="num">Rilis</th><th scope="col" class="num">Advertorial</th>{{#column_owner}}<th scope="col">Pemilik</th>{{/column_owner}}</tr></thead>
        <tbody>
        {{#sources}}
        <tr><th scope="row">{{label}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td><td class="num">{{#story_count}}{{> n}}{{/story_count}}</td><td class="num">{{#release_count}}{{> n}}{{/release_count}}</td><td class="num">{{#paid_count}}{{> n}}{{/paid_count}}</td>{{#column_owner}}<td>{{owner}}</td>{{/column_owner}}</tr>
        {{/sources}}
        </tbody></table></div>
        {{/has_sources}}
        {{#has_stories}}
        <div class="wrap"><table class="loose">
        <caption>Cerita yang dimuat lebih dari sekali dengan kata-kata yang hampir sama</caption>
        <thead><tr><th scope="col">Cerita</th><th scope="col" class="num">Kali</th><th scope="col" class="num">Media</th><th scope="col">Pertama di</th><th scope="col">Kata pemerintah</th></tr></thead>
        <tbody>
        {{#stories}}
        <tr><th scope="row">{{label}}{{#other}} <span class="soft">(jenis lainnya)</span>{{/other}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td><td class="num">{{#media_count}}{{> n}}{{/media_count}}</td><td>{{first}}{{#day}}, {{day}}{{/day}}</td><td>{{#government}}ya{{/government}}{{^government}}tidak{{/government}}</td></tr>
        {{/stories}}
        </tbody></table></div>
        {{/has_stories}}
        </section>

        """#

    static let complaints = #"""
        {{#has_any}}
        <section id="aduan">
        <h2>Aspirasi dan aduan</h2>
        <p>Laporan warga yang masuk: {{#new}}{{> n}}{{/new}}. Masih terbuka, termasuk dari hari-hari sebelumnya: {{#open}}{{> n}}{{/open}}.</p>
        <div class="columns">
        {{#groups}}
        <table>
        <caption>{{heading}}</caption>
        <thead><tr><th scope="col"><span class="hide">{{heading}}</span></th><th scope="col" class="num">Masuk</th><th scope="col" class="num">Terbuka</th></tr></thead>
        <tbody>
        {{#rows}}<tr><th scope="row">{{label}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td><td class="num">{{#open_count}}{{> n}}{{/open_count}}</td></tr>
        {{/rows}}
        </tbody></table>
        {{/groups}}
        </div>
        {{#agencies}}{{#has_rows}}
        <div class="wrap"><table>
        <caption>{{heading}}</caption>
        <thead><tr><th scope="col"><span class="hide">{{heading}}</span></th><th scope="col" class="num">Masuk</th><th scope="col" class="num">Terbuka</th></tr></thead>
        <tbody>
        {{#rows}}<tr><th scope="row">{{label}}</th><td class="num">{{#count}}{{> n}}{{/count}}</td><td class="num">{{#open_count}}{{> n}}{{/open_count}}</td></tr>
        {{/rows}}
        </tbody></table></div>
        {{/has_rows}}{{/agencies}}
        {{#has_oldest}}
        <div class="wrap"><table class="wide loose">
        <caption>Laporan terbuka, yang terlama lebih dulu</caption>
        <thead><tr><th scope="col">Laporan</th><th scope="col" class="num">Umur</th>{{#column_passed}}<th scope="col">Melewati batas</th>{{/column_passed}}<th scope="col">Status</th>{{#column_agency}}<th scope="col">OPD</th>{{/column_agency}}{{#column_received}}<th scope="col">Masuk</th>{{/column_received}}{{#column_channel}}<th scope="col">Kanal</th>{{/column_channel}}{{#column_number}}<th scope="col">Nomor</th>{{/column_number}}</tr></thead>
        <tbody>
        {{#oldest}}
        <tr><th scope="row">{{label}}</th><td class="num">{{#age}}{{> n}}{{/age}}</td>{{#column_passed}}<td>{{#passed}}<span class="late">{{passed}}</span>{{/passed}}</td>{{/column_passed}}<td>{{status}}</td>{{#column_agency}}<td>{{agency}}</td>{{/column_agency}}{{#column_received}}<td class="nowrap">{{received}}</td>{{/column_received}}{{#column_channel}}<td>{{channel}}</td>{{/column_channel}}{{#column_number}}<td class="nowrap">{{number}}</td>{{/column_number}}</tr>
        {{/oldest}}
        </tbody></table></div>
        <p class="note">Umur dihitung dalam hari kerja.{{^column_passed}} Tidak satu pun laporan di tabel ini melewati batas waktu.{{/column_passed}}</p>
        {{/has_oldest}}
        {{#more}}<p class="note">{{more}}</p>{{/more}}
        {{#hidden}}<p class="note">{{hidden}}</p>{{/hidden}}
        {{#calendar}}<p class="note">{{calendar}}</p>{{/calendar}}
        </section>
        {{/has_any}}

        """#
}
