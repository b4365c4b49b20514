#!/usr/bin/env python3
"""Writes news-like records as JSON Lines: make_records.py MEGABYTES > records.jsonl

Deterministic; about 2.5 kB a record, nine in ten with language "id".
"""
import json
import random
import sys

WORDS = """jalan rusak warga desa kecamatan bupati air bersih listrik sekolah guru puskesmas banjir sampah jembatan
pembangunan anggaran dinas masyarakat harga beras nelayan sawah pupuk pelabuhan tahun hari ini kemarin akan sudah belum
dengan untuk dari pada yang dan di ke tidak kami mereka pemerintah kabupaten penajam paser utara sepaku babulu waru""".split()


def main(megabytes):
    rng = random.Random(1)
    written = number = 0
    while written < megabytes * 1_000_000:
        text = " ".join(rng.choice(WORDS) for _ in range(330))
        line = json.dumps({
            "id": f"{number:026d}", "form": "artikel", "url": f"https://kabar.example/berita/{number}?halaman=1",
            "source": f"sumber-{number % 40}", "title": " ".join(rng.choice(WORDS) for _ in range(9)).capitalize(),
            "authors": ["Redaksi"], "published": {"at": f"2023-08-{number % 28 + 1:02d}T10:19:00Z", "precision": "minute"},
            "text": text, "language": "id" if number % 10 else "en", "counters": {"dibaca": number * 7 % 1000},
            "score": round(rng.random(), 3), "note": "kutipan \"langsung\" – é"}, ensure_ascii=False)
        sys.stdout.write(line + "\n")
        written += len(line.encode()) + 1
        number += 1


main(int(sys.argv[1]))
