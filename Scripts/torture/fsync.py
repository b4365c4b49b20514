#!/usr/bin/env python3
"""Follows every call of a run (strace): what is published was on the disk before it got its place, and its name after.

For each file and directory of each partition: fsync of it, or syncfs of the whole file system, begun after the last
write to it and ended before the rename into place; then fsync of the directory that it was renamed into, or syncfs,
begun after the rename. Once for few outputs, where each is waited for, and once for many.
"""
import os
import pathlib
import re
import shutil
import sys

from workbench import Bench

CALLS = "openat,write,pwrite64,fsync,fdatasync,syncfs,rename,renameat,renameat2,mkdir,mkdirat,unlink,chmod,ftruncate"


def events(trace):
    """Calls that succeeded as (begin, end, name, arguments), by the numbers of their lines."""
    pending = {}
    for number, line in enumerate(trace.read_text(errors="replace").splitlines()):
        match = re.match(r"(\d+) +(.*)", line)
        if not match:
            continue
        process, text = match.groups()
        if text.endswith("<unfinished ...>"):
            pending[process] = (number, text[: -len("<unfinished ...>")])
            continue
        begin = number
        resumed = re.match(r"<\.\.\. \w+ resumed>(.*)", text)
        if resumed and process in pending:
            begin, head = pending.pop(process)
            text = head + resumed[1]
        call = re.match(r"(\w+)\((.*)\) += (-?\d+)", text)
        if call and int(call[3]) >= 0:
            yield begin, number, call[1], call[2]


def check(bench, trace):
    root = str(bench.folder / "data" / "p")
    writes, waits, everything, names = {}, {}, [], []
    for begin, end, name, arguments in events(trace):
        path = re.match(r"\d+<([^>]*)>", arguments)
        if name in ("write", "pwrite64", "ftruncate") and path:
            writes.setdefault(path[1], []).append(end)
        elif name in ("fsync", "fdatasync") and path:
            waits.setdefault(path[1], []).append((begin, end))
        elif name == "syncfs":
            everything.append((begin, end))
        elif name.startswith("rename"):
            source, target = re.findall(r'"([^"]*)"', arguments)[:2]
            if target.startswith(root) and "/.scratch/" not in target:
                names.append((begin, end, source, target))

    def waited(path, after, before):
        return any(after < begin and end < before for begin, end in waits.get(path, []) + everything)

    problems, checked = [], 0
    for begin, end, source, target in names:
        tree = [target] if os.path.isfile(target) else [target, *map(str, pathlib.Path(target).rglob("*"))]
        # What a partition's place holds now is what its last rename brought.
        if any(other[3] == target and other[0] > begin for other in names):
            continue
        earlier = max((other[1] for other in names if other[2] == source and other[1] < begin), default=-1)
        for path in tree:
            scratch = source + path[len(target):]
            last = max((number for number in writes.get(scratch, []) if earlier < number < begin), default=earlier)
            checked += 1
            if not waited(scratch, last, begin):
                problems.append(f"{path}: not on the disk before it was renamed into place")
        if not waited(os.path.dirname(target), end, sys.maxsize):
            problems.append(f"{target}: its name was never waited for")
    return len(names), checked, len(everything), problems


def main():
    if shutil.which("strace") is None:
        print("skipped: no strace")
        sys.exit(77)
    bad, said, wholes = False, [], 0
    # How many wait for the disk together hangs on the machine: more at once until a syncfs was seen.
    for width, jobs in ((1, 2), (30, 8), (30, 32), (30, 64)):
        if wholes > 0:
            break
        bench = Bench(f"width-{width}-{jobs}", width)
        trace = bench.outside / "trace"
        run = bench.start("--jobs", str(jobs), before=["strace", "-f", "-y", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(trace)])
        if run.wait() != 0:
            print(f"the run under strace exits with {run.returncode}")
            sys.exit(1)
        renames, checked, whole, problems = check(bench, trace)
        bad = bad or bool(problems) or renames < bench.tasks
        for problem in problems[:10]:
            print(problem)
        wholes += whole
        said.append(f"{renames} renames, {checked} files and directories, {whole} syncfs: {len(problems)} not waited for")
    if wholes == 0:
        said.append("no syncfs was seen, so half of it is untested")
    print("; ".join(said))
    sys.exit(1 if bad or wholes == 0 else 0)


main()
