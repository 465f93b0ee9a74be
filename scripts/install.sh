#!/usr/bin/env bash
# install.sh check|copy: puts the release binary into $DESTDIR$PREFIX/bin; `check` says before the build whether it can.
set -euo pipefail
folder=$DESTDIR$PREFIX/bin

nearest=$folder
while [ ! -e "$nearest" ]; do nearest=$(dirname "$nearest"); done
if [ ! -w "$nearest" ]; then
    echo "install: $nearest is not yours to write; be root, or choose another place: make install PREFIX=\"\$HOME/.local\"" >&2
    exit 1
fi
[ "$1" = copy ] || exit 0

# A quintet that is running is not disturbed: `install` unlinks the old file instead of writing into it.
# Without what only a debugger reads it is half as large; .build/release/quintet keeps it.
strip=()
! command -v strip >/dev/null || strip=(--strip)
install -D -m 755 "${strip[@]}" .build/release/quintet "$folder/quintet"
# It needs nothing of this folder, nor of the environment.
cd /
echo "install: $folder/quintet, version $(env -i "$folder/quintet" --version </dev/null)"
