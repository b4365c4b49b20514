/// What `serap-fetch --help` teaches.
extension FetchStage {
    /// One sentence for `--help`.
    public static var abstract: String { "Fetches feeds, pages, inbox files and archives into captures." }

    // Help is wrapped at 80 columns where the terminal says nothing: prose stands in long lines, tables in short ones.
    /// What a newcomer should know, with examples.
    public static var discussion: String {
        """
        The only stage that touches the world. Each URL or file tried becomes one capture: exact bytes, headers, time, \
        digest; or, where it failed, the reason. A source that fails never fails the task: it is a capture with \
        'error' and a row of health in _meta/stats.json.

        Parameters (a JSON file, --params):
          select: feeds        every active feed, sitemap and page of sources.yaml
          select: [CODE, ...]  these sources of the register
          select: inbox        each file of 'folder' once; the sources of kind
                               inbox name their files: lapor-*.csv
          select: folder       an archive in 'folder': saved pages, .warc and
                               .warc.gz; the source is 'source', else that of
                               the host, else arsip
          hosts, urls          of an archive only these hosts, globs of URLs
          since, until         and days of capture
          jsonl: {url: F, ...} of an archive also JSON Lines, by their fields:
                               url, html or text (title, published),
                               fetched_at, status, source
          follow: link         the pages that items of --input link to, oldest
                               first, at most 'budget' (2000); those that
                               failed behind those never tried
          replay: DIR          answers from DIR/<host>/<path> and no network;
                               DIR/replay.json says when
          contact              an address for the User-Agent, by which the
                               keeper of a site can reach you
          proxy                http://HOST:PORT for all sources that name none,
                               or none; else http_proxy, https_proxy, all_proxy
                               and no_proxy of the environment (pass_env)
          ca_file              PEM certificates to trust beside the system's
          max_bytes            of one body, unpacked (32 MiB; of an inbox file
                               512 MiB)
          max_sent_bytes       of one body, as it is sent (as max_bytes)
          parallel, per_host   requests at once in all (32) and at one host (2)
          delay_ms             between two requests at one host (500)
          timeout_s            for one URL with its redirects (60)
          connect_timeout_s    until a connection stands (15)
          stall_timeout_s      without a byte, or below min_speed (20)
          min_speed            bytes a second (100)
          max_redirects        of one URL (10)
          retries              of a URL after 429, 502, 503, 504 and broken
                               answers (3)
          max_wait_s           that one host can make a run wait by 429 and
                               503, in all (120); after that it is left alone
          max_crawl_delay_s    between two requests that a robots.txt can ask
                               for (60)

        robots.txt is obeyed: rules for Serap, else those for all. A source whose owner has permitted more says \
        robots: false.

        Only http and https. Addresses of this machine and of private networks are refused, also behind a redirect, \
        unless the source says allow_private: true; that holds for its own hosts, and never for where they redirect to. What a file was saved with can stand beside it, in \
        <file>.http.json: {"url", "status", "headers", "fetched_at"}.

        Under the coordinator a source is asked whether it has another body than the one captured before (ETag, \
        Last-Modified), and one that keeps failing is asked less often, with a capture that says so on every night on \
        which it is not. docs/fetching.md tells more.

        A sitemap that is an index is followed in the same run, and so are further pages of a feed whose source says \
        pages: N (docs/fetching.md).

        Subcommands, each with a --help of its own:
          discover ADDRESS     finds a site's feeds and news sitemaps, and prints
                               an entry for sources.yaml
          export-warc          writes captures as a WARC file

        By hand, a feed and then the pages of their entries:
          echo '{"select": ["antara-kaltim"], "contact": "mailto:a@b.example"}' > p.json
          serap-fetch --params p.json --pack packs/indonesia packs/ppu --output feeds
          zcat feeds/*.gz | jq -r '[.source, .status, .error.reason] | @tsv'
          jq .health feeds/_meta/stats.json

          echo '{"follow": "link", "budget": 50}' > p.json
          serap-fetch --params p.json --pack packs/indonesia packs/ppu \\
              --input entries --output pages
        """
    }
}
