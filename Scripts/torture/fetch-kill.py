#!/usr/bin/env python3
"""kill -9 at random moments of a run that fetches 600 pages, then the same command again, for 12 seeds.

In turn: the coordinator with all it started, the coordinator alone, serap-fetch alone. What must come of it, by the log
of the server: every page is captured once; what a killed attempt had stored is not asked for again; what is asked for
twice is at most what was under way at a kill. Needs Benchmarks/.build/release/web-lab, or its path in WEB_LAB.
"""
import gzip
import json
import os
import pathlib
import random
import subprocess
import sys
import time

from workbench import SERAP, WORK, kill

SEEDS = int(os.environ.get("SEEDS", "12"))
LAB = pathlib.Path(os.environ.get("WEB_LAB", pathlib.Path(__file__).parents[2] / "Benchmarks/.build/release/web-lab"))
PAGES, HOSTS, PARALLEL, KILLS = 600, 20, 8, 3


class Night:
    """A pipeline that follows the links of a file, in a directory of its own, and the server that has the pages."""

    def __init__(self, name):
        self.folder = WORK / name
        (self.folder / "in").mkdir(parents=True)
        (self.folder / "pack").mkdir()
        self.log = WORK / f"{name}.log"
        self.lab = subprocess.Popen([LAB, "--pause", "10", "--bytes", "4096", "--log", self.log],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        port = int(self.lab.stdout.readline())
        self.urls = [f"http://h{n % HOSTS}.localhost:{port}/berita/{n}" for n in range(PAGES)]
        lines = [json.dumps({"id": f"i{n}", "source": f"h{n % HOSTS}", "url": url}) for n, url in enumerate(self.urls)]
        (self.folder / "in" / "items.jsonl").write_text("\n".join(lines) + "\n")
        (self.folder / "pack" / "pack.yaml").write_text("pack: uji\nversion: 1\norigin: invented\n")
        sources = [f"  - {{code: h{n}, name: h{n}, type: page, url: 'http://h{n}.localhost:{port}/', "
                   "allow_private: true, origin: invented}\n" for n in range(HOSTS)]
        (self.folder / "pack" / "sources.yaml").write_text("sources:\n" + "".join(sources))
        fetch = pathlib.Path(SERAP).parent / "serap-fetch"
        (self.folder / "p.yaml").write_text(
            "pipeline: p\nkey: arsip\npack: [pack]\nstages:\n  items: {filter: cat, files: in/items.jsonl}\n"
            f"  pages: {{run: {fetch}, from: items, gather: all, params: {{follow: link, delay_ms: 0, "
            f"parallel: {PARALLEL}}}}}\n  again: {{filter: cat, from: pages}}\n")

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
        """The pages asked for so far, in order."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line.split(" ")[1] for line in lines if " /berita/" in line]

    def stored(self):
        """The pages whose answers stand whole in the spool."""
        pages = set()
        for spool in self.folder.glob("**/spool/*/answers.jsonl"):
            for line in spool.read_bytes().split(b"\n")[:-1]:
                pages.add("/berita/" + json.loads(line[65:])["request"].rsplit("/", 1)[1])
        return pages

    def captured(self):
        pages = []
        for part in (self.folder / "data").glob("**/pages/all/*.jsonl.gz"):
            for line in gzip.open(part):
                capture = json.loads(line)
                assert capture["status"] == 200 and len(capture["body"]) > 4000, line[:300]
                pages.append("/berita/" + capture["url"].rsplit("/", 1)[1])
        return pages

    def end(self):
        self.lab.stdin.close()
        self.lab.wait()


def trial(seed):
    chance, night = random.Random(seed), Night(f"seed-{seed}")
    problems, kills, reached = [], 0, 0
    for _ in range(KILLS):
        run, before = night.start(), len(night.asked())
        # A moment of the fetching, and not of the start.
        wanted = before + chance.randrange(1, PAGES // 3)
        while run.poll() is None and len(night.asked()) < wanted:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.02))
        if run.poll() is not None:
            break
        fetchers = night.fetchers()
        assert len(fetchers) <= 1, fetchers
        reached += len(fetchers)
        if seed % 3 != 2:
            kill(run.pid)
        if seed % 3 != 1:
            for pid in fetchers:
                kill(pid)
        run.wait()
        kills += 1
        stored, place = night.stored(), len(night.asked())
        # The next attempt is this one's judge; where the coordinator lives on, it has begun already or never will.
        again = night.start() if seed % 3 == 1 else None
        if again:
            while again.poll() is None and len(night.asked()) < min(PAGES, place + 5):
                time.sleep(0.002)
            kill(again.pid)
            again.wait()
            for pid in night.fetchers():
                kill(pid)
            kills += 1
        twice = stored.intersection(night.asked()[place:])
        if twice and seed % 3 != 2:
            problems.append(f"stored and asked for again: {sorted(twice)[:5]}")
    stored, place = night.stored(), len(night.asked())
    last = night.start()
    if last.wait(timeout=300) != 0:
        problems.append(f"the last run exits with {last.returncode}")
    asked, captured = night.asked(), night.captured()
    if stored.intersection(asked[place:]):
        problems.append("stored and asked for again by the last run")
    if len(asked) - PAGES > kills * PARALLEL:
        problems.append(f"{len(asked) - PAGES} asked for twice, with {PARALLEL} under way at each of {kills} kills")
    if sorted(captured) != sorted("/" + url.split("/", 3)[3] for url in night.urls):
        problems.append(f"{len(captured)} captures of {len(set(captured))} pages, of {PAGES}")
    if not reached:
        problems.append("no kill found serap-fetch at work")
    night.end()
    return kills, len(asked) - PAGES, problems


def main():
    if not os.access(LAB, os.X_OK):
        print(f"{LAB} is not there: swift build -c release --package-path Benchmarks --product web-lab")
        sys.exit(77)
    kills, more, bad = 0, 0, 0
    for seed in range(SEEDS):
        done, twice, problems = trial(seed)
        kills, more, bad = kills + done, more + twice, bad + bool(problems)
        if problems:
            print(f"seed {seed}: " + "; ".join(problems))
    print(f"{kills} kills over {SEEDS} seeds: {bad} bad, {more} pages asked for twice, none of them stored")
    sys.exit(1 if bad else 0)


main()
