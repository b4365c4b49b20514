#!/usr/bin/env python3
"""Sets Serap beside its peers in one run and prints ratios: bench.py WORKDIR [MEGABYTES]

Every row does the same work on the same file, one after the other, three times in turn; the least processor time
(user and system, all processes) counts, so that other load on the machine spoils little. Times alone mean nothing.
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROUNDS = 3


def cpu(command, **options):
    """Seconds of processor time of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.filters import LambdaFilter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
LocalPipelineExecutor(pipeline=[JsonlReader(sys.argv[1], glob_pattern="*.jsonl.gz"),
    LambdaFilter(lambda document: document.metadata.get("language") == "id"), JsonlWriter(sys.argv[2])],
    tasks=1, logging_dir=sys.argv[2] + "/log").run()
"""


def read_filter_write(work, megabytes):
    source = work / "in" / "records.jsonl.gz"
    if not source.exists():
        source.parent.mkdir(exist_ok=True)
        with open(source, "wb") as target:
            maker = subprocess.Popen([sys.executable, HERE / "make_records.py", str(megabytes)], stdout=subprocess.PIPE)
            subprocess.run(["gzip", "-6"], stdin=maker.stdout, stdout=target, check=True)
    text = int(subprocess.run(f"zcat {source} | wc -c", shell=True, check=True, capture_output=True).stdout)
    params = work / "params.json"
    params.write_text('{"field":"language","value":"id"}')
    stage = HERE / ".build" / "release" / "filter-stage"
    members = work / "members"
    shutil.rmtree(members, ignore_errors=True)
    subprocess.run([stage, "--input", source, "--output", members, "--params", params], check=True)

    def serap(path):
        shutil.rmtree(work / "out", ignore_errors=True)
        return cpu([stage, "--input", path, "--output", work / "out", "--params", params])

    def datatrove():
        shutil.rmtree(work / "datatrove", ignore_errors=True)
        return cpu([sys.executable, "-c", DATATROVE, str(source.parent), str(work / "datatrove")])

    def jq():
        return cpu(["bash", "-c", f"zcat {source} | jq -c . | gzip > {work}/jq.gz"])

    runs = {"serap, foreign gzip in": lambda: serap(source), "serap, members in": lambda: serap(members),
            "zcat | jq -c . | gzip": jq, "datatrove": datatrove}
    best = {name: min(times) for name, times in
            zip(runs, zip(*[[run() for run in runs.values()] for _ in range(ROUNDS)]))}
    print(f"\nread, filter one field, write: {text / 1e6:.0f} MB of records")
    print(f"{'':26}{'cpu s':>8}{'MB/s per core':>15}{'datatrove = 1':>15}")
    for name, seconds in best.items():
        print(f"{name:26}{seconds:8.2f}{text / 1e6 / seconds:15.1f}{best['datatrove'] / seconds:15.1f}")


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    read_filter_write(pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
