#!/usr/bin/env bash
# Installs the Debian packages that are named and missing. Asks nothing; does nothing where all are there.
set -euo pipefail

# The name by which pkg-config knows what a package brings, for machines that have it without dpkg.
module() {
    case $1 in
    libcurl4-openssl-dev) echo libcurl ;;
    libssl-dev) echo openssl ;;
    libc-ares-dev) echo libcares ;;
    zlib1g-dev) echo zlib ;;
    libsqlite3-dev) echo sqlite3 ;;
    *) echo none ;;
    esac
}

present() {
    [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ||
        pkg-config --exists "$(module "$1")" 2>/dev/null
}

missing=()
for package in "$@"; do
    present "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

fail() {
    echo "setup: $1; install ${missing[*]} and call make again" >&2
    exit 1
}

command -v apt-get >/dev/null || fail "this machine has no apt-get"
if [ "$(id -u)" = 0 ]; then
    root=()
elif sudo -n true 2>/dev/null; then
    root=(sudo -n)
else
    fail "installing system packages takes root, or a sudo that asks no password"
fi

apt() {
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet --yes \
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 "$@" </dev/null
}

echo "setup: installing ${missing[*]}"
# The lists of a fresh machine are empty or old; they are fetched only where the first try does not do.
apt install --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
    { apt update && apt install --no-install-recommends "${missing[@]}" >/dev/null; } ||
    fail "apt-get could not install them (is there a network?)"
