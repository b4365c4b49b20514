#!/usr/bin/env bash
# The checks that need tools from outside: DuckDB (PyPI) reads every dataset directory of the demo, and a browser opens the report.
set -euo pipefail
cd "$(dirname "$0")/.."

work=.build/accept
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet duckdb
fi
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
    echo "accept: no chromium on this machine; install it (Debian: apt-get install chromium)" >&2
    exit 1
fi

rm -rf "$work/root"
for night in 2023-08-13 2023-08-14 2023-08-15; do
    .build/release/serap run pipelines/demo.yaml --key "$night" --root "$work/root" >"$work/run.log" 2>&1 ||
        { cat "$work/run.log"; exit 1; }
done
"$work/venv/bin/python" Scripts/accept.py "$work/root" "$browser" "$work"
