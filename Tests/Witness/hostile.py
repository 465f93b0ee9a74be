"""A server that misbehaves in the one way that is named on its command line.

It listens on a free port of the loopback and prints the port as its first line, then `opened` and `closed` for each
connection. It ends when its standard input does. Standard library only: what a real WebSocket library would refuse to
send is exactly what has to be sent here.
"""

import asyncio
import base64
import sys

from frames import CLOSE, PING, TEXT, frame
from upgrade import accept, switching_protocols

WELCOME = b'{"type":"connection_established","data":{"connection_id":"main_1","user_id":"somebody"}}'


async def forever():
    await asyncio.get_running_loop().create_future()


async def drip(send, data):
    """A byte a second: no read ever waits long, and nothing is ever complete."""
    for byte in data:
        await send(bytes([byte]))
        await asyncio.sleep(1)


async def never_answers(key, send):
    await forever()


async def drips_the_answer(key, send):
    await drip(send, switching_protocols(key))


async def closes_instead_of_answering(key, send):
    pass


async def refuses(key, send):
    await send(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 9\r\n\r\nnot ready")


# It clears the screen, begins lines, turns text around, and forges what programs read; and is no text of its own.
ESCAPES = "\x1b[2J\x1b]0;x\x07\r\n\x9b1m\u202e::error::forged ##[add-path]/evil # SKIP </failure>".encode()


async def refuses_with_escapes(key, send):
    head = b"HTTP/1.1 403 \x1b[31mForbidden\r\nX-Odd: \x1b[2J\r\nContent-Length: %d\r\n\r\n" % len(ESCAPES)
    await send(head.replace(b"\x1b", b"") + ESCAPES)


async def closes_with_escapes(key, send):
    await send(switching_protocols(key) + frame(CLOSE, b"\x03\xf3" + ESCAPES))
    await forever()


async def answers_another_key(key, send):
    await send(switching_protocols(base64.b64encode(bytes(20))))
    await forever()


async def goes_silent(key, send):
    await send(switching_protocols(key))
    await forever()


async def closes_after_the_upgrade(key, send):
    await send(switching_protocols(key))


async def drips_a_frame(key, send):
    await send(switching_protocols(key))
    await drip(send, frame(TEXT, WELCOME))


async def announces_a_gigabyte(key, send):
    await send(switching_protocols(key) + frame(TEXT, WELCOME, length=1 << 30))
    await forever()


async def masks_its_frames(key, send):
    await send(switching_protocols(key) + frame(TEXT, WELCOME, mask=b"\x01\x02\x03\x04"))
    await forever()


async def sends_no_utf8(key, send):
    await send(switching_protocols(key) + frame(TEXT, b'{"type":"connection_established\xff"}'))
    await forever()


async def pings_for_ever(key, send):
    """A socket that lives and says nothing."""
    await send(switching_protocols(key))
    while True:
        await send(frame(PING, b"alive"))
        await asyncio.sleep(0.05)


async def floods(key, send):
    """Heartbeats as fast as they go, a megabyte of them, and then it gives up."""
    await send(switching_protocols(key) + frame(TEXT, WELCOME))
    await send(frame(TEXT, b'{"type":"heartbeat","data":{"timestamp":1769860800.12}}') * 20_000)
    await send(frame(CLOSE, b"\x03\xf3"))
    await forever()


BEHAVIOURS = {
    "never-answers": never_answers,
    "drips-the-answer": drips_the_answer,
    "closes-instead-of-answering": closes_instead_of_answering,
    "refuses": refuses,
    "refuses-with-escapes": refuses_with_escapes,
    "closes-with-escapes": closes_with_escapes,
    "answers-another-key": answers_another_key,
    "goes-silent": goes_silent,
    "closes-after-the-upgrade": closes_after_the_upgrade,
    "drips-a-frame": drips_a_frame,
    "announces-a-gigabyte": announces_a_gigabyte,
    "masks-its-frames": masks_its_frames,
    "sends-no-utf8": sends_no_utf8,
    "pings-for-ever": pings_for_ever,
    "floods": floods,
}


def say(word):
    print(word, flush=True)


async def departure(reader):
    """Waits until the peer has said that it goes."""
    while await reader.read(65536):
        pass


async def serve(behaviour, reader, writer):
    say("opened")
    head = await reader.readuntil(b"\r\n\r\n")

    async def send(data):
        writer.write(data)
        await writer.drain()

    tasks = [asyncio.ensure_future(behaviour(accept(head), send)), asyncio.ensure_future(departure(reader))]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    # A peer that resets the connection in the middle of it all is no error of ours.
    await asyncio.gather(*tasks, return_exceptions=True)
    writer.close()
    say("closed")


async def end_of_input():
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


async def main(behaviour):
    server = await asyncio.start_server(
        lambda reader, writer: serve(behaviour, reader, writer), "127.0.0.1", 0, backlog=1024
    )
    say(server.sockets[0].getsockname()[1])
    await end_of_input()


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in BEHAVIOURS:
        sys.exit("usage: hostile.py " + "|".join(BEHAVIOURS))
    asyncio.run(main(BEHAVIOURS[sys.argv[1]]))
