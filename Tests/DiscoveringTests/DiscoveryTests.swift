import Pack
import Records
import WebLab
import XCTest

@testable import Discovering

final class DiscoveryTests: DiscoveryTestCase {
    private func writeWordPress() throws {
        try write(
            "web/www.media.example/index",
            """
            <html lang="id-ID"><head><title>Media Contoh &#8211; Kabar hari ini</title>
            <meta name="generator" content="WordPress 6.2"><meta property="og:site_name" content="Media &quot;Contoh&quot;">
            <link rel="alternate" type="application/rss+xml" title="Media" href="/feed/">
            <link rel="alternate" type="application/rss+xml" title="Komentar" href="/comments/feed/">
            <link rel="alternate" type="application/json" href="https://www.media.example/wp-json/wp/v2/pages/2">
            </head><body><a href="https://www.media.example/feed">RSS</a> <a href="https://lain.example/feed">x</a>
            <a href="/category/ppu/">PPU</a></body></html>
            """)
        try write(
            "web/www.media.example/feed/index",
            feed(
                "Media Contoh", entries: 10, host: "www.media.example",
                head: "<language>id-ID</language><generator>https://wordpress.org/?v=6.2</generator>"))
        try write(
            "web/www.media.example/feed.http.json", #"{"status": 301, "location": "https://www.media.example/feed/"}"#)
        try write(
            "web/www.media.example/comments/feed/index", feed("Komentar pada Media", entries: 10, from: 5))
        try write(
            "web/www.media.example/robots.txt",
            "User-agent: *\nDisallow: /wp-admin/\nsitemap : /peta.xml # semua\nSitemap: https://www.media.example/news.xml\n"
        )
        try write(
            "web/www.media.example/peta.xml",
            """
            <sitemapindex><sitemap><loc>https://www.media.example/post-1.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
            <sitemap><loc>https://www.media.example/post-2.xml</loc><lastmod>2023-08-15</lastmod></sitemap></sitemapindex>
            """)
        try write(
            "web/www.media.example/post-2.xml",
            "<urlset><url><loc>https://www.media.example/berita/1/</loc><lastmod>2023-08-15</lastmod></url></urlset>")
        try write(
            "web/www.media.example/news.xml",
            """
            <urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://www.media.example/berita/1/</loc>\
            <n:news><n:publication_date>2023-08-15T22:00:00+08:00</n:publication_date><n:title>J</n:title></n:news></url></urlset>
            """)
    }

    func testASiteGivesAnEntryThatTheRegisterReads() throws {
        try writeWordPress()
        let result = try discover("https://www.media.example/")
        XCTAssertEqual(
            DiscoveryText.text(result),
            """
            # https://www.media.example/: 6 addresses tried, 4 with entries
            # RSS feed with 10 entries, the newest of 2023-08-15T14:00:00Z; summaries; 'Media Contoh'; WordPress 6.2; named by the page's link element
            sources:
              - code: media
                name: "Media \\"Contoh\\""
                type: feed
                url: "https://www.media.example/feed/"
                domains: [media.example]
                owner: independen                   # nothing in the address speaks for another; say who pays for it
                lang: id                            # the list says 'id-ID'
                zone: WIB                           # nothing says; its dates name none but UTC
                weight: 1                           # as any other source
                follow: true                        # the feed carries summaries
                pages: 6                            # 10 entries last less than two days
                origin: "serap-fetch discover 2023-08-15"

            # also found:
            #   https://www.media.example/news.xml
            #     news sitemap with 1 page, the newest of 2023-08-15T14:00:00Z; named by robots.txt
            #   https://www.media.example/peta.xml
            #     index of 2 sitemaps, the newest of 2023-08-15T00:00:00Z; named by robots.txt
            #   https://www.media.example/comments/feed/
            #     RSS feed with 10 entries, the newest of 2023-08-15T10:00:00Z; summaries; of comments, not of articles; 'Komentar pada Media'; named by the page's link element

            # the same lists again:
            #   https://www.media.example/feed is https://www.media.example/feed/
            """)
        let guess = try XCTUnwrap(result.best)
        XCTAssertEqual(try reading(DiscoveryText.text(result)), [guess.source])
        XCTAssertEqual(guess.source.pages, 6)
        XCTAssertEqual(guess.source.name, "Media \"Contoh\"")
    }

    func testWhatTheRegisterHasIsSaidAndItsCodesAreNotTaken() throws {
        try writeWordPress()
        let known = Source(
            code: "media", name: "x", kind: .feed, url: "https://www.media.example/feed/",
            origin: Origin(source: "x", verified: true))
        let result = try discover(
            "www.media.example", register: [known],
            zone: (Zone(name: "Asia/Makassar", secondsEast: 8 * 3600), "the zone of the packs"))
        XCTAssertEqual(result.best?.source.code, "media-2")
        XCTAssertEqual(result.best?.source.zone.name, "WITA")
        XCTAssertEqual(result.known?.code, "media")
        let json = DiscoveryJSON.object(result, allowPrivate: true)
        XCTAssertEqual(json["known"], "media")
        XCTAssertEqual(json["entry"]?["allow_private"], true)
        XCTAssertEqual(json["found"]?.array?.map { $0["kind"] }, ["feed", "news_sitemap", "sitemap_index", "feed"])
        let yaml = DiscoveryText.text(result, allowPrivate: true)
        XCTAssertEqual(try reading(yaml).map(\.allowPrivate), [true])
    }

    func testTheUsualPlacesAreTriedWhereNothingIsNamed() throws {
        try write("web/dinas.ppu.go.id/index", "<html><body>Dinas</body></html>")
        try write(
            "web/dinas.ppu.go.id/feeds/posts/default",
            feed("Dinas Contoh - Berita", entries: 3, host: "dinas.ppu.go.id"))
        try write("web/dinas.ppu.go.id/rss.xml", "<rss><channel></channel></rss>")
        let result = try discover("https://dinas.ppu.go.id")
        XCTAssertEqual(result.found.map(\.url), ["https://dinas.ppu.go.id/feeds/posts/default"])
        XCTAssertEqual(result.best?.source.owner, .pemerintah)
        XCTAssertEqual(result.best?.source.name, "Dinas Contoh")
        XCTAssertEqual(result.best?.source.code, "dinas-ppu")
        XCTAssertEqual(
            result.refused.first { $0.url.hasSuffix("/rss.xml") },
            Discovery.Refusal(
                url: "https://dinas.ppu.go.id/rss.xml", reason: "no_entries", detail: "a rss without an entry"))
    }

    func testAFeedGivenIsTheBest() throws {
        try writeWordPress()
        try write(
            "web/www.media.example/ppu.xml", feed("PPU", entries: 2, text: String(repeating: "kata ", count: 300)))
        let result = try discover("https://www.media.example/ppu.xml")
        XCTAssertEqual(result.best?.source.url, "https://www.media.example/ppu.xml")
        XCTAssertEqual(result.best?.source.follow, false)
        XCTAssertNil(result.best?.source.pages == 1 ? nil : 1)
    }

    func testASectionOfASiteGivesItsOwnFeed() throws {
        try writeWordPress()
        try write(
            "web/www.media.example/category/ppu/index",
            """
            <link rel="alternate" type="application/rss+xml" href="/feed/">
            <link rel="alternate" type="application/rss+xml" href="/category/ppu/feed/">
            """)
        try write("web/www.media.example/category/ppu/feed/index", feed("PPU", entries: 4, from: 3))
        XCTAssertEqual(
            try discover("https://www.media.example/category/ppu/").best?.source.url,
            "https://www.media.example/category/ppu/feed/")
    }

    func testNothingFoundSaysWhatToTry() throws {
        try write("web/kosong.example/index", "<html></html>")
        let result = try discover("https://kosong.example/", most: 3)
        XCTAssertNil(result.best)
        XCTAssertEqual(
            DiscoveryText.text(result),
            """
            # https://kosong.example/: no feed and no sitemap with entries among 3 addresses

            # tried, and no list of entries:
            #   https://kosong.example/feed/  not_recorded: the replay has no file 'kosong.example/feed/index'
            #   https://kosong.example/?feed=rss2  not_recorded: the replay has no file 'kosong.example/index%3Ffeed=rss2'
            #   https://kosong.example/feed  not_recorded: the replay has no file 'kosong.example/feed'

            # 14 more were not tried; --most raises the bound

            # what to try: the address of a section or of an article; a search for 'rss' on the site; asking its keeper;
            # else a source of type page (only the pages that it links to now), or saved files through an inbox
            """)
        XCTAssertEqual(DiscoveryJSON.object(result)["entry"], .null)
    }

    func testAPassingRedirectIsNotWrittenDown() throws {
        try write("web/media.example/rss.http.json", #"{"status": 301, "location": "/rss/"}"#)
        try write(
            "web/media.example/rss/index.http.json", #"{"status": 302, "location": "https://cdn.example/a1.xml"}"#)
        try write("web/cdn.example/a1.xml", feed("Media", entries: 3))
        let result = try discover("https://media.example/rss")
        XCTAssertEqual(result.found.map(\.url), ["https://cdn.example/a1.xml"])
        XCTAssertEqual(result.best?.source.url, "https://media.example/rss/")
    }

    func testUsualPlacesAreTriedUntilOneIsFound() throws {
        let server = try LabServer(answersRobots: true) { [feed = feed("Dalam", entries: 2)] request in
            request.target == "/feed/" ? .answer(text: feed) : .answer("404 Not Found")
        }
        defer { server.stop() }
        let result = try discover(server.base, params: ["delay_ms": 0], allowPrivate: true)
        XCTAssertEqual(result.found.map(\.url), ["\(server.base)/feed/"])
        XCTAssertEqual(
            server.requests.map(\.target).filter { $0 != "/robots.txt" }.sorted(),
            [
                "/", "/?feed=rss2", "/feed", "/feed/", "/news-sitemap.xml", "/sitemap-news.xml",
                "/sitemap.xml", "/sitemap_index.xml", "/sitemap_news.xml", "/wp-sitemap.xml",
            ])
    }

    func testWhatRobotsForbidsIsNotAskedForAndToldSo() throws {
        let server = try LabServer(answersRobots: true) { [feed = feed("Dalam", entries: 2)] request in
            switch request.target {
            case "/robots.txt": .answer(text: "User-agent: *\nDisallow: /feed\nDisallow: /?")
            case "/rss", "/feed/": .answer(text: feed)
            default: .answer("404 Not Found")
            }
        }
        defer { server.stop() }
        let result = try discover(server.base, params: ["delay_ms": 0], allowPrivate: true)
        XCTAssertEqual(result.found.map(\.url), ["\(server.base)/rss"])
        XCTAssertFalse(server.requests.contains { $0.target.hasPrefix("/feed") })
        XCTAssertEqual(result.refused.first { $0.url.hasSuffix("/feed/") }?.reason, "robots")
    }

    func testWhateverBytesComeNothingBreaks() throws {
        let parts = [
            "<rss>", "<item>", "<link>", "</item>", "<urlset>", "<url><loc>", "<sitemapindex><sitemap><loc>", "\"",
            "\\",
            "<html>", "<link rel=alternate type=application/rss+xml href=", "{\"version\":", "\u{0}", "<![CDATA[", "&#",
            "\n",
            "<a href=\"/rss\">", "https://x.example/", "<generator", "<pubDate>", "2023-08-15", "\u{1F}\u{8B}", "<!--",
        ]
        var seed: UInt64 = 7
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for _ in 0..<60 {
            let text = (0..<next(40)).map { _ in parts[next(parts.count)] }.joined()
            try write("web/kacau.example/index", text)
            try write("web/kacau.example/robots.txt", text + "\nSitemap: /index")
            let result = try discover("kacau.example")
            if let best = result.best {
                XCTAssertEqual(try reading(DiscoveryText.text(result)), [best.source], text)
            }
        }
    }

    func testASiteWhoseFrontPageFailsIsLookedAtAllTheSame() throws {
        try write("web/media.example/index.http.json", #"{"status": 403}"#)
        try write("web/media.example/rss", feed("Media", entries: 3))
        let result = try discover("media.example")
        XCTAssertEqual(result.found.map(\.url), ["https://media.example/rss"])
        XCTAssertEqual(result.refused.first?.reason, "http_403")
        XCTAssertEqual(try discover("lain.example", most: 1).refused.map(\.reason), ["not_recorded", "not_recorded"])
    }

    func testWhereNobodyAnswersNothingMoreIsAsked() throws {
        let result = try discover("http://127.0.0.1:1/", params: ["delay_ms": 0], allowPrivate: true)
        XCTAssertEqual(result.refused.map(\.reason), ["connect"])
        XCTAssertTrue(
            DiscoveryText.text(result).hasSuffix("\n\n# nothing answered: look at the address in a browser"))
    }

    func testAddressesOfThisMachineOnlyWhereThatIsAllowed() throws {
        let server = try LabServer(answersRobots: true) { [feed = feed("Dalam", entries: 2)] request in
            switch request.target {
            case "/": .answer("200 OK", ["Content-Type: text/html"], text: "<a href='/rss'>RSS</a>")
            case "/rss": .answer(text: feed)
            default: .answer("404 Not Found")
            }
        }
        defer { server.stop() }
        let params: JSONObject = ["delay_ms": 0, "contact": "mailto:uji@kominfo.example"]
        let refused = try discover(server.base, params: params)
        XCTAssertEqual(refused.refused.map(\.reason), ["private_address"])
        XCTAssertTrue(
            DiscoveryText.text(refused).hasSuffix("\n\n# for a site of one's own network: --allow-private"))
        XCTAssertEqual(server.traffic.all.requests, 0)
        let found = try discover(server.base, params: params, allowPrivate: true)
        XCTAssertEqual(found.found.map(\.url), ["\(server.base)/rss"])
        XCTAssertTrue(server.requests.allSatisfy { $0["user-agent"] == "Serap/1 (+mailto:uji@kominfo.example)" })
        XCTAssertThrowsError(try discover("ftp://media.example/", params: params)) {
            XCTAssertEqual(
                "\($0)", "'ftp://media.example/' is no address of the web; give one such as https://media.example/")
        }
        XCTAssertThrowsError(try discover("https://budi:rahasia@media.example/", params: params)) {
            XCTAssertEqual(
                "\($0)",
                "'https://***@media.example/' holds a user name or a password, which captures would keep for ever; leave it out"
            )
        }
    }
}
