#!/usr/bin/env bash
# `make bench`: builds the benchmark stages, fetches the peers from PyPI into a virtual environment, and runs bench.py.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --static-swift-stdlib --package-path Benchmarks
work=Benchmarks/.build/work
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet datatrove==0.10.1 orjson regex
fi
exec "$work/venv/bin/python" Benchmarks/bench.py "$work" "$@"
