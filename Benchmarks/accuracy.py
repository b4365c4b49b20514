#!/usr/bin/env python3
"""How often the labels of serap-classify are those of a careful reader.

    Benchmarks/accuracy.py --truth sample-data/truth.jsonl --items out/part.jsonl.gz [--disagreements 20]

Items and truth are joined by the reference of the truth: an article's address, `lapor:` and a tracking number, `x:` and
the number of a post. For each task the figure is micro-F1 over the (item, code) pairs: kind, tone (its code), issues,
places, agencies. Where the truth says that an item was held out, only the scores are printed, never the item: rules are
written by looking at the other part. Items without truth do not count; truth without an item counts as missed, and is
told. Standard library only.
"""

import argparse
import gzip
import json
import re
import sys

TASKS = ("kind", "tone", "issues", "places", "agencies")


def records(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def page(url):
    """An address without scheme, `www.`, parameters that only count, and trailing slash."""
    url = re.sub(r"^https?://(www\.)?", "", url.split("#")[0])
    path, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(("utm_", "fbclid", "gclid"))]
    return path.rstrip("/") + ("?" + "&".join(kept) if kept else "")


def references(item):
    """The references by which the truth may know an item."""
    urls = [item.get("url") or ""] + list(item.get("same_as") or [])
    if item.get("form") == "laporan" and item.get("tracking"):
        yield "lapor:" + str(item["tracking"]).lstrip("#")
    for url in urls:
        post = re.search(r"/status(?:es)?/(\d+)", url)
        if post:
            yield "x:" + post.group(1)
        yield page(url)


def codes(value):
    """The codes of a field, of labels or of plain codes."""
    if value is None:
        return set()
    if not isinstance(value, list):
        value = [value]
    return {entry["code"] if isinstance(entry, dict) else entry for entry in value}


def f1(pairs):
    """Precision, recall and F1 of (found, wanted) sets."""
    hit = sum(len(found & wanted) for found, wanted in pairs)
    found = sum(len(found) for found, _ in pairs)
    wanted = sum(len(wanted) for _, wanted in pairs)
    precision = hit / found if found else 0.0
    recall = hit / wanted if wanted else 0.0
    return precision, recall, 2 * hit / (found + wanted) if found + wanted else 1.0


def excerpt(item):
    text = " / ".join(filter(None, (item.get("title"), item.get("text") or item.get("summary"))))
    return re.sub(r"\s+", " ", text)[:200]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", nargs="+", required=True, help="truth files, JSON Lines")
    parser.add_argument("--items", nargs="+", required=True, help="parts written by serap-classify")
    parser.add_argument("--disagreements", type=int, default=0, help="how many to print for each task")
    parser.add_argument("--task", choices=TASKS, help="print disagreements of this task only")
    parser.add_argument("--form", help="only truth of this form")
    parser.add_argument("--floor", type=float, help="exit 1 where a score of the tuned part is below this")
    arguments = parser.parse_args()

    # Of several records of one item the last counts: pages come after the entries that led to them.
    found = {}
    for path in arguments.items:
        for item in records(path):
            for reference in references(item):
                kept = found.get(reference)
                if kept is None or len(item.get("text") or "") >= len(kept.get("text") or ""):
                    found[reference] = item
    parts = {"tuned": [], "held out": []}
    for path in arguments.truth:
        for truth in records(path):
            if arguments.form and truth.get("form") != arguments.form:
                continue
            reference = truth["ref"] if truth["ref"].startswith(("lapor:", "x:")) else page(truth["ref"])
            part = "held out" if truth.get("held_out") else "tuned"
            parts[part].append((truth, found.get(reference)))

    below = False
    for part, rows in parts.items():
        if not rows:
            continue
        missing = [truth["ref"] for truth, item in rows if item is None]
        print(f"{part}: {len(rows)} items" + (f", {len(missing)} of them not met" if missing else ""))
        print(f"  {'task':10}{'precision':>10}{'recall':>8}{'F1':>7}")
        for task in TASKS:
            pairs = [(codes((item or {}).get(task)), codes(truth.get(task))) for truth, item in rows]
            precision, recall, score = f1(pairs)
            print(f"  {task:10}{precision:10.3f}{recall:8.3f}{score:7.3f}")
            below = below or (part == "tuned" and arguments.floor is not None and score < arguments.floor)
        if part == "held out":
            continue
        for task in TASKS:
            if arguments.task not in (None, task):
                continue
            wrong = [
                (truth, item)
                for truth, item in rows
                if item is not None and codes(item.get(task)) != codes(truth.get(task))
            ]
            for truth, item in wrong[: arguments.disagreements]:
                ours, theirs = sorted(codes(item.get(task))), sorted(codes(truth.get(task)))
                print(f"  {task}: {','.join(ours) or '-'} instead of {','.join(theirs) or '-'}: {excerpt(item)}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
