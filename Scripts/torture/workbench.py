"""What the trials share: pipelines in a directory of their own, a stage that logs each of its starts, and digests."""
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys

SERAP = os.environ.get("SERAP", "serap")
WORK = pathlib.Path(os.environ.get("WORK", "/tmp/serap-torture"))

STAGE = r'''#!/usr/bin/env -S python3 -S -E
"""Copies records slowly, and tells a directory outside of each start and of whatever should not be."""
import gzip, io, json, os, signal, sys, time

words, into, given = sys.argv[1:], None, {}
if words == ["--describe"]:
    print('{"name":"copy","contract":1,"one_to_one":true}')
    sys.exit(0)
for word in words:
    if word.startswith("--"): into = word
    else: given.setdefault(into, []).append(word)
outside, stage, partition = os.environ["TORTURE"], os.environ["SERAP_STAGE"], os.environ["SERAP_PARTITION"]


def note(name, text):
    """One line; a write this short with O_APPEND is whole or not there."""
    file = os.open(f"{outside}/{name}", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    os.write(file, (text + "\n").encode())
    os.close(file)


def started(pid):
    with open(f"/proc/{pid}/stat") as file: fields = file.read().rsplit(")", 1)[1].split()
    return fields[19] if fields[0] not in "ZX" else None


# A survivor may itself come this far before it is ended.
survivors = [line.split() for line in open(f"{outside}/survivors")] if os.path.exists(f"{outside}/survivors") else []
for pid, since in [] if str(os.getpid()) in [pid for pid, _ in survivors] else survivors:
    try:
        if started(pid) == since: note("violations", f"{stage}/{partition} started while {pid} of a killed run worked")
    except OSError: pass
note("starts", f"{stage}/{partition} {os.getpid()} {started(os.getpid())}")

output = given["--output"][0]
if os.path.exists(f"{outside}/detach") and sum(partition.encode()) % 3 == 0 and os.fork() == 0:
    # Leaves the group and goes on writing: only its lock and its environment tell of it.
    os.setsid()
    for number in range(300):
        try: open(os.environ["TMPDIR"] + "/stray", "a").write("{}\n")
        except OSError: pass
        time.sleep(0.01)
    os._exit(0)

lines = []
for path in given.get("--input", []):
    names = sorted(os.listdir(path)) if os.path.isdir(path) else [""]
    for name in names:
        if name == "" or name.endswith(".jsonl.gz"):
            with open(os.path.join(path, name) if name else path, "rb") as file: data = file.read()
            lines += (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).splitlines(keepends=True)
lines = sorted(line if line.endswith(b"\n") else line + b"\n" for line in lines)
groups = {}
for line in lines:
    name = f"g={json.loads(line)['g']}" if stage in ("s2", "s5") else "part"
    groups.setdefault(name, []).append(line)
for name, some in sorted(groups.items()):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file: file.writelines(some)
    data = packed.getvalue()
    with open(f"{output}/{name}.jsonl.gz", "wb", buffering=0) as file:
        for at in range(0, len(data), 40):
            file.write(data[at:at + 40])
            time.sleep(0.002)
os.mkdir(f"{output}/_meta")
with open(f"{output}/_meta/stats.json", "w") as file:
    json.dump({"in": len(lines), "used": len(lines), "out": len(lines)}, file)
'''


class Bench:
    """A pipeline of six stages of `width` partitions, two of them gathers, in a directory of its own."""

    def __init__(self, name, width=30):
        self.folder, self.width = WORK / name, width
        self.outside = WORK / f"{name}.outside"
        for folder in (self.folder, self.outside):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        (self.folder / "in").mkdir()
        for number in range(width):
            rows = [f'{{"i":{number * 10 + n},"g":{(number + n * 7) % width}}}\n' for n in range(2)]
            (self.folder / "in" / f"{number:02}.jsonl").write_text("".join(rows))
        stage = self.folder / "copy.py"
        stage.write_text(STAGE)
        stage.chmod(0o755)
        (self.folder / "p.yaml").write_text(
            "pipeline: p\nkey: arsip\npass_env: [TORTURE]\nstages:\n"
            '  s1: {run: ./copy.py, files: "in/*"}\n  s2: {run: ./copy.py, from: s1}\n'
            "  s3: {run: ./copy.py, from: s2, gather: {by: g}}\n  s4: {run: ./copy.py, from: s3}\n"
            "  s5: {run: ./copy.py, from: s4}\n  s6: {run: ./copy.py, from: s5, gather: {by: g}}\n")
        self.environment = dict(os.environ, TORTURE=str(self.outside))

    @property
    def tasks(self):
        return 6 * self.width

    def start(self, *words, before=(), output=subprocess.DEVNULL):
        command = [*before, SERAP, "run", "p.yaml", *(words or ("--jobs", "2"))]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=output, stderr=subprocess.STDOUT)

    def finish(self):
        """Runs to the end; anything but exit 0 ends the trial."""
        child = self.start(output=subprocess.PIPE)
        text = child.communicate(timeout=600)[0].decode()
        if child.returncode != 0:
            sys.exit(f"a run that nobody disturbed exits with {child.returncode}:\n{text[-3000:]}")

    def noted(self, name):
        file = self.outside / name
        return file.read_text().splitlines() if file.exists() else []

    def processes(self):
        """Everything alive that came of this bench's runs, however it left its group."""
        mark, found = f"TORTURE={self.outside}".encode(), []
        for entry in os.listdir("/proc"):
            try:
                if entry.isdigit() and mark in pathlib.Path(f"/proc/{entry}/environ").read_bytes().split(b"\0"):
                    found.append(int(entry))
            except OSError:
                pass
        return found

    def parts(self):
        """Digests of all data parts by their paths, and whatever does not belong into data/."""
        data, parts, strange = self.folder / "data" / "p", {}, []
        for path in sorted(data.rglob("*")):
            name = str(path.relative_to(data))
            if path.is_dir() or path.is_symlink():
                if path.parent.name == ".scratch":
                    strange.append(name)
            elif name.endswith(".jsonl.gz") and "/_meta/" not in name:
                parts[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            elif name.startswith(".scratch/") or path.name not in ("receipt.json", "stats.json", ".stage.json", ".lock"):
                strange.append(name)
        return parts, strange

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.outside, ignore_errors=True)


def started(pid):
    """When a process started, in the kernel's ticks; None for one that is gone."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return fields[19] if fields[0] not in "ZX" else None


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
