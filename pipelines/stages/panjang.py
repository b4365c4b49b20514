#!/usr/bin/env python3
"""A stage of one's own: adds the number of words of each item's text."""
import argparse, glob, gzip, json, os

parser = argparse.ArgumentParser()
for name in ("--input", "--history", "--pack"):
    parser.add_argument(name, nargs="*", default=[])
parser.add_argument("--output", required=True)
parser.add_argument("--params")
options = parser.parse_args()

count = 0
with open(f"{options.output}/part.jsonl", "w", encoding="utf-8") as output:
    for path in sorted(part for folder in options.input for part in glob.glob(f"{folder}/*.jsonl.gz")):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            item = json.loads(line)
            item["panjang"] = len(item.get("text", "").split())
            output.write(json.dumps(item, ensure_ascii=False) + "\n")
            count += 1
os.mkdir(f"{options.output}/_meta")
with open(f"{options.output}/_meta/stats.json", "w") as stats:
    json.dump({"in": count, "used": count, "out": count, "rejected": {}, "merged": 0}, stats)
