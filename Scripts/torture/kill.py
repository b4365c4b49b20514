#!/usr/bin/env python3
"""kill -9 at random moments of a run of 180 tasks, then the same command again, for 20 seeds.

In turn: coordinator and all children; the coordinator alone, its children still writing; the same with children that
have left their group; all of those at once. What must come of it: the bytes of an undisturbed run, nobody's help, an
empty scratch, at most four starts more for each kill with two jobs, and no new work beside a survivor.
"""
import os
import random
import sys
import time

from workbench import Bench, kill, started

SEEDS = int(os.environ.get("SEEDS", "20"))
KILLS = 3


def main():
    reference = Bench("reference")
    begin = time.monotonic()
    reference.finish()
    length = time.monotonic() - begin
    wanted, strange = reference.parts()
    assert len(wanted) >= reference.tasks and not strange, (len(wanted), strange)
    assert len(reference.noted("starts")) == reference.tasks
    reference.remove()
    print(f"undisturbed: {reference.tasks} tasks, {len(wanted)} parts, {length:.1f} s")

    kills, more, most, bad = 0, 0, 0, []
    for seed in range(SEEDS):
        chance = random.Random(seed)
        bench = Bench(f"seed-{seed}")
        mode = seed % 4
        done = 0
        if mode >= 2:
            (bench.outside / "detach").touch()
        for _ in range(KILLS):
            before = len(bench.noted("starts"))
            run = bench.start()
            time.sleep(chance.uniform(0.02, length * 0.6))
            if run.poll() is not None:
                break
            kill(run.pid)
            run.wait()
            kills += 1
            done += 1
            if mode in (0, 3):
                for pid in bench.processes():
                    kill(pid)
            (bench.outside / "survivors").write_text(
                "".join(f"{pid} {started(pid)}\n" for pid in bench.processes() if started(pid)))
        bench.finish()
        parts, strange = bench.parts()
        extra = len(bench.noted("starts")) - bench.tasks
        more, most = more + extra, max(most, extra)
        problems = bench.noted("violations") + [f"left in data/: {name}" for name in strange]
        problems += [f"differs: {name}" for name in sorted(wanted.keys() | parts.keys())
                     if wanted.get(name) != parts.get(name)]
        if extra > 4 * done:
            problems.append(f"{extra} starts more for {done} kills")
        for pid in bench.processes():
            if mode < 2:
                problems.append(f"process {pid} outlived the run")
            kill(pid)
        if problems:
            bad.append(seed)
            print(f"seed {seed}: " + "; ".join(problems[:8]))
        bench.remove()
    print(f"{kills} kills over {SEEDS} seeds: {len(bad)} bad, {more} starts more in all, {more / max(kills, 1):.1f} for a kill")
    sys.exit(1 if bad else 0)


main()
