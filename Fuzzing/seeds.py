#!/usr/bin/env python3
"""Writes what the fuzzers begin with: YAML that is hostile by design, receipts, manifests, accounts, descriptions, and
feeds of every format and pages, whole and broken."""

import json
import pathlib
import sys


def part(name, lines):
    return {"part": name, "sha256": "ab" * 32, "size": 321, "lines": lines}


def receipt(**changes):
    body = {
        "receipt": 1, "receipt_key": "cd" * 32, "rules": "ef" * 32, "pipeline": "p", "key": "2023-08-15",
        "stage": "classify", "partition": "source=x", "schema": "item/1", "version": None,
        "parts": [part("part.jsonl.gz", 3), part("source=y.jsonl.gz", 0)],
        "files": [{"path": "a/report.html", "sha256": "12" * 32, "size": 9}],
        "meta": [{"path": "stats.json", "sha256": "34" * 32, "size": 7}],
        "counts": {"in": 5, "used": 3, "out": 3, "rejected": {"bad_row": 2}, "merged": 0, "part_rejected": {"x": 1}},
        "health": [{"source": "s", "state": "ok"}], "contract": 1,
        "command": [{"word": "serap-classify", "sha256": "56" * 32}, {"word": "--fast"}],
        "parameters": {"tone": {"threshold": 0.50}, "c": "@corrections.csv"},
        "parameter_files": [{"path": "@corrections.csv", "sha256": None}],
        "uses": [{"path": "pack/lexicon/tone.csv", "sha256": "78" * 32}],
        "inputs": [
            {"stage": "normalize", "partition": "source=x", "part": "part.jsonl.gz", "sha256": "9a" * 32, "lines": 5},
            {"file": "in/x.csv", "sha256": "bc" * 32},
        ],
        "history": [
            {"key": "2023-08-14", "stage": "n", "partition": "a", "part": "p.jsonl.gz", "sha256": "de" * 32, "lines": 1}
        ],
        "missing": ["normalize/source=z"], "accounts": "f0" * 32, "gaps": ["2023-08-13"], "other_rules": [],
        "run": "20230816T010000Z-p-2023-08-15", "attempt": 1, "host": "h", "started": "2023-08-16T01:00:00Z",
        "finished": "2023-08-16T01:00:01Z",
    }
    body.update(changes)
    return json.dumps(body, indent=2).encode()


ITEM = ("<item><title>Satu &amp;amp; dua</title><link>/satu</link><guid isPermaLink='false'>g1</guid><dc:creator>Ani"
        "</dc:creator><pubDate>Tue, 15 Aug 2023 18:19:00 +0700</pubDate><category>Air</category><description>&lt;p&gt;"
        "Ringkas&lt;/p&gt;</description><content:encoded><![CDATA[<p>KOTA - Isi &amp; penuh (*Kab/an)</p>]]>"
        "</content:encoded><media:content url='/a.jpg'><media:title>Foto</media:title></media:content></item>")
RSS = ("<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
       "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:media='http://search.yahoo.com/mrss/'><channel>"
       f"<title>Warta</title><link>https://contoh.example</link>{ITEM}{ITEM}</channel></rss>")
ATOM = ("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='id' xml:base='/x/'><title type='html'>A &amp;lt;b></title>"
        "<entry><id>tag:a</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>B <i>c</i></div></title>"
        "<link rel='alternate' href='b'/><updated>2023-08-15T18:19:00+07:00</updated><author><name>D</name></author>"
        "<source><title>E</title></source><content type='xhtml'><div><p>F<br/>g</p></div></content></entry></feed>")
RDF = ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel "
       "rdf:about='u'><title>R</title></channel><item rdf:about='https://contoh.example/1'><title>I</title></item></rdf:RDF>")
MAP = ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
       "<url><loc>https://contoh.example/1</loc><n:news><n:publication><n:language>id</n:language></n:publication>"
       "<n:title>J</n:title><n:publication_date>2023-08-15</n:publication_date></n:news></url></urlset>")
JSON_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
    {"id": 1, "url": "/a", "content_html": "<p>x</p>", "tags": ["a"], "authors": [{"name": "N"}],
     "attachments": [{"url": "b", "mime_type": "image/png"}], "date_published": "2023-08-15T18:19:00Z"}]})
LAUGHS = "<!DOCTYPE rss [<!ENTITY a 'haha'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 9}'>" for i in range(9)) + "]>"


def feeds():
    texts = {
        "rss": RSS, "atom": ATOM, "rdf": RDF, "sitemap": MAP, "json": JSON_FEED, "laughs": LAUGHS + RSS + "&j;",
        "quadratic": f"<!DOCTYPE rss [<!ENTITY a '{'x' * 900}'>]><rss><channel><title>{'&a;' * 3000}</title></channel></rss>",
        "external": "<!DOCTYPE rss SYSTEM 'http://127.0.0.1/x.dtd' [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + RSS
                    .replace("Satu", "&x;"),
        "deep": "<rss><channel><item>" + "<a>" * 4000, "deep-markup": ATOM.replace("<p>", "<p>" * 3000),
        "cut": RSS[:-200], "warning": "<br />\n<b>Warning</b>: x in <b>y</b>" + RSS, "bare": RSS.replace("&amp;", "&"),
        "doctypes": "<!doctype[>" * 1500, "comments": "<rss>" + "<!--" * 3000, "cdata": "<rss><item>" + "<![CDATA[" * 1500,
        "tags": RSS.replace("Satu", "<![CDATA[" + "<x " * 4000 + "]]>"), "nul": RSS.replace("Ani", "\0" * 500),
        "attributes": "<rss " + " ".join(f"a{i}='{i}'" for i in range(1200)) + ">", "scripts": RSS.replace(
            "Isi", "<script>" + "</b" * 3000), "ampersands": "<rss><item><title>" + "&" * 9000,
        "prefixes": "<rss>" + "".join(f"<p{i}:item/>" for i in range(1000)),
    }
    files = {name: b"\1" + text.encode() for name, text in texts.items()}
    files["utf16"] = b"\0\xff\xfe" + RSS.replace("UTF-8", "UTF-16").encode("utf-16-le")
    files["latin"] = b"\2" + RSS.replace("Satu", "\x93Satu\x94 \xe9").encode("latin-1")
    files["broken-utf8"] = b"\0" + RSS.encode().replace(b"Satu", b"\xff\xe2\x80 \x96 \xf0\x9f")
    return files


TEXT = "Pemerintah desa memperbaiki saluran air bersih yang rusak sejak bulan lalu, kata kepala desa, Senin (14/8/2023). "
PAGE = ("<!doctype html><html lang=id><head><meta charset=utf-8><title>Saluran Air - Warta</title><meta property='og:title' "
        "content='Saluran Air'><meta name='description' content='Air mengalir lagi di desa setelah sebulan.'><script "
        "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Saluran Air\",\"author\":{\"name\":\"Ani\"},"
        "\"datePublished\":\"2023-08-15T18:19:00+07:00\"}</script></head><body><nav><a href=/>Beranda</a></nav><article>"
        "<h1>Saluran Air</h1><h2>Air mengalir lagi di desa setelah sebulan.</h2><div class=info>Oleh Ani, Selasa, 15 Agustus "
        f"2023 | 18:19 WIB - Redaktur: Budi - 77</div><div class='entry-content'><p>KOTA - {TEXT}</p><p>{TEXT * 2}</p><p>Baca "
        f"juga: <a href=/2>Lain</a></p><ul><li>{TEXT}</li></ul><blockquote>{TEXT}</blockquote>(*Kab/an)</div></article>"
        "<aside class=related><a href=/3>Tiga</a></aside><footer>Kaki</footer></body></html>")


def pages():
    texts = {
        "page": PAGE, "cut": PAGE[:900], "nested": PAGE.replace("<p>", "<div>" * 900 + "<p>"), "nul": PAGE.replace(" ", "\0 "),
        "attributes": PAGE.replace("<p>", "<p " + " ".join(f"a{i}='>'" for i in range(2000)) + ">", 1),
        "state": f"<div id=app></div><script>x={json.dumps({'isi': f'<p>{TEXT}</p>' * 6})}</script>",
        "tags": PAGE.replace("Lain", "<a " * 3000), "comments": "<html>" + "<!--" * 3000, "scripts": "<script>" * 1500,
        "quotes": "<a =\"" * 2000, "articles": PAGE.replace("<aside", f"<article><h2>Lain</h2><p>{TEXT * 4}</p></article><aside"),
        "linked": PAGE.replace("Ani\"", "Ani, \"b\" /* x */ \n"), "table": PAGE.replace("<ul>", "<table><tr><td>" * 300),
    }
    files = {name: b"\1" + text.encode() for name, text in texts.items()}
    files["utf16"] = b"\0\xff\xfe" + PAGE.encode("utf-16-le")
    files["latin"] = b"\2" + PAGE.replace("Saluran", "\x93Saluran\x94 \xe9").encode("latin-1")
    files["broken-utf8"] = b"\0" + PAGE.encode().replace(b"Saluran", b"\xff\xe2\x80 \x96 \xf0\x9f")
    return files


def main():
    work = pathlib.Path(sys.argv[1])
    receipts = {
        "receipt": receipt(), "marked": receipt(damaged="part.jsonl.gz"),
        "two": receipt() + b"\0" + receipt(parameters={"tone": {"threshold": 0.6}}, history=[], uses=[]),
        "empty": b'{"receipt":1,"receipt_key":"k","rules":"r","parts":[],"files":[]}',
        "huge": receipt(counts={"in": 2**53, "used": 2**63 - 1, "out": -1, "rejected": {"a": 1e300}, "merged": 0}),
        "manifest": json.dumps({
            "manifest": 1, "missing": ["c"],
            "partitions": [{"partition": "a", "rules": "r", "parts": [part("p.jsonl.gz", 1)]}]}).encode(),
        "stats": b'{"in":10,"used":6,"out":7,"rejected":{"bad":3},"merged":1,"health":[{"source":"a","state":"ok"}]}',
        "facts": b'{"name":"x","version":"1","contract":1,"deterministic":true,"uses":["lexicon/*.csv"]}',
        "deep": b"[" * 5000,
    }
    bombs = {
        "laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)),
        "merge": "pipeline: p\nx: &x {run: a}\nstages:\n  a: {<<: *x, from: []}\n",
        "nest": "pipeline: p\nstages: " + "[" * 3000,
        "map": "pipeline: p\nstages: " + "{a: " * 2000,
        "block": "".join(" " * i + "a:\n" for i in range(180)),
        "keys": "pipeline: p\nstages:\n" + "".join(f"  s{i}: {{run: x}}\n" for i in range(900)),
        "chain": "pipeline: p\nstages:\n  s0: {run: x}\n"
        + "".join(f"  s{i}: {{run: x, from: [{', '.join(f's{j}' for j in range(max(0, i - 9), i))}]}}\n"
                  for i in range(1, 200)),
        "circle": "pipeline: p\nstages:\n  a: {run: x, from: b}\n  b: {run: x, from: a}\n",
        "scalar": "pipeline: " + "x" * 15000,
    }
    for folder, files in (("receipts", receipts), ("pipelines", {k: v.encode() for k, v in bombs.items()}),
                          ("feeds", feeds()), ("pages", pages())):
        for name, content in files.items():
            (work / folder / "seeds" / name).write_bytes(content)


main()
