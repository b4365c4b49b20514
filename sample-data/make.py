#!/usr/bin/env python3
"""Renders texts/articles.jsonl into nights/<key>/web: the body every URL had on that night.

    python3 sample-data/make.py        # rewrites nights/*/web and nothing else

The articles are written once, in texts/; here each passes through the format of its medium, as a CMS would do it, and
then the faults of that night are added (table FAULTS below). No clock and no random numbers: the same texts give the same bytes.

A URL becomes a file: host, then path; a path that ends in `/` gets `index`; `?` is written `%3F`. Next to a file there can be
`<file>.http.json` with the status, headers and fetch time, where these differ from replay.json and from what the ending says.
"""
import json
import re
import shutil
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
NIGHTS = ["2023-08-13", "2023-08-14", "2023-08-15"]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
MONTHS = ["", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
          "Agustus", "September", "Oktober", "November", "Desember"]

# ---------------------------------------------------------------- the articles, as they stood on one night


def load():
    with open(HERE / "texts" / "articles.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def as_of(article, night):
    """The article with the revisions made up to `night`; feeds and pages then carry the new title or the added paragraph."""
    article = dict(article, modified=article["published"])
    for revision in article.get("revisions", []):
        if revision["night"] <= night:
            article["modified"], article["title"] = revision["modified"], revision["title"]
            article["paragraphs"] = article["paragraphs"] + [revision["add"]]
    return article


def online(articles, source, night):
    """What `source` had published by the end of `night`, newest first, as a feed lists it: older entries stay in."""
    found = [as_of(a, night) for a in articles if a["source"] == source and a["night"] <= night]
    return sorted(found, key=lambda a: (instant(a), a["id"]), reverse=True)


def instant(article, field="published"):
    return datetime.fromisoformat(article[field])


def body(article):
    """The paragraphs as printed: media put the credit behind the last full stop, not in a paragraph of its own."""
    lines = list(article["paragraphs"])
    if "credit" in article:
        lines[-1] += " " + article["credit"]
    return lines


def paragraphs(article, joint="\n"):
    return joint.join(f"<p>{escape(line, quote=False)}</p>" for line in body(article))


# ---------------------------------------------------------------- files of one night


def file_of(url):
    parts = urlsplit(url)
    path = parts.path + ("index" if parts.path.endswith("/") else "")
    return parts.netloc + path + (f"%3F{parts.query}" if parts.query else "")


def put(night, url, text, media_type=None, status=None, charset="utf-8"):
    target = HERE / "nights" / night / "web" / file_of(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode(charset))
    sidecar = {}
    if status:
        sidecar["status"] = status
    if media_type:
        sidecar["headers"] = {"content-type": media_type}
    if sidecar:
        write_json(target.with_name(target.name + ".http.json"), sidecar)


def write_json(path, value):
    path.write_text(json.dumps(value) + "\n", encoding="utf-8")


# ---------------------------------------------------------------- feeds: one function a format


def rss(title, home, items, namespaces=""):
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{namespaces}>\n<channel>\n'
            f"<title>{escape(title)}</title>\n<link>{home}</link>\n<language>id</language>\n"
            + "".join(f"<item>\n{item}\n</item>\n" for item in items) + "</channel>\n</rss>\n")


def tag(name, text):
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def wordpress(title, home, articles, full, offset):
    """WordPress: guid by post number, authors in dc:creator; the whole text or only an excerpt, by the site's setting."""
    items = []
    for a in articles:
        words = " ".join(a["paragraphs"]).split()
        excerpt = " ".join(words[:38]) + " [&#8230;]"
        link = a["url"]
        if full:
            link += f"?utm_source=rss&utm_medium=feed&utm_campaign={a['slug']}"
        lines = [tag("title", a["title"]), tag("link", link), f"<dc:creator><![CDATA[{a['author']}]]></dc:creator>",
                 tag("pubDate", format_datetime(feed_date(a).astimezone(timezone(timedelta(hours=offset)))))]
        lines += [f"<category><![CDATA[{c}]]></category>" for c in [a["section"], *a["tags"]]]
        lines += [f'<guid isPermaLink="false">{home}/?p={a["id"]}</guid>',
                  f"<description><![CDATA[<p>{excerpt}</p>]]></description>"]
        if full:
            lines.append(f"<content:encoded><![CDATA[{paragraphs(a)}]]></content:encoded>")
        items.append("\n".join(lines))
    return rss(title, home, items, ' xmlns:content="http://purl.org/rss/1.0/modules/content/" '
                                   'xmlns:dc="http://purl.org/dc/elements/1.1/"')


def kabarbenuo(articles):
    return wordpress("Kabar Benuo", "https://kabarbenuo.example", articles, full=True, offset=8)


def pesisirpost(articles):
    return wordpress("Pesisir Post", "https://www.pesisirpost.example", articles, full=False, offset=0)


def cakrawala(articles):
    """Atom 1.0 with links relative to xml:base, so that a reader has to resolve them."""
    base = "https://cakrawalaborneo.example/"
    entries = []
    for a in articles:
        entries.append("\n".join([
            f'<entry xml:base="{base}">', tag("title", a["title"]), f'<link rel="alternate" href="{a["url"][len(base):]}"/>',
            tag("id", f"tag:cakrawalaborneo.example,2023:{a['id']}"), f"<author>{tag('name', a['author'])}</author>",
            tag("published", a["published"]), tag("updated", a["modified"]), f'<category term="{escape(a["section"])}"/>',
            tag("summary", a["summary"]), f'<content type="html">{escape(paragraphs(a))}</content>', "</entry>"]))
    newest = max(a["modified"] for a in articles)
    return ('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">\n'
            f"<title>Cakrawala Borneo</title>\n<id>{base}</id>\n<updated>{newest}</updated>\n"
            f'<link rel="self" href="{base}atom.xml"/>\n' + "\n".join(entries) + "\n</feed>\n")


def lintasteluk(articles):
    """RSS 1.0: the list of items stands apart from the items, dates are dc:date."""
    rows = "".join(f'<rdf:li rdf:resource="{escape(a["url"])}"/>\n' for a in articles)
    items = "".join("\n".join([
        f'<item rdf:about="{escape(a["url"])}">', tag("title", a["title"]), tag("link", a["url"]), tag("dc:creator", a["author"]),
        tag("dc:date", a["published"]), tag("dc:subject", a["section"]), tag("description", a["summary"]),
        f"<content:encoded>{escape(paragraphs(a), quote=False)}</content:encoded>", "</item>\n"]) for a in articles)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
            '<channel rdf:about="https://lintasteluk.example/index.rdf">\n<title>Lintas Teluk</title>\n'
            "<link>https://lintasteluk.example/</link>\n<description>Kabar dua tepi teluk</description>\n"
            f"<items><rdf:Seq>\n{rows}</rdf:Seq></items>\n</channel>\n{items}</rdf:RDF>\n")


def sepakupos(articles):
    """A sitemap with Google's news tags: titles and dates, no text."""
    urls = "".join(
        f"<url>\n{tag('loc', a['url'])}\n{tag('lastmod', a['modified'])}\n<news:news>\n<news:publication>"
        f"{tag('news:name', 'Sepaku Pos')}{tag('news:language', 'id')}</news:publication>\n"
        f"{tag('news:publication_date', a['published'])}\n{tag('news:title', a['title'])}\n"
        f"{tag('news:keywords', ', '.join(a['tags']))}\n</news:news>\n</url>\n" for a in articles)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}</urlset>\n')


def infobenuo(articles):
    """The national portal: dates in WIB (+0700), a line of description, the text on the page only."""
    return rss("InfoBenuo Nusantara", "https://infobenuo.example", [
        "\n".join([tag("title", a["title"]), tag("link", a["url"]), tag("guid", a["url"]), tag("category", a["section"]),
                   tag("pubDate", format_datetime(instant(a))), tag("description", a["summary"])]) for a in articles])


def plain(title, home, articles, date):
    """RSS 2.0 of a hand-made CMS: whole text in the description; `date` says how its programmer writes a date (None: not)."""
    items = []
    for a in articles:
        stamp = date(a)
        items.append("\n".join([tag("title", a["title"]), tag("link", a["url"]), tag("guid", a["url"]), tag("author", a["author"]),
                                tag("category", a["section"])] + ([tag("pubDate", stamp)] if stamp else [])
                               + [f"<description><![CDATA[{paragraphs(a)}]]></description>"]))
    return rss(title, home, items)


def ppurilis(articles):
    # Local time without a zone: only the register of sources says which zone is meant.
    return plain("Rilis Diskominfo PPU", "https://rilis.ppukab.example", articles,
                 lambda a: None if a["slug"] in WITHOUT_DATE else f"{instant(a):%Y-%m-%d %H:%M:%S}")


def gemataka(articles):
    return plain("Gema Taka", "https://gemataka.example", articles, lambda a: format_datetime(instant(a)))


def wartaselat(articles):
    return plain("Warta Selat", "https://wartaselat.example", articles, lambda a: format_datetime(instant(a)))


# code: (feed, its media type as the server sends it, format). InfoBenuo's server says text/html: a wrong type, every night.
FEEDS = {
    "kabarbenuo": ("https://kabarbenuo.example/feed/", "application/rss+xml; charset=UTF-8", kabarbenuo),
    "pesisirpost": ("https://www.pesisirpost.example/feed", "application/rss+xml; charset=UTF-8", pesisirpost),
    "cakrawala": ("https://cakrawalaborneo.example/atom.xml", "application/atom+xml; charset=utf-8", cakrawala),
    "lintasteluk": ("https://lintasteluk.example/index.rdf", "application/rdf+xml", lintasteluk),
    "sepakupos": ("https://www.sepakupos.example/sitemap-news.xml", "application/xml", sepakupos),
    "infobenuo": ("https://infobenuo.example/rss/nusantara.xml", "text/html; charset=utf-8", infobenuo),
    "ppurilis": ("https://rilis.ppukab.example/rss.php", "text/xml; charset=utf-8", ppurilis),
    "gemataka": ("https://gemataka.example/rss.php", "application/rss+xml", gemataka),
    "wartaselat": ("https://wartaselat.example/feed.xml", "application/rss+xml; charset=utf-8", wartaselat),
}

# ---------------------------------------------------------------- pages, for the media whose feeds hold no text


def page(article, others, night, mark_up):
    """Fills the medium's template. `mark_up` makes HTML of the paragraphs, `others` are what the page links to besides."""
    when = instant(article)
    fields = {k: escape(str(v)) for k, v in article.items()}
    fields.update(
        body=mark_up(article, others), day_name=DAYS[when.weekday()], day=when.day, day2=f"{when:%d}", month=MONTHS[when.month],
        month2=f"{when:%m}", year=when.year, clock=f"{when:%H:%M}", clock_dot=f"{when:%H.%M}",
        section_slug=article["section"].lower(), hits=article.get("hits", {}).get(night, ""),
        tag_links=" ".join(f'<a href="/tag/{escape(t)}">{escape(t)}</a>' for t in article["tags"]),
        related="\n".join(f'<li><a href="{escape(o["url"])}">{escape(o["title"])}</a></li>' for o in others[:3]),
        json_ld=json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": article["title"],
                            "datePublished": article["published"], "dateModified": article["modified"],
                            "author": {"@type": "Person", "name": article["author"]}, "articleSection": article["section"],
                            "publisher": {"@type": "Organization", "name": "Pesisir Post"},
                            "mainEntityOfPage": article["url"]}, ensure_ascii=False))
    template = (HERE / "templates" / f"{article['source']}.html").read_text(encoding="utf-8")
    return Template(template).substitute(fields)


def with_read_also(article, others):
    """Paragraphs with a line `Baca juga:` after the second, which is not part of the article."""
    lines = paragraphs(article).split("\n")
    also = others[0]
    lines.insert(2, f'<p class="baca-juga">Baca juga: <a href="{also["url"]}">{escape(also["title"])}</a></p>')
    return "\n".join(lines)


def with_breaks(article, others):
    """No paragraphs at all, only line breaks: the editor of an old CMS."""
    return "<br>\n<br>\n".join(escape(line, quote=False) for line in body(article))


PAGES = {"pesisirpost": with_read_also, "sepakupos": with_breaks, "infobenuo": lambda a, others: paragraphs(a)}


def pages_to_write(articles, source, night):
    """Pages are fetched when first linked, and again when revised; InfoBenuo's are kept for every night, because its
    counter of hits changes and that must not look like a new version; a page that failed the night before is asked for again."""
    for article in online(articles, source, night):
        new = article["night"] == night or source == "infobenuo"
        revised = any(r["night"] == night for r in article.get("revisions", []))
        if new or revised or any((earlier, article["slug"]) in LOST_PAGES for earlier in NIGHTS if earlier < night):
            yield article


# ---------------------------------------------------------------- faults, each as some real server has shown it

WITHOUT_DATE = {"titik-internet-blank-spot"}
FUTURE_DATE = {"lomba-perahu-adv": "2024-08-15T13:10:00+08:00"}     # the editor picked the wrong year
LOST_PAGES = {("2023-08-14", "genangan-nipah")}                     # 404 on the night it is first linked, there a night later
CLOSED = {("2023-08-14", "wartaselat"), ("2023-08-15", "wartaselat")}    # 403 since the site bought a firewall
NOT_UTF8 = {"gemataka"}                                             # says UTF-8, sends windows-1252: bytes 0x93 0x94 0x96 0xE9


def feed_date(article):
    return datetime.fromisoformat(FUTURE_DATE.get(article["slug"], article["published"]))


def cut_off(feed):
    """The connection broke in the middle of the third item."""
    start = [m.start() for m in re.finditer("<item ", feed)][2]
    return feed[:feed.index("content:encoded", start) + 180]


def error_page(feed):
    """The database was down, and the CMS said so with status 200."""
    return ("<!DOCTYPE html>\n<html><head><title>Cakrawala Borneo - Gangguan</title></head>\n<body><h1>Mohon maaf</h1>\n"
            "<p>Situs sedang dalam pemeliharaan. Silakan kembali beberapa saat lagi.&nbsp;</p>\n</body></html>\n")


def php_warning(feed):
    """A byte order mark, a warning and a blank line before the XML declaration, which then is no declaration."""
    return ("\ufeff<br />\n<b>Warning</b>:  Undefined variable $kategori in <b>/var/www/rilis/rss.php</b> on line <b>12</b>"
            "<br />\n\n" + feed)


def loose_entities(feed):
    """HTML entities that XML does not know, and a link with a bare `&` (in rdf:about too)."""
    start = feed.index("<item ", feed.index("</channel>"))
    while "Kopi Nipah" not in feed[start:feed.index("</item>", start)]:
        start = feed.index("<item ", start + 1)
    end = feed.index("</item>", start)
    item = feed[start:end].replace("&amp;rubrik", "&rubrik")
    item = item.replace("Café", "Caf&eacute;").replace("WARU – ", "WARU&nbsp;&ndash;&nbsp;")
    return feed[:start] + item + feed[end:]


FAULTS = {
    ("2023-08-14", "lintasteluk"): cut_off,
    ("2023-08-15", "lintasteluk"): loose_entities,
    ("2023-08-15", "cakrawala"): error_page,
    ("2023-08-14", "ppurilis"): php_warning,
}
FORBIDDEN = "<html><head><title>403 Forbidden</title></head>\n<body><center><h1>403 Forbidden</h1></center></body></html>\n"
NOT_FOUND = "<html><head><title>404</title></head><body><h1>Halaman tidak ditemukan</h1></body></html>\n"

# ---------------------------------------------------------------- the three nights


def make_feed(articles, source, night):
    url, media_type, render = FEEDS[source]
    if (night, source) in CLOSED:
        return put(night, url, FORBIDDEN, "text/html; charset=utf-8", status=403)
    feed = render(online(articles, source, night))
    fault = FAULTS.get((night, source))
    if fault:
        feed = fault(feed)
    if fault is error_page:
        media_type = "text/html; charset=utf-8"
    put(night, url, feed, media_type, charset="windows-1252" if source in NOT_UTF8 else "utf-8")


def make_pages(articles, source, night):
    listed = online(articles, source, night)
    for article in pages_to_write(articles, source, night):
        # A file without the ending .html needs its type said.
        media_type = None if article["url"].endswith(".html") else "text/html; charset=utf-8"
        if (night, article["slug"]) in LOST_PAGES:
            put(night, article["url"], NOT_FOUND, "text/html; charset=utf-8", status=404)
        else:
            others = [a for a in listed if a["id"] != article["id"]]
            put(night, article["url"], page(article, others, night, PAGES[source]), media_type)


def main():
    articles = load()
    for night in NIGHTS:
        web = HERE / "nights" / night / "web"
        shutil.rmtree(web, ignore_errors=True)
        web.mkdir(parents=True)
        # 00:05 WITA of the next day: late enough for what was published before midnight.
        write_json(web / "replay.json", {"fetched_at": f"{night}T16:05:00Z"})
        for source in FEEDS:
            make_feed(articles, source, night)
        for source in PAGES:
            make_pages(articles, source, night)


if __name__ == "__main__":
    main()
