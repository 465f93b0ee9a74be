"""Runs a program on a terminal of its own, and prints what reached it, a write a line: on_a_terminal.py PROGRAM ARGUMENT...

What moves the cursor is shown as Python writes it. It ends as the program does.
"""

import os
import pty
import sys

child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm"
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:  # the program has gone, and the terminal with it
        break
    if not data:
        break
    print(ascii(data.decode()), flush=True)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
