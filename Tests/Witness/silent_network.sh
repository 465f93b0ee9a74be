#!/bin/sh
# silent_network.sh FOLDER COMMAND…: runs a command in a network of its own, whose only name server never answers.
#
# FOLDER is of the caller's, for files; the names that are asked for are written to FOLDER/asked. Ports are the
# command's alone there, and everything that it started ends with it.
set -eu
if [ "${1:-}" != inside ]; then
    # A user namespace, so that it takes no root.
    exec unshare --user --map-root-user --mount --net --pid --fork --kill-child -- "$0" inside "$(dirname "$0")" "$@"
fi

witnesses=$2 folder=$3
shift 3
echo 'nameserver 127.0.0.1' >"$folder/resolv.conf"
mount --bind "$folder/resolv.conf" /etc/resolv.conf
# Swift's runtime looks up its threads there when it is busy, and ends the process where it finds none. Where the system
# allows no such mount, the risk stays.
mount -t proc proc /proc 2>/dev/null || true
python3 - <<'UP'
import fcntl, socket, struct
# SIOCSIFFLAGS: the loopback is down in a new network.
fcntl.ioctl(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 0x8914, struct.pack("16sH14s", b"lo", 1, b""))
UP
sleep infinity | python3 "$witnesses/silent_names.py" 127.0.0.1:53 >"$folder/asked" &
exec "$@"
