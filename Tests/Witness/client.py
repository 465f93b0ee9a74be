"""A client of the event protocol that shares nothing with Quintet: it logs in, connects, asks once, and tells what it saw.

It does what deployed command-line clients do (docs/event-protocol.md): seven tokens in one Sec-WebSocket-Protocol line,
then the query, then the header, each after an HTTP refusal of the one before; the thread handshake, in which exactly one
frame is swallowed after the acknowledgement; one request with a run id of its own. One JSON object on standard output;
exit code 1, and the reason in the object, where the server did something that such a client cannot live with.
"""

import argparse
import asyncio
import json
import sys
from datetime import datetime, timezone

import aiohttp

from sockets import LIBRARIES, Closed, Refused

EVENTS = ["agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed"]
PREFIXES = ["jwt.{env}.", "jwt-auth.{env}.", "bearer.{env}.", "staging-auth.", "jwt.", "jwt-auth.", "bearer."]
FALL_BACK = ["subprotocol", "query", "header"]
# Seconds. Deployed clients wait two to fifteen for a frame; a machine under load is no server that keeps silent.
PATIENCE = 30


class Disappointed(Exception):
    """The server did something that the client cannot live with."""


def now():
    return datetime.now(timezone.utc).isoformat()


async def log_in(server, email, password):
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server}/auth/login", json={"email": email, "password": password}) as answer:
            if answer.status != 200:
                raise Disappointed(f"the login was answered with {answer.status}")
            return (await answer.json())["access_token"]


def dial(carrier, url, token, env):
    """The URL, headers and subprotocols with which a carrier brings the token."""
    match carrier:
        case "subprotocol":
            return url, {}, [prefix.format(env=env) + token for prefix in PREFIXES]
        case "query":
            return f"{url}?token={token}&env={env}", {}, []
        case "header":
            return url, {"Authorization": f"Bearer {token}"}, []


async def connect(library, url, token, env, seen):
    for carrier in FALL_BACK:
        try:
            socket = await library.open(*dial(carrier, url, token, env))
        except Refused as refusal:
            seen["attempts"].append({"carrier": carrier, "status": refusal.status})
        else:
            seen["attempts"].append({"carrier": carrier, "status": 101})
            return socket
    raise Disappointed("every carrier was refused")


async def frame(socket):
    async with asyncio.timeout(PATIENCE):
        return json.loads(await socket.receive())


async def expect(socket, kind):
    got = await frame(socket)
    if got.get("type") != kind:
        raise Disappointed(f"{kind} was due, and {got.get('type')} came")
    return got


async def shake_hands(socket):
    """Returns the thread that the server chose. What comes after the acknowledgement is swallowed, whatever it is."""
    thread = (await expect(socket, "handshake_response"))["thread_id"]
    await socket.send(json.dumps({"type": "handshake_acknowledged", "thread_id": thread, "timestamp": now()}))
    swallowed = await frame(socket)
    return thread, swallowed.get("type")


async def ask(socket, thread, run, message, seen):
    payload = {"content": message, "run_id": run, "thread_id": thread, "timestamp": now(), "client_environment": None}
    await socket.send(json.dumps({"type": "user_message", "payload": payload}))
    while True:
        event = await frame(socket)
        if event.get("type") not in EVENTS:
            seen["others"].append(event.get("type"))
            continue
        seen["events"].append(event)
        if event["type"] == "agent_completed":
            return


def judge(seen, thread, run):
    order = list(dict.fromkeys(event["type"] for event in seen["events"]))
    if order != EVENTS:
        raise Disappointed(f"the events came as {order}")
    for event in seen["events"]:
        fields = {**event, **(event.get("payload") or {}), **(event.get("data") or {})}
        if fields.get("run_id") != run or fields.get("thread_id") != thread:
            raise Disappointed(f"a {event['type']} of another run or thread: {fields.get('run_id')}")


async def converse(socket, token, message, seen):
    seen["subprotocol"] = socket.subprotocol
    if token in (socket.subprotocol or ""):
        raise Disappointed("the token came back in the answer's Sec-WebSocket-Protocol")
    seen["welcome"] = await expect(socket, "connection_established")
    thread, seen["swallowed"] = await shake_hands(socket)
    run = f"cli_{datetime.now():%Y%m%d_%H%M%S}_4711"
    await ask(socket, thread, run, message, seen)
    judge(seen, thread, run)


async def witness(arguments, seen):
    token = await log_in(arguments.server, arguments.email, arguments.password)
    url = "ws" + arguments.server.removeprefix("http") + "/ws"
    socket = await connect(LIBRARIES[arguments.library], url, token, arguments.env, seen)
    try:
        await converse(socket, token, arguments.message, seen)
    finally:
        seen["closed"] = await socket.close()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True, help="http://HOST:PORT")
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--library", choices=LIBRARIES, default="websockets")
    parser.add_argument("--env", default="local")
    parser.add_argument("--message", default="What is 6 times 7?")
    arguments = parser.parse_args()

    seen = {"attempts": [], "events": [], "others": [], "failure": None}
    try:
        async with asyncio.timeout(2 * PATIENCE):
            await witness(arguments, seen)
    except (Disappointed, Closed, TimeoutError, aiohttp.ClientError, OSError) as failure:
        seen["failure"] = f"{type(failure).__name__}: {failure}"
    print(json.dumps(seen))
    return 1 if seen["failure"] else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
