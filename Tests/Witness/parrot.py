"""A server that says again what it was told in confidence, at the one place that is named on its command line.

It lets anybody log in who has a password, and prints its port and then the secrets that it gives away: the access token
and the session token. Whatever it repeats has the word `polly` in it, by which a reader sees that it was heard.
"""

import asyncio
import json
import secrets
import sys

from frames import CLOSE, TEXT, frame
from upgrade import accept, switching_protocols

TOKEN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + secrets.token_hex(150) + "." + secrets.token_hex(32)
SESSION = secrets.token_hex(30)


def close(code, reason):
    """A close frame; its reason is cut to what a control frame holds."""
    return frame(CLOSE, code.to_bytes(2, "big") + reason.encode()[:123])


def event(kind, **fields):
    return frame(TEXT, json.dumps({"type": kind, **fields}).encode())


def answer(status, body):
    text = json.dumps(body).encode()
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (status.encode(), len(text), text)


async def log_in(place, body, writer):
    if place == "login":
        writer.write(answer("401 Unauthorized", {"error": "polly", "password": body["password"]}))
    else:
        writer.write(answer("200 OK", {"access_token": TOKEN}))


async def handshake(reader, writer):
    writer.write(event("connection_established", connection_id="main_polly"))
    writer.write(event("handshake_response", thread_id="thread_polly", session_token=SESSION))
    await reader.read(65536)
    writer.write(event("handshake_complete", thread_id="thread_polly"))
    await reader.read(65536)


async def converse(place, head, reader, writer):
    if place == "upgrade":
        writer.write(answer("403 Forbidden", {"error": "polly", "you": head.decode()}))
        return
    writer.write(switching_protocols(accept(head)))
    if place == "welcome":
        writer.write(event("authentication_error", error_code="polly", error=TOKEN))
        await reader.read(65536)
        return
    if place == "close":
        writer.write(close(1008, "polly " + TOKEN))
        return
    await handshake(reader, writer)
    if place == "failure":
        writer.write(event("agent_error", agent_name="polly " + SESSION, error="polly " + TOKEN))
    elif place == "session":
        writer.write(close(1011, "polly " + SESSION))
    elif place == "tool":
        common = {"run_id": TOKEN, "agent_name": SESSION}
        writer.write(event("agent_started", **common))
        writer.write(event("agent_thinking", reasoning="polly", **common))
        writer.write(event("tool_executing", tool_name="polly", **common))
        writer.write(event("tool_completed", tool_name="polly " + TOKEN, results="polly", **common))
        writer.write(event("agent_completed", final_response="polly", **common))
    await reader.read(65536)


async def serve(place, reader, writer):
    head = await reader.readuntil(b"\r\n\r\n")
    if head.startswith(b"POST"):
        length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if b"content-length" in line)
        await log_in(place, json.loads(await reader.readexactly(length)), writer)
    else:
        await converse(place, head, reader, writer)
    writer.close()


PLACES = ["login", "upgrade", "welcome", "close", "failure", "session", "tool"]


async def main(place):
    server = await asyncio.start_server(lambda reader, writer: serve(place, reader, writer), "127.0.0.1", 0)
    for line in (server.sockets[0].getsockname()[1], TOKEN, SESSION):
        print(line, flush=True)
    end = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(end), sys.stdin)
    await end.read()


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PLACES:
        sys.exit("usage: parrot.py " + "|".join(PLACES))
    asyncio.run(main(sys.argv[1]))
