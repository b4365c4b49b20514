#!/usr/bin/env bash
# `make install`: copies what was built, the pipelines with their packs, the sample nights and the documents below PREFIX
# (/usr/local), with DESTDIR before it. Nothing of an office is touched: its pipeline, packs and data lie elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=${PREFIX:-/usr/local}
case $prefix in /*) ;; *) echo "install: PREFIX is '$prefix'; give an absolute path, such as /opt/serap" >&2; exit 2 ;; esac
into=${DESTDIR:-}$prefix
built=${BUILD_DIR:-.build/release}
programs=(serap serap-fetch serap-parse serap-normalize serap-classify serap-aggregate serap-report serap-store)
for program in "${programs[@]}"; do
    [ -x "$built/$program" ] || { echo "install: no $built/$program; run 'make build' first, as yourself" >&2; exit 1; }
done

copy() { # SOURCE-DIRECTORY TARGET-DIRECTORY: all files, over those of an older version; an office's own pack stays
    (cd "$1" && find . -type f ! -name .gitignore -print) | while IFS= read -r file; do
        case $file in ./packs/lokal/*) [ ! -e "$2/$file" ] || continue ;; esac
        install -D -m 0644 "$1/$file" "$2/$file"
    done
}

install -d "$into/bin"
# Under another name first: a run that is at work keeps the program that it has begun with.
for program in "${programs[@]}"; do
    install -m 0755 "$built/$program" "$into/bin/.$program.new"
    mv -f "$into/bin/.$program.new" "$into/bin/$program"
done
copy pipelines "$into/share/serap/pipelines"
install -d "$into/share/serap/pipelines/inbox" "$into/share/serap/pipelines/arsip"
chmod 0755 "$into/share/serap/pipelines/stages/"*
copy sample-data "$into/share/serap/sample-data"
copy docs "$into/share/doc/serap/docs"
install -m 0644 README.md README.id.md "$into/share/doc/serap/"

missing=$(ldd "$into"/bin/serap* 2>/dev/null | awk '/not found/ {print $1}' | sort -u | tr '\n' ' ')
printf 'programs   %s\npipelines  %s\ndocuments  %s\n' "$prefix/bin" "$prefix/share/serap/pipelines" "$prefix/share/doc/serap"
if [ -n "$missing" ]; then
    echo "install: libraries that are not on this machine: $missing" >&2
    echo "install: on Debian and Ubuntu: apt-get install libxml2 libdeflate0 libisal2 zlib1g libcurl4 libsqlite3-0" >&2
    exit 1
fi
