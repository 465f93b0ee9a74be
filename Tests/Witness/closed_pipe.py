"""Starts a program whose standard output is a pipe that nobody reads any more: closed_pipe.py PROGRAM ARGUMENT..."""

import os
import signal
import sys

reader, writer = os.pipe()
os.close(reader)
os.dup2(writer, 1)
os.close(writer)
# Python ignores the signal, and what is ignored stays so in the program that is started.
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
