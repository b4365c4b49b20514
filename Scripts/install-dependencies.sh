#!/usr/bin/env bash
# Installs the system libraries that Serap links, and packages named as arguments (what only benchmarks or trials need),
# where a package manager that we know is there; else names them.
set -euo pipefail

packages=(libxml2-dev zlib1g-dev libdeflate-dev libisal-dev libcurl4-openssl-dev libbrotli-dev libsqlite3-dev pkg-config jq
    python3 ca-certificates openssl "$@")
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

if ! command -v apt-get >/dev/null; then
    echo "serap needs libxml2, zlib, libdeflate, ISA-L, libcurl, libbrotli and SQLite with their headers, pkg-config, jq," >&2
    echo "python3, the certificates of the web's authorities (ca-certificates), and for its tests openssl." >&2
    echo "On Debian and Ubuntu they are: ${packages[*]}" >&2
    echo "Install what your system calls them, then run make again." >&2
    exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
echo "installing system packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
