"""Runs a program in a network of its own in which no local port is left: connections can be made from one port only, and
somebody listens there.

    no_ports.py PROGRAM [ARGUMENT…]

The program is told the listener's address by `{address}` in its arguments.
"""

import fcntl
import os
import socket
import struct
import sys

PORT = 40000

if __name__ == "__main__":
    if sys.argv[1] != "inside":
        # A user namespace, so that it takes no root; a process of its own, so that its /proc is of that network.
        inside = ["--user", "--map-root-user", "--mount", "--net", "--pid", "--fork", "--kill-child", "--"]
        os.execvp("unshare", ["unshare", *inside, sys.executable, __file__, "inside", *sys.argv[1:]])
    os.system("mount -t proc proc /proc")
    # SIOCSIFFLAGS: the loopback is down in a new network.
    control = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    fcntl.ioctl(control, 0x8914, struct.pack("16sH14s", b"lo", 1, b""))
    with open("/proc/sys/net/ipv4/ip_local_port_range", "w") as ports:
        ports.write(f"{PORT} {PORT}")
    listener = socket.create_server(("127.0.0.1", PORT))
    os.set_inheritable(listener.fileno(), True)
    arguments = [argument.replace("{address}", f"127.0.0.1:{PORT}") for argument in sys.argv[2:]]
    os.execv(arguments[0], arguments)
