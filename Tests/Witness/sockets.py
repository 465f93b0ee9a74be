"""Two WebSocket clients behind one shape, so that the witness does not depend on the habits of either library."""

import aiohttp
import websockets

MAX_MESSAGE = 5 << 20


class Refused(Exception):
    """The server answered the upgrade with something else than 101."""

    def __init__(self, status):
        super().__init__(f"HTTP {status}")
        self.status = status


class Closed(Exception):
    """The server closed the connection, or it broke."""

    def __init__(self, code):
        super().__init__(f"closed with {code}")
        self.code = code


class WebsocketsSocket:
    @classmethod
    async def open(cls, url, headers, subprotocols):
        self = cls()
        try:
            self.socket = await websockets.connect(
                url,
                additional_headers=headers,
                subprotocols=subprotocols or None,
                max_size=MAX_MESSAGE,
                ping_interval=20,
                ping_timeout=20,
            )
        except websockets.exceptions.InvalidStatus as refusal:
            raise Refused(refusal.response.status_code) from refusal
        self.subprotocol = self.socket.subprotocol
        return self

    async def send(self, text):
        await self.socket.send(text)

    async def receive(self):
        try:
            return await self.socket.recv(decode=True)
        except websockets.exceptions.ConnectionClosed as closed:
            raise Closed(closed.rcvd.code if closed.rcvd else 1006) from closed

    async def close(self):
        """Closes with 1000 and returns the server's code."""
        await self.socket.close(1000)
        return self.socket.close_code


class AiohttpSocket:
    @classmethod
    async def open(cls, url, headers, subprotocols):
        self = cls()
        self.session = aiohttp.ClientSession()
        try:
            self.socket = await self.session.ws_connect(
                url,
                headers=headers,
                protocols=subprotocols,
                max_msg_size=MAX_MESSAGE,
                compress=15,
                heartbeat=20,
            )
        except aiohttp.WSServerHandshakeError as refusal:
            await self.session.close()
            raise Refused(refusal.status) from refusal
        self.subprotocol = self.socket.protocol
        return self

    async def send(self, text):
        await self.socket.send_str(text)

    async def receive(self):
        message = await self.socket.receive()
        if message.type is not aiohttp.WSMsgType.TEXT:
            await self.session.close()
            raise Closed(self.socket.close_code or 1006)
        return message.data

    async def close(self):
        """Closes with 1000 and returns the server's code."""
        await self.socket.close(code=1000)
        code = self.socket.close_code
        await self.session.close()
        return code


LIBRARIES = {"websockets": WebsocketsSocket, "aiohttp": AiohttpSocket}
