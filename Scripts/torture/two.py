#!/usr/bin/env python3
"""Two coordinators at once, 50 times: one runs, the other is refused at once with exit 3 and names the first."""
import re
import subprocess
import sys
import time

from workbench import Bench

ROUNDS = 50


def main():
    bench = Bench("two", width=2)
    bad = []
    for number in range(ROUNDS):
        (bench.folder / "in" / "00.jsonl").write_text(f'{{"i":{number},"g":1}}\n{{"i":-1,"g":0}}\n')
        runs = [bench.start(output=subprocess.PIPE) for _ in range(2)]
        refused, waited, begin = None, 0.0, time.monotonic()
        while any(run.poll() is None for run in runs):
            if refused is None:
                refused = next((run for run in runs if run.poll() == 3), None)
                waited = time.monotonic() - begin
            time.sleep(0.002)
        statuses = sorted(run.returncode for run in runs)
        texts = [run.stdout.read().decode() for run in runs]
        first = next((run for run in runs if run.returncode == 0), None)
        text = texts[runs.index(refused)] if refused else ""
        named = re.search(r"another run works on p/g0001: (?:process (\d+), since|a process that is just starting)", text)
        if statuses != [0, 3] or waited > 1 or not named or named[1] not in (None, str(first.pid)):
            bad.append(number)
            print(f"round {number}: exit {statuses}, refused after {waited:.2f} s: {text!r}")
    kept, strange = bench.parts()
    fresh = Bench("fresh", width=2)
    (fresh.folder / "in" / "00.jsonl").write_bytes((bench.folder / "in" / "00.jsonl").read_bytes())
    fresh.finish()
    same = kept == fresh.parts()[0] and not strange
    print(f"{ROUNDS} rounds: {len(bad)} bad; data {'as of one run alone' if same else f'DIFFER {strange}'}")
    sys.exit(1 if bad or not same else 0)


main()
