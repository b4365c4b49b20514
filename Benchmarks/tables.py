#!/usr/bin/env python3
"""Sets serap-parse beside Python's csv and json on tables: tables.py WORKDIR [--megabytes N] [--rows N] [--parse PROGRAM]

Both read the same export and write gzip JSON Lines of items through the same mapping, three times in turn; the least user
and system time of all counts, so that two cores are no gain. Python writes at level 1 and leaves out what it has no library
for: ids, digests, the place of each row, and times that are told from the scrape. Then a table of --rows rows is parsed
once, for its memory.
"""
import argparse
import csv
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import zlib

from feeds import WORDS, member, sentence

ROUNDS = 3
PACK = pathlib.Path(__file__).resolve().parent.parent / "pipelines/packs/indonesia"
LAPOR = ("meta-date,text-user,text-muted,text-muted 2,text-status,text-tracking,complaint-track-body,complaint-track-body href,"
         "complaint-title,complaint-title href,complaint-desc,text-muted 3,text-muted 3 href,meta-info").split(",")
POSTS = ("conversation_id_str,created_at,favorite_count,full_text,id_str,image_url,in_reply_to_screen_name,lang,location,"
         "quote_count,reply_count,retweet_count,tweet_url,user_id_str,username").split(",")
PEER = """
import csv, datetime, gzip, html, json, sys
form, path, target = sys.argv[1:]
csv.field_size_limit(1 << 20)
clean = lambda cell: "\\n".join(line for line in (" ".join(part.split()) for part in cell.splitlines()) if line)
with open(path, encoding="utf-8-sig", newline="") as file, gzip.open(target, "wt", compresslevel=1) as output:
    for row in csv.DictReader(file):
        row = {name: clean(cell) for name, cell in row.items()}
        if form == "lapor":
            words = row["meta-info"].split()
            item = {"form": "laporan", "url": row["complaint-title href"], "source": "lapor", "title": row["complaint-title"],
                    "published": {"text": row["meta-date"]}, "text": row["complaint-desc"],
                    "counters": {"tindak_lanjut": int(words[0]), "komentar": int(words[3])},
                    "tracking": row["text-tracking"].lstrip("#"), "channel": row["text-muted"], "category": row["text-muted 3"],
                    "status_history": [{"code": row["text-status"].lower(), "text": row["text-status"]}],
                    "columns": {"text-muted 2": row["text-muted 2"]}}
        else:
            at = datetime.datetime.strptime(row["created_at"], "%a %b %d %H:%M:%S %z %Y")
            item = {"form": "unggahan", "url": row["tweet_url"], "source": "x", "authors": [row["username"]],
                    "published": {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "text": row["created_at"]},
                    "text": html.unescape(row["full_text"]), "language": row["lang"], "parent": row["conversation_id_str"],
                    "counters": {"likes": int(row["favorite_count"]), "quotes": int(row["quote_count"]),
                                 "replies": int(row["reply_count"]), "reposts": int(row["retweet_count"])}}
        output.write(json.dumps({name: value for name, value in item.items() if value}, ensure_ascii=False) + "\\n")
"""


def complaint(chance, number):
    date = chance.choice(("7 jam yang lalu", "Kemarin, 02:19", "Jumat, 13:53", f"{chance.randint(1, 28)} Juli 2023",
                          f"Selasa ({chance.randint(1, 14)}/8)"))
    place, title, text = "Kabupaten\u00a0Contoh", sentence(chance, 4, 9), sentence(chance, 20, 60)
    if chance.random() < 0.3:
        text += f".\n\n\u201c{sentence(chance, 8, 20)}\u201d"
    address = f"https://lapor.example/laporan/detil/{'-'.join(title.lower().split())}-{number}"
    return [date, "Warga Contoh", chance.choice(("Android", "Whatsapp", "Website")), place,
            chance.choice(("Belum Diverifikasi", "Terdisposisi ke Dinas Contoh", "Selesai")), f"#{number}",
            f"Kode Tracking #{number}", address, title, address, text, "JALAN", "https://lapor.example/kategori/jalan",
            f"{chance.randint(0, 9)} Tindak Lanjut {chance.randint(0, 9)} Komentar"]


def post(chance, number):
    name, mark = f"akun_{chance.randint(1, 90000)}", 1691090000000000000 + number
    text = sentence(chance, 8, 38) + chance.choice(("", " &amp; lain-lain", "\n#contoh", " \U0001F64F"))
    parent = mark if chance.random() < 0.7 else mark - chance.randint(1, 500)
    return [str(parent), f"Mon Aug 14 {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02} +0000 2023",
            str(chance.randint(0, 99)), text, str(mark), "", "", "in", "Kota Contoh", "0", str(chance.randint(0, 9)),
            str(chance.randint(0, 40)), f"https://x.example/{name}/status/{mark}", str(10**18 + number), name]


def make(path, form, megabytes=None, rows=None):
    """A table of so many megabytes or rows; its row for each number is the same in every run."""
    chance, number = random.Random(7), 0
    header, line = (LAPOR, complaint) if form == "lapor" else (POSTS, post)
    some = [line(chance, 6_000_000 + number) for number in range(5000)]
    column = header.index("text-tracking" if form == "lapor" else "id_str")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        while (number < rows) if rows else (file.tell() < megabytes * 1e6):
            for row in some[:max(1, (rows or number + 5000) - number)]:
                row[column] = row[column][:1].strip("0123456789") + str(1_000_000_000_000_000_000 + number)
                writer.writerow(row)
                number += 1
    return number


def capture(folder, path):
    """A partition with a capture of the file, as serap-fetch would have written it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "files").mkdir(parents=True)
    with open(path, "rb") as file:      # piecewise: a child's greatest memory begins with that of its parent
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    os.link(path, folder / "files" / digest)
    record = {"id": digest[:26], "url": f"file:{path.name}", "source": path.name.split("-")[0], "status": 200,
              "fetched_at": "2023-08-15T15:00:00Z", "media_type": "text/csv", "blob": digest, "sha256": digest}
    (folder / "part.jsonl.gz").write_bytes(member(json.dumps(record).encode() + b"\n") + member(b""))


def run(command):
    """Seconds of user and system time, and the most memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"tables.py: {command[0]} ended with status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--megabytes", type=int, default=60)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--parse", default=".build/release/serap-parse")
    options = parser.parse_args()
    work = options.work / "tables"
    work.mkdir(parents=True, exist_ok=True)
    (work / "peer.py").write_text(PEER)

    def parse(folder):
        output = work / "out"
        shutil.rmtree(output, ignore_errors=True)
        return [options.parse, "--input", folder, "--output", output, "--pack", PACK]

    print(f"{'table':16} {'rows':>9} {'MB':>5} {'serap-parse':>20} {'csv + json':>20} {'ratio':>6} {'memory':>8}")
    for form in ("lapor", "x"):
        path, folder = work / f"{form}-2023-08-15.csv", work / f"in-{form}"
        rows = make(path, form, megabytes=options.megabytes)
        size = path.stat().st_size / 1e6
        capture(folder, path)
        ours, peer, memory = [], [], 0
        for _ in range(ROUNDS):
            seconds, most = run(parse(folder))
            ours.append(seconds)
            memory = max(memory, most)
            peer.append(run([sys.executable, work / "peer.py", form, path, work / "peer.jsonl.gz"])[0])
        ours, peer = min(ours), min(peer)
        print(f"{form:16} {rows:9,} {size:5.0f} {ours:6.2f} s, {size / ours:5.1f} MB/s {peer:6.2f} s, {size / peer:5.1f} MB/s "
              f"{peer / ours:5.1f}x {memory:5.0f} MB", flush=True)
    if options.rows:
        path, folder = work / "x-1000000.csv", work / "in-million"
        rows = make(path, "x", rows=options.rows)
        size = path.stat().st_size / 1e6
        capture(folder, path)
        seconds, memory = run(parse(folder))
        print(f"{'x':16} {rows:9,} {size:5.0f} {seconds:6.2f} s, {size / seconds:5.1f} MB/s {'':27} {memory:5.0f} MB")


if __name__ == "__main__":
    main()
