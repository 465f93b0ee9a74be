"""Becomes a program that inherits nothing but its three standard files, and may have LIMIT open in all.

    few_files.py LIMIT PROGRAM [ARGUMENT…]
"""

import os
import resource
import sys

if __name__ == "__main__":
    limit = int(sys.argv[1])
    os.closerange(3, 65536)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    os.execv(sys.argv[2], sys.argv[2:])
