"""Frames as RFC 6455 section 5.2 draws them, written by hand so that they can also be wrong."""

import struct

TEXT = 0x1
CLOSE = 0x8
PING = 0x9


def frame(opcode, payload, *, length=None, mask=None):
    """One final frame. `length` lies about the payload's; `mask` masks it, which a server must never do."""
    announced = len(payload) if length is None else length
    head = bytes([0x80 | opcode])
    masked = 0x80 if mask else 0
    if announced < 126:
        head += bytes([masked | announced])
    elif announced < 1 << 16:
        head += bytes([masked | 126]) + struct.pack(">H", announced)
    else:
        head += bytes([masked | 127]) + struct.pack(">Q", announced)
    if mask:
        return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
    return head + payload
