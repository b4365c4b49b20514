#!/bin/bash
# Fills a small disk at many moments of a run, makes room, and runs again: every run must say that the disk is full,
# publish nothing by halves, and end with the bytes of an undisturbed run.
#
#   Scripts/torture/disk-full.sh [SERAP]      SERAP is the program; by default the one that was built last
#
# Needs root (tmpfs in a mount namespace of its own); says so and exits 77, skipped, where that cannot be had.
set -u

serap=${1:-${SERAP:-}}
if [ -z "$serap" ]; then
    here=$(cd "$(dirname "$0")/../.." && pwd)
    serap=$(ls -t "$here"/.build/release/serap "$here"/.build/debug/serap 2>/dev/null | head -1)
fi
[ -x "$serap" ] || { echo "disk-full: no serap; build it first, or name it" >&2; exit 1; }
serap=$(realpath "$serap")

if [ "${SERAP_OWN_MOUNTS:-}" != yes ]; then
    if ! unshare -m mount -t tmpfs -o size=64k none /mnt 2>/dev/null; then
        echo "disk-full: skipped: mounting a tmpfs is not allowed here (it needs root)"
        exit 77
    fi
    SERAP_OWN_MOUNTS=yes exec unshare -m "$0" "$serap"
fi

work=$(mktemp -d "${WORK:-${TMPDIR:-/tmp}}/disk-full.XXXXXX")
disk=$work/disk
mkdir "$disk"
trap 'umount -R "$disk" 2>/dev/null; rm -rf "$work"' EXIT
failures=0

fail() { echo "  FAILED: $*" >&2; failures=$((failures + 1)); }

cd "$work" || exit 1
mkdir in
for n in 1 2 3 4 5 6; do echo "{\"seed\":$n}" > in/$n.jsonl; done
cat > p.yaml <<'YAML'
pipeline: p
key: arsip
retries: 0
stages:
  make: {run: ./make.sh, files: "in/*.jsonl"}
  copy: {run: ./copy.sh, from: make}
  all:  {run: ./all.sh, from: copy, gather: all, deliver: true}
YAML
common='
[ "${!#}" = --describe ] && { echo "{\"contract\":1,\"masks\":true}"; exit 0; }
in=() into=
for word in "$@"; do
    case $word in
        --input) into=in;; --output) into=out;; --*) into=;;
        *) case $into in in) in+=("$word");; out) out=$word;; esac;;
    esac
done
'
# Hexadecimal noise: half its size when it is compressed.
cat > make.sh <<SH
#!/bin/bash
set -e
$common
awk -v s="\$(tr -dc 0-9 < "\${in[0]}")" 'BEGIN {
    srand(s)
    for (i = 0; i < 4000; i++) {
        printf "{\"i\":\""
        for (j = 0; j < 10; j++) printf "%08x", int(rand() * 2147483647)
        print "\"}"
    }
}' > "\$out/part.jsonl"
if [ -e fill-after-make ]; then head -c 200000000 /dev/zero > "$disk/ballast" 2>/dev/null || true; fi
SH
# A stage that does not look whether its writes succeed.
cat > copy.sh <<SH
#!/bin/bash
$common
for i in "\${in[@]}"; do zcat "\$i"/*.jsonl.gz; done > "\$out/part.jsonl"
exit 0
SH
cat > all.sh <<SH
#!/bin/bash
set -e
$common
mkdir "\$out/files"
for i in "\${in[@]}"; do zcat "\$i"/*.jsonl.gz; done | sort > "\$out/files/all.txt"
SH
chmod +x ./*.sh

# What a run gave: every data part, every kept file, and the last edition; one of a run that was not whole stays.
given() {
    (
        cd "$1" && find data/p/g0001 \( -name '*.jsonl.gz' -o -name all.txt \) -type f -print0 | sort -z \
            | xargs -0 sha256sum
        sha256sum < "$(ls -d out/p/arsip/edisi-* | sort -V | tail -1)/all.txt"
    )
}

# Nothing by halves: what stands in the generation has a receipt, is whole, and nothing of the run is left.
whole() {
    local place
    for place in "$1"/data/p/g0001/arsip/*/*/; do
        [ -d "$place" ] || continue
        [ -s "${place}_meta/receipt.json" ] || fail "$place has no receipt"
        for part in "$place"*.gz; do
            [ -e "$part" ] && { gzip -t "$part" || fail "$part is damaged"; }
        done
    done
    [ -z "$(ls -A "$1/data/p/.scratch" 2>/dev/null)" ] || fail "scratch is not empty: $(ls "$1/data/p/.scratch")"
    if ls -A "$1"/out/p/arsip 2>/dev/null | grep -q '^\.'; then fail "a half delivery"; fi
}

mount_disk() { umount -R "$disk" 2>/dev/null; mount -t tmpfs -o "$1" none "$disk" || exit 1; mkdir "$disk/root"; }

# Leaves so many KiB.
leave() {
    local free
    free=$(df --output=avail -k "$disk" | tail -1)
    [ "$free" -gt "$1" ] && head -c $(((free - $1) * 1024)) /dev/zero > "$disk/ballast"
}

run() { "$serap" run p.yaml --root "$disk/root" --jobs 2 > output 2>&1; }

# The run on the full disk, then room, then the same run again.
try() {
    local name=$1
    run
    local status=$?
    echo "$name: exit $status: $(grep -ao 'the disk [^;]*;' output | sort | uniq -c | sort -rn | head -1 | sed 's/^ *//')"
    if [ $status = 0 ]; then
        # There was just room enough, as the tasks fell; then it is whole already.
        diff <(given "$disk/root") reference > difference || { fail "'$name' exits 0 with other bytes"; cat difference >&2; }
        return
    fi
    [ $status = 1 ] || fail "exit $status, not 1"
    grep -q 'the disk \(is\|was\) full: .* at .*; make room and run again' output \
        || { fail "it is not said that the disk is full"; cat output >&2; }
    whole "$disk/root"
    rm -f "$disk/ballast" fill-after-make
    mount -o remount,size=64m,nr_inodes=10000 "$disk" || exit 1
    for place in runs out state; do
        mountpoint -q "$disk/root/$place" && mount -o remount,size=64m "$disk/root/$place"
    done
    again "$name"
}

again() {
    run || { fail "the second run of '$1' exits $?"; cat output >&2; }
    whole "$disk/root"
    diff <(given "$disk/root") reference > difference || { fail "'$1' gives other bytes"; cat difference >&2; }
}

mount_disk size=64m
run || { cat output >&2; echo "disk-full: the undisturbed run fails" >&2; exit 1; }
given "$disk/root" > reference
whole "$disk/root"
[ "$(wc -l < reference)" = 14 ] || fail "the reference has $(wc -l < reference) files, not 14"

# 1. Before the start.
mount_disk size=8m; leave 0; try "nothing free at the start"

# 2. While stages write and partitions are published, at every stage of the way.
for free in 20 100 270 400 700 1000 1300 1600 1900 2300 2700 3100; do
    mount_disk size=8m; leave $free; try "$free KiB free at the start"
done

# 3. Between a stage's last write and its publication.
mount_disk size=8m; touch fill-after-make; try "full when the stage has written"

# 4. No file more.
for inodes in 8 14 20 30 45 60; do
    mount_disk size=64m,nr_inodes=$inodes; try "$inodes inodes"
done

# 5. At the summary: logs are empty and fit, the summary does not.
mount_disk size=64m; mkdir "$disk/root/runs"; mount -t tmpfs -o size=4k none "$disk/root/runs"; try "no room for the summary"

# 6. At the delivery.
mount_disk size=64m; mkdir "$disk/root/out"; mount -t tmpfs -o size=100k none "$disk/root/out"; try "no room for the delivery"

# 7. Caches alone: they cost time at the next run, nothing else.
mount_disk size=64m; mkdir "$disk/root/state"; mount -t tmpfs -o size=4k none "$disk/root/state"
head -c 4096 /dev/zero > "$disk/root/state/ballast"
run || { fail "a full state/ fails the run"; cat output >&2; }
mount -o remount,size=1m "$disk/root/state"
again "no room for the caches"

[ $failures = 0 ] || { echo "disk-full: $failures failed" >&2; exit 1; }
echo "disk-full: every run said so, and every second run gave the bytes of an undisturbed one"
