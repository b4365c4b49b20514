#!/usr/bin/env python3
"""Sets serap-parse beside trafilatura on pages: pages.py WORKDIR [--pages DIR] [--parse PROGRAM]

Both read the same pages, text and metadata, in turn, three times; the least user time of the whole process counts, and
what trafilatura takes to start is taken off. Pages are made here, unless --pages names a folder of HTML files.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

from feeds import HERE, ROUNDS, article, measure, sentence

PEER = """
import json, pathlib, sys, trafilatura
if len(sys.argv) > 1:
    with open(sys.argv[2], "w") as output:
        for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
            read = trafilatura.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
            output.write(json.dumps({"id": path.name, "text": read.text if read else ""}) + "\\n")
"""


def page(chance, number):
    """A page as news sites build them: menus, sides, lists of other articles, and the article in between."""
    site, title = f"https://media{number % 40}.example", sentence(chance, 6, 13)
    links = "".join(f'<li class="menu-item menu-item-{n}"><a href="/{n}">{sentence(chance, 1, 3)}</a></li>' for n in range(60))
    cards = "".join(
        f'<div class="card card--{n % 3} grid-item"><a class="card__link" href="/berita/{n}"><img src="/{n}.jpg" alt="">'
        f'<h3 class="card__title">{sentence(chance, 6, 12)}</h3></a><span class="card__date">{n % 28 + 1} Agustus 2023</span></div>'
        for n in range(80))
    data = json.dumps({"@type": "NewsArticle", "headline": title, "author": {"name": "Ani Contoh"},
                       "datePublished": "2023-08-15T18:19:00+07:00"})
    script = "<script>" + "var a=1;function f(x){return x<2?'b':'c'}" * 900 + "</script>"
    return (f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title} - Media {number % 40}</title>'
            f'<meta property="og:title" content="{title}"><meta name="description" content="{sentence(chance, 14, 24)}.">'
            f'<script type="application/ld+json">{data}</script>{script}</head><body class="single single-post">'
            f'<header class="site-header"><nav class="main-nav"><ul>{links}</ul></nav></header><main class="site-main">'
            f'<article class="post type-post"><h1 class="entry-title">{title}</h1><div class="entry-meta">Oleh Ani Contoh, Selasa, '
            f'15 Agustus 2023 | 18:19 WIB</div><div class="entry-content">{article(chance, site)}{article(chance, site)}</div></article>'
            f'<aside class="sidebar"><div class="widget">{cards}</div></aside></main><footer><ul>{links}</ul></footer></body></html>')


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("work", type=pathlib.Path)
    arguments.add_argument("--pages", type=pathlib.Path)
    arguments.add_argument("--parse", type=pathlib.Path, default=HERE.parent / ".build" / "release" / "serap-parse")
    options = arguments.parse_args()
    work = options.work.resolve() / "pages"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    folder = options.pages.resolve() if options.pages else work / "files"
    if not options.pages:
        folder.mkdir()
        chance = random.Random(7)
        for number in range(200):
            (folder / f"{number:03}.html").write_text(page(chance, number), encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir())
    listing = work / "files.jsonl"
    listing.write_text("".join(json.dumps({"id": name, "file": name}) + "\n" for name in names))
    ours = [options.parse.resolve(), "inspect", "--pages", listing, "--root", folder]
    peer = [sys.executable, "-c", PEER]
    runs = {"serap-parse": ours, "trafilatura": [*peer, folder, work / "trafilatura.jsonl"], "its start": peer}
    best = {name: min(measure(command)[0] for _ in range(ROUNDS)) for name, command in runs.items()}
    theirs = best["trafilatura"] - best["its start"]
    size = sum(os.path.getsize(folder / name) for name in names)
    print(f"\nread pages, text and metadata: {len(names)} pages, {size / 1e6:.0f} MB")
    print(f"  serap-parse {len(names) / best['serap-parse']:8.0f} pages a user second")
    print(f"  trafilatura {len(names) / theirs:8.0f}")
    ratio = theirs / best["serap-parse"]
    print(f"  10 times trafilatura's: {'holds' if ratio >= 10 else 'DOES NOT HOLD'} ({ratio:.1f} x)")
    sys.exit(0 if ratio >= 10 else 1)


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    main()
