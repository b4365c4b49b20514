#!/usr/bin/env python3
"""Sets the coordinator beside ninja and snakemake: coordinator.py WORKDIR [--serap PROGRAM] [--stage PROGRAM] [--only ROW...]

The same graph for all: STAGES stages of PARTITIONS partitions, each copying one small file by one small executable
(Benchmarks/Sources/CopyStage), two jobs, on one file system, in turn; medians of wall time. Ratios count, not times.

How durable a finished task is differs: Serap waits until data, receipt and names are on the disk before a partition
counts, and publishes nothing half; ninja and snakemake write and go on. The row without waiting (sync calls answered by
a preloaded library) says where the time goes, and is no way to run.
"""
import argparse
import gzip
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

STAGES, PARTITIONS, JOBS = 5, 200, 2
NO_SYNC = """
int fsync(int fd) { (void)fd; return 0; }
int fdatasync(int fd) { (void)fd; return 0; }
int syncfs(int fd) { (void)fd; return 0; }
int sync_file_range(int fd, long a, long b, unsigned f) { (void)fd; (void)a; (void)b; (void)f; return 0; }
"""


def seconds(command, **options):
    """Wall seconds of a command that must succeed."""
    start = time.monotonic()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    took = time.monotonic() - start
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed with {done.returncode}:\n{done.stdout.decode()[-2000:]}")
    return took


def inputs(folder, count=PARTITIONS):
    (folder / "in").mkdir(parents=True)
    for number in range(count):
        write_input(folder, number, "a")


def write_input(folder, number, mark):
    line = json.dumps({"id": number, "mark": mark, "text": f"laporan nomor {number} " * 20}) + "\n"
    (folder / "in" / f"{number:05}.jsonl.gz").write_bytes(gzip.compress(line.encode(), 6, mtime=0))


class Serap:
    name = "serap"

    def __init__(self, tools, folder, preload=None):
        self.folder, self.environment = folder, dict(os.environ)
        if preload:
            self.name, self.environment["LD_PRELOAD"] = "serap, not waiting", str(preload)
        self.command = [tools.serap, "run", "p.yaml", "--jobs", JOBS]
        self.stage = tools.stage

    def prepare(self, count=PARTITIONS):
        inputs(self.folder, count)
        lines = ["pipeline: p", "key: bench", "stages:", f"  s1: {{run: {self.stage}, files: in/*.jsonl.gz}}"]
        lines += [f"  s{n}: {{run: {self.stage}, from: s{n - 1}}}" for n in range(2, STAGES + 1)]
        (self.folder / "p.yaml").write_text("\n".join(lines) + "\n")

    def run(self):
        return seconds(self.command, cwd=self.folder, env=self.environment)

    def made(self):
        newest = max((self.folder / "runs").iterdir(), key=lambda run: (run / "summary.json").stat().st_mtime_ns)
        summary = json.loads((newest / "summary.json").read_text())
        return sum(stage["states"].get("made", 0) for stage in summary["stages"])


class Ninja:
    name = "ninja"

    def __init__(self, tools, folder):
        self.folder, self.command, self.stage = folder, [tools.ninja, "-j", JOBS], tools.stage

    def prepare(self):
        inputs(self.folder)
        lines = [f"rule copy\n  command = {self.stage} $in $out"]
        for stage in range(1, STAGES + 1):
            for number in range(PARTITIONS):
                source = f"in/{number:05}.jsonl.gz" if stage == 1 else f"s{stage - 1}/{number:05}.gz"
                lines.append(f"build s{stage}/{number:05}.gz: copy {source}")
        (self.folder / "build.ninja").write_text("\n".join(lines) + "\n")

    def run(self):
        return seconds(self.command, cwd=self.folder)


class Snakemake:
    name = "snakemake"

    def __init__(self, tools, folder):
        self.folder, self.stage = folder, tools.stage
        self.command = [tools.snakemake, "--cores", JOBS, "--quiet", "all"]
        # Its caches go into the work folder, not into anybody's home.
        self.environment = dict(os.environ, HOME=str(folder), XDG_CACHE_HOME=str(folder / "cache"))

    def prepare(self):
        inputs(self.folder)
        rules = [f'rule all:\n    input: expand("s{STAGES}/{{n}}.gz", n=["%05d" % i for i in range({PARTITIONS})])']
        for stage in range(1, STAGES + 1):
            source = "in/{n}.jsonl.gz" if stage == 1 else f"s{stage - 1}/{{n}}.gz"
            rules.append(f'rule s{stage}:\n    input: "{source}"\n    output: "s{stage}/{{n}}.gz"\n'
                         f'    shell: "{self.stage} {{input}} {{output}}"')
        (self.folder / "Snakefile").write_text("\n".join(rules) + "\n")

    def run(self):
        return seconds(self.command, cwd=self.folder, env=self.environment)


def verdict(ok):
    return "holds" if ok else "DOES NOT HOLD"


def print_rows(title, times):
    print(f"\n{title}")
    for name, values in times.items():
        shown = " ".join(f"{value:.3f}" for value in values)
        ratio = f"{statistics.median(values) / statistics.median(times['ninja']):8.2f} x ninja" if "ninja" in times else ""
        print(f"  {name:22}{statistics.median(values):9.3f} s {ratio}   [{shown}]")


def tasks(tools, work, rounds):
    """1,000 tasks; then nothing to do; then one changed input."""
    preload = work / "no-sync.so"
    preload.with_suffix(".c").write_text(NO_SYNC)
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", preload, preload.with_suffix(".c")], check=True)
    start = statistics.median(seconds([tools.stage]) for _ in range(50))
    print(f"the stage's bare start, as Python sees it: {start * 1e3:.1f} ms")
    full = {}
    for number in range(rounds):
        # Folders of their own and nothing removed in between: ext4 without a journal makes files slowly for minutes after.
        serap, ninja = Serap(tools, work / f"serap-{number}"), Ninja(tools, work / f"ninja-{number}")
        turn = [serap, ninja, Serap(tools, work / f"not-waiting-{number}", preload)]
        for program in turn[number % 3:] + turn[:number % 3]:
            program.prepare()
            full.setdefault(program.name, []).append(program.run())
            if isinstance(program, Serap):
                assert program.made() == STAGES * PARTITIONS, program.made()
    if tools.snakemake:
        snakemake = Snakemake(tools, work / "snakemake")
        snakemake.prepare()
        full[snakemake.name] = [snakemake.run()]
    print_rows(f"{STAGES * PARTITIONS} tasks, {JOBS} jobs", full)
    ours = statistics.median(full["serap"])
    print(f"  at most 2 x ninja: {verdict(ours <= 2 * statistics.median(full['ninja']))}")
    if tools.snakemake:
        ratio = full["snakemake"][0] / ours
        print(f"  an eighth of snakemake: {verdict(ratio >= 8)} (1/{ratio:.0f})")

    nothing = {"serap": [], "ninja": []}
    for _ in range(rounds * 4):
        nothing["ninja"].append(ninja.run())
        nothing["serap"].append(serap.run())
        assert serap.made() == 0, serap.made()
    print_rows("nothing to do", nothing)
    print(f"  at most 5 x ninja: "
          f"{verdict(statistics.median(nothing['serap']) <= 5 * statistics.median(nothing['ninja']))}")

    changed = {"serap": [], "ninja": []}
    for number in range(rounds * 2):
        for program in (serap, ninja):
            write_input(program.folder, 100 + number, f"changed {number}")
        changed["ninja"].append(ninja.run())
        changed["serap"].append(serap.run())
        assert serap.made() == STAGES, serap.made()
    print_rows(f"1 of {PARTITIONS} inputs changed: exactly {STAGES} tasks", changed)
    print(f"  at most 5 x ninja: "
          f"{verdict(statistics.median(changed['serap']) <= 5 * statistics.median(changed['ninja']))}")


def plan(tools, work):
    """100,000 partitions planned: processor and wall time, and the greatest memory."""
    program = Serap(tools, work / "plan")
    program.prepare(20_000)
    best, memory = 1e9, 0
    for _ in range(3):
        start = time.monotonic()
        child = subprocess.Popen([tools.serap, "plan", "p.yaml"], cwd=program.folder, stdout=subprocess.PIPE)
        last = child.stdout.read().splitlines()[-1].decode()
        _, _, usage = os.wait4(child.pid, 0)
        best = min(best, time.monotonic() - start)
        memory = max(memory, usage.ru_maxrss)
    assert last == f"{STAGES * 20_000} to run, 0 up to date", last
    print(f"\n{STAGES * 20_000} partitions planned: {best:.2f} s, {memory / 1024:.0f} MiB")
    print(f"  under 2 s and 300 MB: {verdict(best < 2 and memory * 1024 < 300e6)}")


def memory(tools, work):
    """The coordinator's memory over 10,000 tasks."""
    program = Serap(tools, work / "memory")
    program.prepare(2_000)
    child = subprocess.Popen([str(word) for word in program.command], cwd=program.folder, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True)
    print("\nmemory of the coordinator over 10,000 tasks")
    start = time.monotonic()
    for line in child.stderr:
        hit = re.match(r"(\d+) of 10000 tasks done", line)
        if hit:
            status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
            resident, threads = (int(re.search(rf"{key}:\s+(\d+)", status)[1]) for key in ("VmRSS", "Threads"))
            print(f"  {hit[1]:>6} done: {resident / 1024:6.1f} MiB, {threads} threads")
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    assert status == 0, status
    print(f"  at most: {usage.ru_maxrss / 1024:.1f} MiB, {time.monotonic() - start:.1f} s")


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--serap", default=here.parent / ".build" / "release" / "serap", type=pathlib.Path)
    parser.add_argument("--stage", required=True, type=pathlib.Path, help="what Sources/CopyStage compiles to")
    parser.add_argument("--ninja", default=shutil.which("ninja"), help="by default the one on PATH")
    parser.add_argument("--snakemake", default=shutil.which("snakemake"), help="'' to leave it out; it takes minutes")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=["tasks", "plan", "memory"], default=["tasks", "plan", "memory"])
    tools = parser.parse_args()
    tools.serap, tools.stage = tools.serap.resolve(), tools.stage.resolve()
    with tempfile.TemporaryDirectory(dir=tools.work.resolve(), prefix="coordinator-") as folder:
        work = pathlib.Path(folder)
        if "tasks" in tools.only:
            tasks(tools, work, tools.rounds)
        if "plan" in tools.only:
            plan(tools, work)
        if "memory" in tools.only:
            memory(tools, work)


if __name__ == "__main__":
    main()
