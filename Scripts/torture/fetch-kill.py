#!/usr/bin/env python3
"""kill -9 at random moments of a night of 60 feeds and the 600 pages that they list, judged by the log of the server.

In turn: the coordinator with all it started, the coordinator alone, serap-fetch alone (the coordinator then tries again
by itself). What must come of it: every feed and every page is captured once; what was stored at a kill, in the spool of
an attempt or in published captures, is never asked for again; what is asked for twice is at most what was under way at
the kills. Needs Benchmarks/.build/release/web-lab, or its path in WEB_LAB.
"""
import gzip
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import urllib.parse

from workbench import SERAP, WORK, kill

SEEDS = int(os.environ.get("SEEDS", "12"))
LAB = pathlib.Path(os.environ.get("WEB_LAB", pathlib.Path(__file__).parents[2] / "Benchmarks/.build/release/web-lab"))
SOURCES, ENTRIES, PARALLEL, KILLS = 60, 10, 8, 3
URLS = SOURCES * (1 + ENTRIES)
WHOLE, COORDINATOR, FETCHER = range(3)


def shown(url):
    """A URL as the server's log has it."""
    parts = urllib.parse.urlsplit(url)
    return f"{parts.hostname} {parts.path}"


class Night:
    """A pipeline that fetches feeds and follows their links, in a directory of its own, and the server of both."""

    def __init__(self, name):
        self.folder = WORK / name
        (self.folder / "pack").mkdir(parents=True)
        self.log = WORK / f"{name}.log"
        options = ["--pause", "15", "--bytes", "4096", "--entries", str(ENTRIES), "--log", self.log]
        self.lab = subprocess.Popen([LAB, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        port = int(self.lab.stdout.readline())
        self.feeds = [f"h{n}.localhost /feed" for n in range(SOURCES)]
        self.pages = [f"h{n}.localhost /berita/{entry}" for n in range(SOURCES) for entry in range(ENTRIES)]
        (self.folder / "pack" / "pack.yaml").write_text("pack: uji\nversion: 1\norigin: invented\n")
        sources = [f"  - {{code: h{n}, name: h{n}, type: feed, url: 'http://h{n}.localhost:{port}/feed', "
                   "allow_private: true, origin: invented}\n" for n in range(SOURCES)]
        (self.folder / "pack" / "sources.yaml").write_text("sources:\n" + "".join(sources))
        tools, common = pathlib.Path(SERAP).parent, f"delay_ms: 0, parallel: {PARALLEL}"
        (self.folder / "p.yaml").write_text(
            "pipeline: p\nkey: arsip\npack: [pack]\nretries: 5\nstages:\n"
            f"  feeds: {{run: {tools}/serap-fetch, params: {{select: feeds, {common}}}}}\n"
            f"  entries: {{run: {tools}/serap-parse, from: feeds, gather: all}}\n"
            f"  pages: {{run: {tools}/serap-fetch, from: entries, gather: all, params: {{follow: link, {common}}}}}\n")

    def start(self):
        return subprocess.Popen([SERAP, "run", "p.yaml"], cwd=self.folder, stdout=subprocess.DEVNULL,
                                stderr=subprocess.STDOUT)

    def fetchers(self):
        """The processes of serap-fetch that work for this night."""
        found = []
        for entry in os.listdir("/proc"):
            try:
                words = pathlib.Path(f"/proc/{entry}/cmdline").read_bytes().split(b"\0") if entry.isdigit() else []
                if words[0].endswith(b"serap-fetch") and str(self.folder).encode() in b" ".join(words):
                    found.append(int(entry))
            except (OSError, IndexError):
                pass
        return found

    def asked(self):
        """What was asked for so far, in order."""
        text = self.log.read_text() if self.log.exists() else ""
        return text[:text.rfind("\n") + 1].splitlines()

    def stored(self):
        """What stands whole in a spool, or is captured."""
        found = set(self.captured("feeds") + self.captured("pages"))
        for spool in self.folder.glob("**/spool/*/answers.jsonl"):
            for line in spool.read_bytes().split(b"\n")[:-1]:
                found.add(shown(json.loads(line[65:])["request"].rsplit(" ", 1)[1]))
        return found

    def captured(self, stage):
        found = []
        for part in (self.folder / "data").glob(f"p/captures/*/{stage}/all/*.jsonl.gz"):
            for line in gzip.open(part):
                capture = json.loads(line)
                assert capture["status"] == 200 and len(capture["body"]) > 1000, line[:300]
                found.append(shown(capture["url"]))
        return found

    def end(self):
        self.lab.stdin.close()
        self.lab.wait()


def gone(pid):
    """Waits until a process that was killed cannot write any more."""
    while True:
        try:
            if pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX":
                return
        except OSError:
            return
        time.sleep(0.001)


def trial(seed):
    chance, night, mode = random.Random(seed), Night(f"seed-{seed}"), seed % 3
    problems, snapshots, reached, run = [], [], [0, 0], None
    for number in range(KILLS):
        run = run or night.start()
        before = len(night.asked())
        # A moment of the fetching, and not of the start: the first kill is among the feeds, for two seeds of three.
        early = number == 0 and seed // 3 % 3 != 2
        wanted = before + (chance.randrange(1, SOURCES - PARALLEL) if early else chance.randrange(1, URLS // 3))
        while run.poll() is None and len(night.asked()) < wanted:
            time.sleep(0.001)
        time.sleep(0 if early else chance.uniform(0, 0.02))
        if run.poll() is not None:
            break
        if mode == FETCHER:
            # While it stands, it can start no other.
            os.kill(run.pid, signal.SIGSTOP)
        fetchers = night.fetchers()
        assert len(fetchers) <= 1, fetchers
        stage = len(night.asked()) > SOURCES
        reached[stage] += len(fetchers)
        if mode != FETCHER:
            kill(run.pid)
            run.wait()
        if mode != COORDINATOR:
            for pid in fetchers:
                kill(pid)
                gone(pid)
        # In this order: what is stored here was asked for before.
        stored = night.stored()
        snapshots.append((stored, len(night.asked())))
        if mode == FETCHER:
            os.kill(run.pid, signal.SIGCONT)
        else:
            run = None
    run = run or night.start()
    if run.wait(timeout=300) != 0:
        problems.append(f"the last run exits with {run.returncode}")
    asked = night.asked()
    for number, (stored, place) in enumerate(snapshots):
        twice = sorted(stored.intersection(asked[place:]))
        if twice:
            problems.append(f"stored at kill {number + 1} and asked for again: {len(twice)}, as {twice[:3]}")
    if len(asked) - URLS > len(snapshots) * PARALLEL:
        problems.append(f"{len(asked) - URLS} asked for twice, with {PARALLEL} under way at {len(snapshots)} kills")
    for stage, all in [("feeds", night.feeds), ("pages", night.pages)]:
        captured = night.captured(stage)
        if sorted(captured) != sorted(all):
            problems.append(f"{stage}: {len(captured)} captures of {len(set(captured))} URLs, of {len(all)}")
    if not any(reached):
        problems.append("no kill found serap-fetch at work")
    night.end()
    return len(snapshots), reached, sum(len(stored) for stored, _ in snapshots), len(asked) - URLS, problems


def main():
    if not os.access(LAB, os.X_OK):
        print(f"{LAB} is not there: swift build -c release --package-path Benchmarks --product web-lab")
        sys.exit(77)
    kills, feeds, pages, kept, more, bad = 0, 0, 0, 0, 0, 0
    for seed in range(SEEDS):
        done, reached, stored, twice, problems = trial(seed)
        kills, feeds, pages, kept = kills + done, feeds + reached[0], pages + reached[1], kept + stored
        more, bad = more + twice, bad + bool(problems)
        if problems:
            print(f"seed {seed}: " + "; ".join(problems))
    found = f"{feeds} found serap-fetch among feeds and {pages} among pages"
    print(f"{kills} kills over {SEEDS} seeds, {found}: {bad} bad"
          + ("" if bad else f"; of {kept} answers that stood stored none was asked for again, and {more} others were"))
    sys.exit(1 if bad else 0)


main()
