#!/usr/bin/env bash
# `make torture`: runs every executable in Scripts/torture in order, prints a table, and fails if one of them fails.
# Each gets the program in SERAP and an empty directory in WORK; exit 77 means skipped, the last line says why.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export SERAP=${SERAP:-$here/../.build/release/serap}
SERAP=$(realpath "$SERAP")
work=$(mktemp -d "${TMPDIR:-/tmp}/serap-torture.XXXXXX")
trap 'rm -rf "$work"' EXIT
table=() failed=0
for trial in "$here"/torture/*; do
    [ -f "$trial" ] && [ -x "$trial" ] || continue
    name=$(basename "$trial")
    export WORK=$work/${name%.*}
    mkdir -p "$WORK"
    printf '\n== %s\n' "$name"
    begin=$SECONDS
    "$trial" 2>&1 | tee "$WORK.log"
    case ${PIPESTATUS[0]} in
        0) word=ok ;;
        77) word=skipped ;;
        *) word=FAILED failed=1 ;;
    esac
    table+=("$(printf '%-22s %-8s %4d s  %s' "$name" "$word" $((SECONDS - begin)) "$(tail -n 1 "$WORK.log")")")
done
printf '\n'
printf '%s\n' "${table[@]}"
exit $failed
