"""A name server that never answers. It prints its UDP port, then the name of every question it is asked.

It ends when its standard input does.
"""

import asyncio
import socket
import sys


def question(packet):
    """The name in a query (RFC 1035 section 4.1.2)."""
    labels, at = [], 12
    while packet[at]:
        labels.append(packet[at + 1 : at + 1 + packet[at]].decode("ascii", "replace"))
        at += 1 + packet[at]
    return ".".join(labels)


class Silence(asyncio.DatagramProtocol):
    def datagram_received(self, packet, sender):
        print(question(packet), flush=True)


async def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:0"
    host, port = address.rsplit(":", 1)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Silence, (host, int(port)), family=socket.AF_INET)
    print(transport.get_extra_info("sockname")[1], flush=True)

    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


if __name__ == "__main__":
    asyncio.run(main())
