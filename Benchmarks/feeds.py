#!/usr/bin/env python3
"""Sets serap-parse beside other readers of feeds: feeds.py WORKDIR [--megabytes N] [--parse PROGRAM]

All read the same RSS and Atom files, which are made here, one after the other, three times in turn; the least user time
of all processes counts. `xmllint --noout` only parses and is the unit. The others read every entry and write it as gzip
JSON Lines at level 1; sfeed writes tab-separated values. serap-parse reads captures, which hold the files, and writes
items: beside reading feeds it makes plain text of the HTML, reads dates, and digests. Times alone mean nothing.
"""
import argparse
import hashlib
import html
import json
import os
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import zlib

HERE = pathlib.Path(__file__).resolve().parent
ROUNDS = 3
WORDS = ("jalan rusak warga desa kecamatan bupati air bersih sekolah dana pembangunan masyarakat kabupaten dinas kata "
         "ujar di yang dan untuk dengan tidak akan telah karena agar oleh sebagai dalam lebih dapat harus ini itu").split()
PEER = """
import gzip, json, os, sys, {module} as reader
folder, target = sys.argv[1:]
with gzip.open(target, "wt", compresslevel=1) as output:
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            for entry in reader.parse(file.read()).entries:
                output.write(json.dumps(entry, default=str) + "\\n")
"""


def sentence(chance, least, most):
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize()


def article(chance, site):
    parts = [f"<p><strong>{chance.choice(('SAMARINDA', 'TENGGARONG', 'SENDAWAR'))}</strong> – {sentence(chance, 12, 24)}.</p>"]
    if chance.random() < 0.7:
        parts.append(f'<figure><img src="{site}/f.jpg?w=780&amp;h=520" alt="{sentence(chance, 3, 6)}" width="780"/>'
                     f"<figcaption>{sentence(chance, 5, 9)}</figcaption></figure>")
    for _ in range(chance.randint(5, 13)):
        text = ". ".join(sentence(chance, 8, 20) for _ in range(chance.randint(1, 3)))
        if chance.random() < 0.4:
            text += f" “{sentence(chance, 6, 14)},” ujarnya"
        parts.append(f"<p>{text}.</p>")
    if chance.random() < 0.3:
        parts.append(f"<blockquote>{sentence(chance, 8, 14)}&nbsp;&#8212; warga</blockquote>")
    return "\n".join(parts)


def feed(chance, number):
    """One file of 20 to 50 entries: three in ten are Atom, three in ten escape their HTML."""
    site, atom, escaped = f"https://media{number}.example", chance.random() < 0.3, chance.random() < 0.3
    text = (lambda value: html.escape(value, False)) if escaped else "<![CDATA[{}]]>".format
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    if atom:
        lines.append('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="id">'
                     f'<title>Warta {number}</title><link href="{site}/"/><id>tag:{number}</id>')
    else:
        lines.append('<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
                     'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
                     f"<title>Warta {number}</title><link>{site}/</link><language>id</language>")
    for index in range(chance.randint(20, 50)):
        title, url = sentence(chance, 6, 13), f"{site}/berita/{number}/{'-'.join(chance.choices(WORDS, k=6))}"
        summary, content, day = text(f"<p>{sentence(chance, 14, 28)} &#8230;</p>"), text(article(chance, site)), index % 28 + 1
        if atom:
            lines.append(
                f'<entry>\n<title type="html">{title}</title>\n<link rel="alternate" href="{url}"/>\n<id>tag:{number}.{index}'
                f"</id>\n<published>2023-08-{day:02}T10:19:00+07:00</published>\n<author><name>Ani</name></author>\n"
                f'<category term="Daerah"/>\n<media:thumbnail url="{site}/{index}.jpg"/>\n<summary type="html">{summary}'
                f'</summary>\n<content type="html">{content}</content>\n</entry>')
        else:
            lines.append(
                f"<item>\n<title>{title}</title>\n<link>{url}</link>\n<dc:creator><![CDATA[Ani]]></dc:creator>\n<pubDate>"
                f"{day:02} Aug 2023 10:19:00 +0700</pubDate>\n<category><![CDATA[Daerah]]></category>\n"
                f'<guid isPermaLink="false">{number}.{index}</guid>\n<description>{summary}</description>\n'
                f'<content:encoded>{content}</content:encoded>\n<media:content url="{site}/{index}.jpg" medium="image"/>'
                "\n</item>")
    lines.append("</feed>" if atom else "</channel></rss>")
    return "\n".join(lines).encode()


def make(folder, captures, megabytes):
    """The files, and the same as captures, as serap-fetch would have written them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    chance, total, number = random.Random(5), 0, 0
    lines, held = [], 0
    with open(captures, "wb") as output:
        while total < megabytes * 1e6:
            body = feed(chance, number)
            (folder / f"{number:05}.xml").write_bytes(body)
            digest = hashlib.sha256(body).hexdigest()
            capture = {"id": digest[:26], "url": f"https://media{number}.example/feed", "source": f"media{number}",
                       "fetched_at": "2023-09-01T00:00:00Z", "status": 200, "media_type": "application/rss+xml",
                       "body": body.decode(), "sha256": digest}
            lines.append(json.dumps(capture, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            total, number, held = total + len(body), number + 1, held + len(lines[-1])
            if held >= 1 << 20:
                output.write(member(b"".join(lines)))
                lines, held = [], 0
        if lines:
            output.write(member(b"".join(lines)))
        output.write(member(b""))
    return total


def member(text):
    """A gzip member of a part, as docs/record-format.md has it."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    stream = packer.compress(text) + packer.flush()
    header = bytes.fromhex("1f8b08040000000000ff080049470400") + struct.pack("<I", len(stream) + 28)
    return header + stream + struct.pack("<II", zlib.crc32(text), len(text))


def measure(command, **options):
    """User seconds and greatest memory in MB of a command that is one process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]}: exit {process.returncode}")
    return usage.ru_utime, usage.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("work", type=pathlib.Path)
    arguments.add_argument("--megabytes", type=int, default=60)
    arguments.add_argument("--parse", type=pathlib.Path, default=HERE.parent / ".build" / "release" / "serap-parse")
    options = arguments.parse_args()
    work, program = options.work.resolve() / "feeds", options.parse.resolve()
    files, captures = work / "files", work / "captures.jsonl.gz"
    total = make(files, captures, options.megabytes)
    names = [str(path) for path in sorted(files.iterdir())]
    listing = work / "files.jsonl"
    listing.write_text("".join(json.dumps({"file": pathlib.Path(name).name}) + "\n" for name in names))

    def stage():
        shutil.rmtree(work / "items", ignore_errors=True)
        return measure([program, "--input", captures, "--output", work / "items"])

    def peer(module):
        return lambda: measure([sys.executable, "-c", PEER.format(module=module), files, work / f"{module}.jsonl.gz"])

    runs = {
        "xmllint --noout": lambda: measure(["xmllint", "--noout", *names]),
        "serap-parse, captures in": stage,
        "serap-parse inspect": lambda: measure([program, "inspect", "--feeds", listing, "--root", files]),
        "fastfeedparser": peer("fastfeedparser"),
        "feedparser": peer("feedparser"),
    }
    script = 'for file in "$@"; do sfeed < "$file"; done'
    runs["sfeed"] = lambda: measure_tree(["sh", "-c", script, "sh", *names])
    best = {name: [run() for _ in range(1 if name == "feedparser" else ROUNDS)] for name, run in runs.items()}
    unit = min(best["xmllint --noout"])[0]
    print(f"\nread feeds, write their entries: {total / 1e6:.0f} MB in {len(names)} files")
    print(f"{'':26}{'user s':>8}{'xmllint = 1':>13}{'memory MB':>11}")
    for name, results in best.items():
        seconds, memory = min(results)[0], max(memory for _, memory in results)
        print(f"{name:26}{seconds:8.2f}{seconds / unit:13.1f}{memory:11.0f}")


def measure_tree(command):
    """The same for a command that starts others: the user time of all, the memory of the greatest."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        import resource
        os.close(reader)
        code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(writer, f"{code} {usage.ru_utime} {usage.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        code, seconds, memory = pipe.read().split()
    os.waitpid(child, 0)
    if code != "0":
        raise SystemExit(f"{command[0]}: exit {code}")
    return float(seconds), float(memory)


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    main()
