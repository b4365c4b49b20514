#!/usr/bin/env bash
# `make bench`: builds the benchmark stages, fetches the peers from PyPI into a virtual environment, and measures.
# With ROWS=coordinator, records, fetching, archives, feeds, pages or tables only those.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --static-swift-stdlib --package-path Benchmarks
work=Benchmarks/.build/work
mkdir -p "$work"
cc -O2 -o "$work/copy-stage" Benchmarks/Sources/CopyStage/main.c
if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet datatrove==0.10.1 orjson regex
fi
if [ ! -x "$work/venv/bin/snakemake" ]; then
    "$work/venv/bin/pip" install --quiet ninja==1.13.2 snakemake==9.27.1
fi
export PATH=$PWD/$work/venv/bin:$PATH
if [ ! -x "$work/venv/bin/warcio" ]; then
    "$work/venv/bin/pip" install --quiet warcio==1.8.1 fastwarc==2.0.1 brotli==1.1.0
fi
if [ ! -e "$work/venv/.feeds" ]; then
    "$work/venv/bin/pip" install --quiet feedparser==6.0.14 fastfeedparser==0.6.5
    touch "$work/venv/.feeds"
fi
if [ ! -e "$work/venv/.pages" ]; then
    "$work/venv/bin/pip" install --quiet trafilatura==2.0.0 lxml_html_clean
    touch "$work/venv/.pages"
fi
rows=${ROWS:-coordinator records fetching archives feeds pages tables}
case $rows in *feeds*) Scripts/install-dependencies.sh libxml2-utils sfeed ;; esac
case $rows in *coordinator*) python Benchmarks/coordinator.py "$work" --stage "$work/copy-stage" ;; esac
case $rows in *records*) python Benchmarks/bench.py "$work" "$@" ;; esac
case $rows in *fetching*) python Benchmarks/fetching.py "$work" ;; esac
case $rows in *archives*) python Benchmarks/warc.py "$work" ;; esac
case $rows in *feeds*) python Benchmarks/feeds.py "$work" ;; esac
case $rows in *pages*) python Benchmarks/pages.py "$work" ;; esac
case $rows in *tables*) python Benchmarks/tables.py "$work" ;; esac
