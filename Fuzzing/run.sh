#!/usr/bin/env bash
# `make fuzz`: all fuzzers, each for FUZZ_SECONDS, from the pipelines of this repository, generated receipts,
# feeds and pages; with FUZZ_ONLY=feeds only that one.
# Ends with 1 where an input makes one trap, take longer than 2 s or more than 512 MB; the input is kept.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${FUZZ_SECONDS:-600}
work=Fuzzing/.build/work
# swiftc heeds only the last word on sanitizers, and SwiftPM gives two in any order: so it gets one, and both at the end.
build=(swift build --package-path Fuzzing -c release --disable-dead-strip -Xswiftc -enable-testing
    --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=address)
# The plan of an earlier build does not know files that are new in the package next door.
rm -f Fuzzing/.build/release.yaml
"${build[@]}"
binaries=$("${build[@]}" --show-bin-path)
# libFuzzer itself reports a trap, and keeps the input.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=quarantine_size_mb=16:detect_leaks=1

mkdir -p "$work"/{pipelines,receipts,feeds,pages}/{seeds,corpus,findings}
cp pipelines/*.yaml "$work/pipelines/seeds/"
Fuzzing/seeds.py "$work"

status=0
for name in ${FUZZ_ONLY:-pipelines receipts feeds pages}; do
    case $name in pipelines) dictionary=yaml ;; feeds | pages) dictionary=xml ;; *) dictionary=json ;; esac
    echo "$name: $seconds s"
    log=$work/$name/log
    if ! nice -n 10 "$binaries/fuzz-$name" -max_total_time="$seconds" -timeout=2 -rss_limit_mb=512 -malloc_limit_mb=512 \
        -max_len=20000 -dict="Fuzzing/dictionaries/$dictionary.dict" -print_final_stats=1 \
        -artifact_prefix="$work/$name/findings/" "$work/$name/corpus" "$work/$name/seeds" 2> "$log"; then
        status=1
        grep -v '^#' "$log" | tail -40
    fi
    if grep -q 'no interesting inputs' "$log"; then
        echo "$name: built without coverage, so nothing was tried in earnest" >&2
        status=1
    fi
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs," \
        "$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log") a second," \
        "$(find "$work/$name/findings" -type f | wc -l) findings in $work/$name/findings"
done
exit $status
