"""Clients that hold every connection of an HTTP server by asking for something and never saying it all.

    drippers.py HOST:PORT

Opens connections until the server lets one of them go without an answer, for which it has to have a reason: it is full.
Then it says `full`, and sends a byte a second on each, until its standard input ends.
"""

import asyncio
import sys

BEGINNING = b"GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: "
MOST = 10_000


async def hold(reader, writer, full):
    """Waits for what becomes of a connection; one that is answered had its time."""
    dripping = asyncio.ensure_future(drip(writer))
    try:
        if not await reader.read(1):
            full.set()
    except OSError:
        full.set()
    dripping.cancel()
    writer.close()


async def drip(writer):
    while True:
        await asyncio.sleep(1)
        writer.write(b"x")


async def main(address):
    host, port = address.rsplit(":", 1)
    full = asyncio.Event()
    tasks = []
    while not full.is_set() and len(tasks) < MOST:
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(BEGINNING)
        tasks.append(asyncio.ensure_future(hold(reader, writer, full)))
    print("full" if full.is_set() else "never full", flush=True)
    end = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(end), sys.stdin)
    await end.read()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: drippers.py HOST:PORT")
    asyncio.run(main(sys.argv[1]))
