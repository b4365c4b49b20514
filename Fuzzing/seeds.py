#!/usr/bin/env python3
"""Writes what the fuzzers begin with: YAML that is hostile by design, and receipts, manifests, accounts, descriptions."""

import json
import pathlib
import sys


def part(name, lines):
    return {"part": name, "sha256": "ab" * 32, "size": 321, "lines": lines}


def receipt(**changes):
    body = {
        "receipt": 1, "receipt_key": "cd" * 32, "rules": "ef" * 32, "pipeline": "p", "key": "2023-08-15",
        "stage": "classify", "partition": "source=x", "schema": "item/1", "version": None,
        "parts": [part("part.jsonl.gz", 3), part("source=y.jsonl.gz", 0)],
        "files": [{"path": "a/report.html", "sha256": "12" * 32, "size": 9}],
        "meta": [{"path": "stats.json", "sha256": "34" * 32, "size": 7}],
        "counts": {"in": 5, "used": 3, "out": 3, "rejected": {"bad_row": 2}, "merged": 0, "part_rejected": {"x": 1}},
        "health": [{"source": "s", "state": "ok"}], "contract": 1,
        "command": [{"word": "serap-classify", "sha256": "56" * 32}, {"word": "--fast"}],
        "parameters": {"tone": {"threshold": 0.50}, "c": "@corrections.csv"},
        "parameter_files": [{"path": "@corrections.csv", "sha256": None}],
        "uses": [{"path": "pack/lexicon/tone.csv", "sha256": "78" * 32}],
        "inputs": [
            {"stage": "normalize", "partition": "source=x", "part": "part.jsonl.gz", "sha256": "9a" * 32, "lines": 5},
            {"file": "in/x.csv", "sha256": "bc" * 32},
        ],
        "history": [
            {"key": "2023-08-14", "stage": "n", "partition": "a", "part": "p.jsonl.gz", "sha256": "de" * 32, "lines": 1}
        ],
        "missing": ["normalize/source=z"], "accounts": "f0" * 32, "gaps": ["2023-08-13"], "other_rules": [],
        "run": "20230816T010000Z-p-2023-08-15", "attempt": 1, "host": "h", "started": "2023-08-16T01:00:00Z",
        "finished": "2023-08-16T01:00:01Z",
    }
    body.update(changes)
    return json.dumps(body, indent=2).encode()


def main():
    work = pathlib.Path(sys.argv[1])
    receipts = {
        "receipt": receipt(), "marked": receipt(damaged="part.jsonl.gz"),
        "two": receipt() + b"\0" + receipt(parameters={"tone": {"threshold": 0.6}}, history=[], uses=[]),
        "empty": b'{"receipt":1,"receipt_key":"k","rules":"r","parts":[],"files":[]}',
        "huge": receipt(counts={"in": 2**53, "used": 2**63 - 1, "out": -1, "rejected": {"a": 1e300}, "merged": 0}),
        "manifest": json.dumps({
            "manifest": 1, "missing": ["c"],
            "partitions": [{"partition": "a", "rules": "r", "parts": [part("p.jsonl.gz", 1)]}]}).encode(),
        "stats": b'{"in":10,"used":6,"out":7,"rejected":{"bad":3},"merged":1,"health":[{"source":"a","state":"ok"}]}',
        "facts": b'{"name":"x","version":"1","contract":1,"deterministic":true,"uses":["lexicon/*.csv"]}',
        "deep": b"[" * 5000,
    }
    bombs = {
        "laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)),
        "merge": "pipeline: p\nx: &x {run: a}\nstages:\n  a: {<<: *x, from: []}\n",
        "nest": "pipeline: p\nstages: " + "[" * 3000,
        "map": "pipeline: p\nstages: " + "{a: " * 2000,
        "block": "".join(" " * i + "a:\n" for i in range(180)),
        "keys": "pipeline: p\nstages:\n" + "".join(f"  s{i}: {{run: x}}\n" for i in range(900)),
        "chain": "pipeline: p\nstages:\n  s0: {run: x}\n"
        + "".join(f"  s{i}: {{run: x, from: [{', '.join(f's{j}' for j in range(max(0, i - 9), i))}]}}\n"
                  for i in range(1, 200)),
        "circle": "pipeline: p\nstages:\n  a: {run: x, from: b}\n  b: {run: x, from: a}\n",
        "scalar": "pipeline: " + "x" * 15000,
    }
    for folder, files in (("receipts", receipts), ("pipelines", {k: v.encode() for k, v in bombs.items()})):
        for name, content in files.items():
            (work / folder / "seeds" / name).write_bytes(content)


main()
