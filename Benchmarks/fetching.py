#!/usr/bin/env python3
"""Sets serap-fetch beside curl --parallel: fetching.py WORKDIR [--fetch PROGRAM] [--lab PROGRAM] [--rounds N]

10,000 pages of 8 KiB over 200 hosts of a server on this machine (Tests/WebLab), `h<N>.localhost`, HTTP/1.1, connections
kept alive. Limits are the same for both: so many requests at once, and two at one host. curl has no limit for a host, so
its URLs stand in an order that goes from host to host, by which it never has more than its share there; the server
counts whether both keep to it. Each program meets a server of its own, in turn; medians of wall time. Every page is
held against what the server gave. Ends with 1 where something that is promised does not hold.

What they do is not the same: serap-fetch keeps each answer so that a kill loses none, with its digest, and writes 200
compressed parts. curl writes each body into a file, or in the row below throws it away, which costs it nothing.
"""
import argparse
import gzip
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

PAGES, HOSTS, SIZE, PER_HOST = 10_000, 200, 8192, 2
SENTENCE = "<p>Warga meminta lampu jalan di RT 04 segera diperbaiki.</p>\n"


def page(url):
    """What the server gives for a URL (WebLabServer)."""
    parts = urllib.parse.urlsplit(url)
    return (f"<!doctype html><title>{parts.path}</title><h1>{parts.hostname}{parts.path}</h1>\n"
            + SENTENCE * (SIZE // len(SENTENCE)))


class Lab:
    """The server for one program: its port, and what it has counted when it is over."""

    def __init__(self, program, pause):
        self.child = subprocess.Popen([program, "--bytes", str(SIZE), "--pause", str(pause)], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE)
        self.port = int(self.child.stdout.readline())

    def urls(self):
        return [f"http://h{n % HOSTS}.localhost:{self.port}/berita/{n // HOSTS}" for n in range(PAGES)]

    def end(self):
        address = f"http://lab.localhost:{self.port}/counts"
        counts = json.loads(subprocess.run(["curl", "-sf", address], check=True, capture_output=True).stdout)
        self.child.stdin.close()
        _, _, usage = os.wait4(self.child.pid, 0)
        self.child.returncode = 0
        counts["processor"] = usage.ru_utime + usage.ru_stime
        return counts


class SerapFetch:
    name = "serap-fetch"

    def __init__(self, tools, parallel):
        self.program, self.parallel = tools.fetch, parallel

    def prepare(self, folder, lab):
        self.folder = folder
        items = [{"id": f"i{n}", "source": f"h{n % HOSTS}", "url": url, "title": f"Berita {n}",
                  "published": {"at": "2023-08-15T00:00:00Z"}} for n, url in enumerate(lab.urls())]
        (folder / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
        (folder / "pack").mkdir()
        (folder / "pack" / "pack.yaml").write_text("pack: uji\nversion: 1\norigin: invented\n")
        sources = [f"  - {{code: h{n}, name: h{n}, type: page, url: 'http://h{n}.localhost:{lab.port}/', "
                   "allow_private: true, robots: false, origin: invented}\n" for n in range(HOSTS)]
        (folder / "pack" / "sources.yaml").write_text("sources:\n" + "".join(sources))
        (folder / "params.json").write_text(json.dumps(
            {"follow": "link", "budget": PAGES, "delay_ms": 0, "parallel": self.parallel, "per_host": PER_HOST}))
        self.command = [self.program, "--input", "items.jsonl", "--params", "params.json", "--pack", "pack", "--output",
                        "out"]
        # As the coordinator runs it: with a spool, so that a kill loses nothing.
        self.environment = {"PATH": os.environ["PATH"], "SERAP_CONTRACT": "1", "SERAP_KEY": "2023-08-15",
                            "SERAP_STAGE": "pages", "SERAP_PARTITION": "all", "SERAP_STATE": str(folder / "state"),
                            "SERAP_CAPTURES": str(folder / "captures")}

    def check(self, urls):
        seen = []
        for part in (self.folder / "out").glob("*.jsonl.gz"):
            for line in gzip.open(part):
                capture = json.loads(line)
                assert capture["status"] == 200 and capture["body"] == page(capture["url"]), line[:200]
                seen.append(capture["url"])
        assert sorted(seen) == sorted(urls), len(seen)


class Curl:
    name = "curl, into files"
    environment = None

    def __init__(self, tools, parallel):
        self.parallel = parallel

    def output(self, number):
        return f"out/{number}"

    def prepare(self, folder, lab):
        self.folder = folder
        (folder / "out").mkdir()
        (folder / "urls").write_text("".join(
            f'url = "{url}"\noutput = "{self.output(n)}"\n' for n, url in enumerate(lab.urls())))
        self.command = ["curl", "--silent", "--parallel", "--parallel-max", str(self.parallel), "--config", "urls"]

    def check(self, urls):
        for number, url in enumerate(urls):
            assert (self.folder / self.output(number)).read_text() == page(url), url


class CurlIntoNothing(Curl):
    name = "curl, kept nowhere"

    def output(self, number):
        return "/dev/null"

    def check(self, urls):
        pass


def run(program, folder, lab):
    """Wall seconds, processor seconds and greatest memory of one run, and what the server saw."""
    folder.mkdir()
    program.prepare(folder, lab)
    with open(folder / "log", "wb") as log:
        begin = time.monotonic()
        child = subprocess.Popen(program.command, cwd=folder, env=program.environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - begin
        child.returncode = status
    if status != 0:
        sys.exit(f"{program.name} failed:\n{(folder / 'log').read_text()[-2000:]}")
    counts = lab.end()
    program.check(lab.urls())
    assert counts["requests"] == PAGES, counts
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, counts


def row(tools, work, parallel, pause):
    print(f"\n{PAGES} pages of {HOSTS} hosts, {parallel} at once, {PER_HOST} of a host"
          + (f", each given after {pause} ms" if pause else ""))
    programs = [SerapFetch(tools, parallel), Curl(tools, parallel), CurlIntoNothing(tools, parallel)]
    seen = {program.name: [] for program in programs}
    for number in range(tools.rounds):
        for program in programs[number % 3:] + programs[:number % 3]:
            seen[program.name].append(run(program, work / f"{number}-{programs.index(program)}", Lab(tools.lab, pause)))
    rate = {}
    for program in programs:
        runs = seen[program.name]
        wall, processor, memory = (statistics.median(run[place] for run in runs) for place in range(3))
        counts = [run[3] for run in runs]
        rate[program.name] = PAGES / wall
        print(f"  {program.name:20}{rate[program.name]:8.0f} a second, {wall:.2f} s, processor {processor:.2f} s, "
              f"{memory / 1e6:.0f} MB; {max(each['most_of_one_host'] for each in counts)} at once of a host, "
              f"{max(each['most'] for each in counts)} in all, {max(each['connections'] for each in counts) - 1} "
              f"connections; server {statistics.median(each['processor'] for each in counts):.2f} s")
    ours = seen["serap-fetch"]
    most_of_one_host = max(run[3]["most_of_one_host"] for run in ours)
    most = max(run[3]["most"] for run in ours)
    memory = max(run[2] for run in ours)
    return [
        verdict("at least the rate of curl --parallel", rate["serap-fetch"] >= rate["curl, into files"],
                f"{rate['serap-fetch'] / rate['curl, into files']:.2f} x; "
                f"{rate['serap-fetch'] / rate['curl, kept nowhere']:.2f} x of one that keeps nothing"),
        verdict(f"never more than {PER_HOST} of a host", most_of_one_host <= PER_HOST, most_of_one_host),
        verdict(f"never more than {parallel} in all", most <= parallel, most),
        verdict("under 200 MB", memory < 200e6, f"{memory / 1e6:.0f} MB"),
    ]


def verdict(what, ok, number):
    print(f"  {what}: {'holds' if ok else 'DOES NOT HOLD'} ({number})")
    return ok


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--fetch", default=here.parent / ".build" / "release" / "serap-fetch", type=pathlib.Path)
    parser.add_argument("--lab", default=here / ".build" / "release" / "web-lab", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    tools = parser.parse_args()
    tools.fetch, tools.lab = tools.fetch.resolve(), tools.lab.resolve()
    verdicts = []
    with tempfile.TemporaryDirectory(dir=tools.work.resolve(), prefix="fetching-") as folder:
        # Nothing is removed in between: ext4 without a journal makes files slowly for minutes after.
        for name, parallel, pause in [("bare", 32, 0), ("slow", 300, 20)]:
            work = pathlib.Path(folder) / name
            work.mkdir()
            verdicts += row(tools, work, parallel, pause)
    sys.exit(0 if all(verdicts) else 1)


if __name__ == "__main__":
    main()
