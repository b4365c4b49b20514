#!/usr/bin/env python3
"""accept.py ROOT BROWSER WORKDIR: what other programs make of a run's datasets and of its report."""
import glob
import gzip
import json
import os
import subprocess
import sys
from html.parser import HTMLParser

import duckdb

failures = []


def check(holds, what):
    print(("ok      " if holds else "FAILED  ") + what)
    if not holds:
        failures.append(what)


def datasets(root):
    """Every dataset directory, read with no option, has the rows that Python counts."""
    folders = sorted({os.path.dirname(path) for path in glob.glob(f"{root}/data/*/*/*/*/*/*.jsonl.gz")
                      if "/current/" not in path})
    wrong = []
    for folder in folders:
        rows = [json.loads(line) for part in sorted(glob.glob(f"{folder}/*.jsonl.gz")) for line in gzip.open(part, "rt")]
        counted = duckdb.sql(f"select count(*) from read_json('{folder}/*.jsonl.gz')").fetchall()[0][0]
        if counted != len(rows):
            wrong.append(f"{folder}: DuckDB {counted}, Python {len(rows)}")
    check(not wrong, f"DuckDB's read_json reads {len(folders)} dataset directories with the right number of rows")
    for line in wrong:
        print("        " + line)


class Page(HTMLParser):
    """The anchors, the links within the page, and the figures with what they say."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.figures, self.outside = set(), [], [], []
        self.open_figure = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag == "a" and attributes.get("href", "").startswith("#"):
            self.links.append(attributes["href"][1:])
            if "data-figure" in attributes:
                self.open_figure = [attributes["data-figure"], attributes["href"][1:], ""]
        if tag in ("script", "link", "img", "iframe") and attributes.get("src", attributes.get("href", "")).startswith("http"):
            self.outside.append(tag)

    def handle_data(self, data):
        if self.open_figure:
            self.open_figure[2] += data

    def handle_endtag(self, tag):
        if tag == "a" and self.open_figure:
            self.figures.append(tuple(self.open_figure))
            self.open_figure = None


def report(path, browser, work):
    page = Page()
    page.feed(open(path, encoding="utf-8").read())
    check(not [link for link in page.links if link not in page.ids], f"all {len(page.links)} links within {path} resolve")
    check(len(page.figures) > 50, f"{len(page.figures)} figures are links to their items")
    check(not page.outside, "the page loads nothing from anywhere else")
    shot = os.path.join(work, "report.png")
    result = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--hide-scrollbars",
         "--window-size=1000,2400", f"--screenshot={shot}", "file://" + os.path.abspath(path)],
        capture_output=True, text=True, timeout=120)
    check("CONSOLE" not in result.stderr, "the browser's console is silent")
    check(os.path.exists(shot) and os.path.getsize(shot) > 20_000, f"a picture of it: {shot}")


root, browser, work = sys.argv[1:4]
datasets(root)
report(sorted(glob.glob(f"{root}/out/demo/2023-08-15/edisi-*/report.html"))[-1], browser, work)
sys.exit(1 if failures else 0)
