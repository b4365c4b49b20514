/// What `serap-fetch --help` teaches.
extension FetchStage {
    /// One sentence for `--help`.
    public static var abstract: String { "Fetches feeds, pages, inbox files and archives into captures." }

    /// What a newcomer should know, with examples.
    public static var discussion: String {
        """
        The only stage that touches the world. Each URL or file tried becomes one capture: exact bytes, headers, time,
        digest; or, where it failed, the reason. A source that fails never fails the task: it is a capture with 'error'
        and a row of health in _meta/stats.json.

        Parameters (a JSON file, --params):
          select: feeds            every active feed, sitemap and page of the packs' sources.yaml
          select: [CODE, ...]      these sources of the register
          select: inbox            each file of 'folder' once; a source of kind inbox names its files: lapor-*.csv
          select: folder           an archive, 'folder': saved pages and .warc, .warc.gz; 'source' names its source,
                                   else the host does, else it is 'arsip'
          follow: link             the pages that the items of --input link to, oldest first; 'budget' bounds them
          replay: DIR              answers from DIR/<host>/<path> and no network; DIR/replay.json has the time
          contact                  an address in the User-Agent, so that a site's keeper can reach you
          max_bytes                of one body (32 MiB; inbox: 512 MiB)
          parallel, per_host       requests under way: in all (32), at one host (2)
          delay_ms                 between two requests to one host (500)
          timeout_s, connect_timeout_s, stall_timeout_s, max_redirects   (60, 15, 20, 10)

        Only http and https. Addresses of this machine and of private networks are refused, also behind a redirect,
        unless the source says allow_private: true.

        Try it by hand:
          echo '{"select": "feeds", "contact": "mailto:redaksi@kominfo.example"}' > feeds.json
          serap-fetch --params feeds.json --pack packs/ppu --output feeds
          zcat feeds/source=*.jsonl.gz | jq -r '[.source, .status, .error.reason] | @tsv'
          jq .health feeds/_meta/stats.json

          echo '{"follow": "link", "budget": 50}' > pages.json
          serap-fetch --params pages.json --pack packs/ppu --input entries --output pages
        """
    }
}
