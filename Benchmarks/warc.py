#!/usr/bin/env python3
"""Sets serap-fetch beside warcio and FastWARC on WARC files:
warc.py WORKDIR [--fetch PROGRAM] [--reading PROGRAM] [--rounds N] [--only ROW...]

equal   what warcio reads (`content_stream()`) and what the captures hold, body for body, over all forms of bodies and
        of files; then captures as WARC, which warcio checks, FastWARC verifies and serap-fetch reads back
speed   records/s on one file of 20,000, in turn, medians of wall time. serap-fetch reads, decodes, digests and writes
        captures as gzip JSON Lines; the peers do the same (Python's json, hashlib, zlib at level 1). For what reading
        alone costs (bodies decoded, nothing digested or written), warc-reading reads as serap-fetch does
memory  100 MB and 1 GB: greatest memory, and how much of two cores is used

Ratios within one run count, not times.
"""
import argparse
import base64
import collections
import gzip
import hashlib
import io
import json
import multiprocessing
import os
import pathlib
import random
import statistics
import subprocess
import sys
import time
import zlib

import brotli
from fastwarc.warc import ArchiveIterator as FastIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

RECORDS = 20_000
# The share of two cores that a large archive must keep busy.
TWO_CORES = 0.8
WORDS = ("jalan rusak warga desa kecamatan bupati air bersih sekolah dana pembangunan masyarakat kabupaten dinas kata "
         "ujar di yang dan untuk").split()


class BrotliDecompressor:
    """warcio sets an attribute that today's brotli objects do not let themselves be given."""
    unused_data = None

    def __init__(self):
        self.decompress = brotli.Decompressor().process


BufferedReader.DECOMPRESSORS["br"] = BrotliDecompressor


def page(number, chance):
    paragraphs = (" ".join(chance.choices(WORDS, k=60)) for _ in range(chance.randint(10, 60)))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>Berita {number}</title></head><body>{text}</body></html>".encode()


def chunked(body, size=8000):
    pieces = [body[at:at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def add(writer, url, body, headers=(), status="200 OK", protocol="HTTP/1.1"):
    head = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8"), *headers], protocol=protocol)
    writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))


def pages(numbers, writer, chance):
    """A third of the bodies in gzip, a quarter in chunks, as servers send them."""
    for number in numbers:
        body, headers = page(number, chance), [("Server", "nginx")]
        if number % 3 == 0:
            body = gzip.compress(body, 6)
            headers.append(("Content-Encoding", "gzip"))
        if number % 4 == 0:
            body = chunked(body)
            headers.append(("Transfer-Encoding", "chunked"))
        add(writer, f"https://media{number % 200}.example/berita/{number}", body, headers)


def odd(writer):
    """Every form of a body that servers and crawlers leave behind."""
    text, chance, number = page(1, random.Random(1)), random.Random(2), 0
    raw = zlib.compressobj(6, zlib.DEFLATED, -15)
    encoded = {
        "": text, "gzip": gzip.compress(text), "deflate": zlib.compress(text),
        "br": brotli.compress(text), "identity": text,
    }
    bodies = list(encoded.items()) + [
        ("deflate", raw.compress(text) + raw.flush()),
        ("gzip", text), ("br", text), ("deflate", text), ("utf-8", text),  # decoded by the crawler, or no encoding at all
        ("gzip", b""), ("br", b""), ("", b""), ("", chance.randbytes(70_000)), ("", "é".encode("latin-1") * 99),
        ("gzip", gzip.compress(b"")), ("", b"\xef\xbb\xbf" + text), ("gzip", gzip.compress(text * 400)),
        ("br", brotli.compress(text * 400)), ("", text * 400),
    ]
    for encoding, body in bodies:
        for transfer in ("", "chunked"):
            headers = [("Content-Encoding", encoding)] if encoding else []
            if transfer:
                headers.append(("Transfer-Encoding", "chunked"))
            add(writer, f"https://alfa.example/{number}", chunked(body) if transfer else body, headers)
            number += 1
    add(writer, "https://alfa.example/sambung", text, [("Transfer-Encoding", "chunked")])
    add(writer, "https://alfa.example/panjang", text, [("Content-Length", "7")])
    add(writer, "https://alfa.example/dua", text, protocol="HTTP/2")
    add(writer, "https://alfa.example/aneh", text, [("X-Aneh", "\u00e9\u00ff"), ("x y", "z"), ("Set-Cookie", "a=1")])
    add(writer, "https://alfa.example/hilang", b"tidak ada", status="404 Not Found")
    add(writer, "https://alfa.example/sama", b"", status="304 Not Modified")
    add(writer, "https://alfa.example/pindah", b"", [("Location", "/")], status="301 Moved Permanently")
    writer.write_record(writer.create_warc_record(
        "https://alfa.example/data", "resource", payload=io.BytesIO(b"a;b\n"), warc_content_type="text/csv"))
    writer.write_record(writer.create_revisit_record(
        "https://alfa.example/ulang", "sha1:B6QJ6BNJ3R4B23XXMRKZKHLPGJY2VE4O", "https://alfa.example/0",
        "2023-08-15T00:00:00Z", http_headers=StatusAndHeaders("200 OK", [("A", "b")], protocol="HTTP/1.1")))


def read_by_warcio(path):
    """URL and digest of what each record holds, in order; None where a capture keeps no body."""
    with open(path, "rb") as file:
        for record in ArchiveIterator(file):
            url = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type == "revisit":
                yield url, None
            elif record.rec_type == "resource" or (
                    record.rec_type == "response" and record.http_headers.get_statuscode().startswith("2")):
                yield url, hashlib.sha256(record.content_stream().read()).hexdigest()
            elif record.rec_type == "response":
                yield url, None


def body(capture, folder):
    if "blob" in capture:
        return (folder / "files" / capture["blob"]).read_bytes()
    return base64.b64decode(capture["body_base64"]) if "body_base64" in capture else capture.get("body", "").encode()


def read_captures(folder):
    for part in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(part) as lines:
            for line in lines:
                capture = json.loads(line)
                digest = hashlib.sha256(body(capture, folder)).hexdigest() if "sha256" in capture else None
                assert digest == capture.get("sha256"), capture["id"]
                yield capture["url"], digest


def measured(command, stdout=None):
    """Wall seconds, processor seconds and memory in bytes of a program."""
    start = time.monotonic()
    child = subprocess.Popen([str(word) for word in command], stdout=stdout, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, status
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


class Work:
    def __init__(self, options):
        self.folder, self.fetch = options.work.resolve() / "warc", options.fetch.resolve()
        self.reading = options.reading.resolve()
        self.pack = self.folder / "pack"
        self.pack.mkdir(parents=True, exist_ok=True)
        (self.pack / "pack.yaml").write_text("pack: ukur\nversion: 1\norigin: invented\n")
        (self.pack / "sources.yaml").write_text(
            "sources:\n  - {code: a, name: A, type: feed, url: 'https://a.example/f', origin: invented}\n")

    def run(self, folder, **params):
        """The stage over a folder: wall seconds, processor seconds, memory in bytes, and where its captures are."""
        output = self.folder / "out"
        subprocess.run(["rm", "-rf", output], check=True)
        (self.folder / "p.json").write_text(json.dumps({"select": "folder", "folder": str(folder), **params}))
        command = [self.fetch, "--params", self.folder / "p.json", "--pack", self.pack, "--output", output]
        return *measured(command), output

    def data(self):
        path = self.folder / "in" / "a.warc.gz"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            with open(path, "wb") as file:
                pages(range(RECORDS), WARCWriter(file, gzip=True), random.Random(7))
        return path


def verdict(what, ok, number, failures):
    print(f"  {what}: {'holds' if ok else 'DOES NOT HOLD'} ({number})")
    if not ok:
        failures.append(f"{what}: {number}")


def equal(work, failures):
    print("\nbodies that captures and warcio do not agree on")
    folder = work.folder / "odd"
    folder.mkdir(exist_ok=True)
    plain = io.BytesIO()
    odd(WARCWriter(plain, gzip=False))
    with open(folder / "odd.warc.gz", "wb") as file:
        odd(WARCWriter(file, gzip=True))
    forms = {"by record": work.data().parent, "every form of body": folder}
    for name, content in (("plain", plain.getvalue()), ("gzip as a whole", gzip.compress(plain.getvalue()))):
        forms[f"every form of body, {name}"] = other = work.folder / f"odd-{name.split()[0]}"
        other.mkdir(exist_ok=True)
        (other / ("odd.warc" if name == "plain" else "odd.warc.gz")).write_bytes(content)
    # warcio reads gzip by record alone; the other forms are held against the plain file.
    for name, folder in forms.items():
        path = next(folder.iterdir())
        if name.endswith("gzip as a whole"):
            path = work.folder / "odd-plain" / "odd.warc"
        expected = collections.Counter(read_by_warcio(path))
        *_, output = work.run(folder, max_bytes=64 << 20)
        got = collections.Counter(read_captures(output))
        wrong = [(url, digest) for url, digest in (expected - got) + (got - expected)]
        failures += [f"{name}: {url}" for url, digest in wrong]
        print(f"  {name:42}{len(wrong):4} of {sum(expected.values())}", *sorted({url for url, _ in wrong})[:5])
        archive = work.folder / "export.warc.gz"
        archive.unlink(missing_ok=True)
        command = [work.fetch, "export-warc", "--input", output, "--output", archive]
        subprocess.run([str(word) for word in command], check=True, stderr=subprocess.DEVNULL)
        exported(work, name, archive, got, failures)


def exported(work, name, archive, captures, failures):
    """warcio's own check, FastWARC's digests, and the captures that come back."""
    check = subprocess.run([sys.executable, "-m", "warcio.cli", "check", str(archive)], capture_output=True, text=True)
    records = complaints = 0
    with open(archive, "rb") as file:
        for record in FastIterator(file, record_types=WarcRecordType.any_type, parse_http=False):
            records += 1
            complaints += not record.verify_block_digest()
    back = work.folder / "back"
    subprocess.run(["rm", "-rf", back], check=True)
    back.mkdir()
    archive.rename(back / "a.warc.gz")
    *_, output = work.run(back, max_bytes=64 << 20)
    same = collections.Counter(read_captures(output)) == captures
    ok = check.returncode == 0 and not check.stdout and complaints == 0 and same
    print(f"    as WARC: {records} records, warcio check {check.returncode}, FastWARC {complaints} complaints, "
          f"read back the same: {same}")
    if not ok:
        failures.append(f"{name}, exported: {check.stdout[:500]}{check.stderr[-500:]}")


def write_capture(output, url, date, head, content):
    capture = {"url": url, "fetched_at": date, "status": 200, "headers": head, "sha256": hashlib.sha256(content).hexdigest()}
    try:
        capture["body"] = content.decode()
    except UnicodeDecodeError:
        capture["body_base64"] = base64.b64encode(content).decode()
    output.write(json.dumps(capture, ensure_ascii=False).encode() + b"\n")


def warcio_rows(path, output):
    count = 0
    with open(path, "rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type != "response":
                continue
            content = record.content_stream().read()
            count += 1
            if output:
                write_capture(output, record.rec_headers.get_header("WARC-Target-URI"),
                              record.rec_headers.get_header("WARC-Date"), dict(record.http_headers.headers), content)
    return count


def fastwarc_rows(path, output):
    count = 0
    with open(path, "rb") as file:
        for record in FastIterator(file, record_types=WarcRecordType.response, parse_http=False):
            # Unless it is frozen, decoding chunks and gzip in one go ends the iteration (FastWARC 2.0.1).
            record.freeze()
            record.parse_http(auto_decode="all")
            content = record.reader.read()
            count += 1
            if output:
                write_capture(output, record.headers["WARC-Target-URI"], record.headers["WARC-Date"],
                              dict(record.http_headers), content)
    return count


def timed(rows, path, target):
    start, processor = time.monotonic(), time.process_time()
    if target:
        with gzip.open(target, "wb", compresslevel=1) as output:
            count = rows(path, output)
    else:
        count = rows(path, None)
    assert count == RECORDS, count
    return time.monotonic() - start, time.process_time() - processor


def reading_row(work, path):
    with open(work.folder / "reading.json", "wb") as output:
        wall, processor, _ = measured([work.reading, path], output)
    said = json.loads((work.folder / "reading.json").read_text())
    assert (said["count"], said["faults"]) == (RECORDS, 0), said
    return wall, processor


def speed(work, rounds, failures):
    path, target = work.data(), work.folder / "peer.jsonl.gz"
    rows = {
        "serap-fetch": lambda: work.run(path.parent)[:2],
        "warcio, the same captures": lambda: timed(warcio_rows, path, target),
        "FastWARC, the same captures": lambda: timed(fastwarc_rows, path, target),
        "warc-reading, reading alone": lambda: reading_row(work, path),
        "warcio, reading alone": lambda: timed(warcio_rows, path, None),
        "FastWARC, reading alone": lambda: timed(fastwarc_rows, path, None),
        "serap-fetch, nothing asked for": lambda: work.run(path.parent, hosts=["tidak.example"])[:2],
    }
    times = {name: [] for name in rows}
    for _ in range(rounds):
        for name, row in rows.items():
            times[name].append(row())
    print(f"\n{RECORDS} records, {path.stat().st_size / 1e6:.0f} MB")
    medians = {name: statistics.median(wall for wall, _ in values) for name, values in times.items()}
    for name, values in times.items():
        processor = statistics.median(processor for _, processor in values)
        print(f"  {name:32}{RECORDS / medians[name]:9.0f} records/s  {medians[name] / medians['serap-fetch']:6.2f} x its time"
              f"  {processor:5.2f} s of processors  [{' '.join(f'{wall:.2f}' for wall, _ in values)}]")
    for ours, peer in (("serap-fetch", "the same captures"), ("warc-reading, reading alone", "reading alone")):
        ratio, fast = (medians[f"{name}, {peer}"] / medians[ours] for name in ("warcio", "FastWARC"))
        verdict(f"at least 5 times warcio's records per second, {peer}", ratio >= 5,
                f"{ratio:.1f}; {fast:.1f} times FastWARC's", failures)


def member_block(job):
    """Members of a stretch of a large file, made by warcio in a process of its own."""
    start, count = job
    memory = io.BytesIO()
    pages(range(start, start + count), WARCWriter(memory, gzip=True), random.Random(start))
    return memory.getvalue()


def memory(work, failures):
    print("\nmemory and processors")
    for size in (100e6, 1e9):
        folder = work.folder / f"large-{size / 1e6:.0f}"
        path = folder / "a.warc.gz"
        if not path.exists():
            folder.mkdir(exist_ok=True)
            with multiprocessing.Pool() as pool, open(folder / "new.part", "wb") as file:
                for block in pool.imap(member_block, ((start, 500) for start in range(0, 1 << 40, 500))):
                    file.write(block)
                    if file.tell() > size:
                        break
                pool.terminate()
            (folder / "new.part").rename(path)
        wall, processor, most, output = work.run(folder)
        stored = sum(file.stat().st_size for file in output.glob("*.gz"))
        print(f"  {path.stat().st_size / 1e6:6.0f} MB: {wall:6.1f} s, {100 * processor / wall:4.0f} % of a core, "
              f"at most {most / 1e6:.0f} MB of memory; {stored / 1e6:.0f} MB of captures")
        verdict("under 200 MB of memory", most < 200e6, f"{most / 1e6:.0f} MB", failures)
        # Starting and the last stretch are one core's work, and more of a small file than of a large one.
        share = processor / wall / min(2, os.cpu_count())
        verdict(f"at least {TWO_CORES:.0%} of two cores", share >= TWO_CORES or size < 1e9, f"{share:.0%}", failures)


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--fetch", default=here.parent / ".build" / "release" / "serap-fetch", type=pathlib.Path)
    parser.add_argument("--reading", default=here / ".build" / "release" / "warc-reading", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    rows = ["equal", "speed", "memory"]
    parser.add_argument("--only", nargs="*", choices=rows, default=rows)
    options = parser.parse_args()
    work, failures = Work(options), []
    if "equal" in options.only:
        equal(work, failures)
    if "speed" in options.only:
        speed(work, options.rounds, failures)
    if "memory" in options.only:
        memory(work, failures)
    sys.exit("\n".join(["", *failures]) if failures else 0)


if __name__ == "__main__":
    main()
