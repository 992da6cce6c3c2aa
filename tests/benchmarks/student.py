"""One browser's worth of traffic: a websocket client of a JupyterLab server, as a notebook with a player is one."""

import asyncio
import json
import struct
import uuid
from itertools import pairwise
from time import monotonic

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
EVERY = 4  # as picture.js has it
PLAY = """
from optlab import Adam, rosenbrock
from optlab.lab import Player
player = Player(Adam(learning_rate=0.001), rosenbrock, steps=100_000)
player.state.speed = 10
print(player.picture.comm.comm_id)
player
"""


class Student:
    """One who plays a player, acknowledges its pictures, and presses a key now and then."""

    def __init__(self, server, number):
        self.server, self.number, self.frames, self.keys = server, number, [], []
        self.session, self.told, self.asked, self.plays = uuid.uuid4().hex, 0, None, False

    async def begin(self):
        answer = await asyncio.to_thread(self.server.ask, "/api/kernels", "POST")
        self.kernel = json.loads(answer)["id"]
        url = f"{self.server.url}/api/kernels/{self.kernel}/channels?session_id={self.session}".replace("http", "ws", 1)
        request = HTTPRequest(url, headers={"Authorization": f"token {self.server.token}"}, request_timeout=120)
        self.socket = await websocket_connect(
            request, subprotocols=[PROTOCOL], max_message_size=2**28, ping_interval=None
        )
        self.picture = asyncio.get_running_loop().create_future()
        self.reading = asyncio.create_task(self.listen())  # a socket that nobody reads answers no ping, and is closed
        await self.execute(PLAY)
        await asyncio.wait([self.reading, self.picture], return_when=asyncio.FIRST_COMPLETED)
        if self.reading.done():
            await self.reading

    async def listen(self):
        """Take what comes: the name of the picture, then frames, some of which are acknowledged."""
        while True:
            kind, content = await self.read()
            if kind == "error":
                raise RuntimeError("\n".join(content["traceback"]))
            if kind == "stream":
                self.picture.set_result(content["text"].strip())
            if kind != "comm_msg" or not self.picture.done() or content["comm_id"] != self.picture.result():
                continue
            state = content["data"].get("state", {})
            if "number" not in state:
                continue
            now, number = monotonic(), state["number"]
            self.frames.append(now)
            if self.asked is not None and state.get("answered") == self.asked[0]:
                self.keys.append(now - self.asked[1])
                self.asked = None
            if self.plays and number >= self.told + EVERY:
                self.told = number
                await self.say({"kind": "seen", "number": number})

    async def play(self, until):
        """Start it, and press a key now and then, until a time."""
        self.plays = True
        await self.execute("player.state.playing = True")
        pressing = asyncio.create_task(self.press(until))
        await asyncio.wait([self.reading, pressing], return_when=asyncio.FIRST_COMPLETED)
        pressing.cancel()
        if self.reading.done():
            await self.reading

    async def press(self, until):
        """A step further by a key, now and then."""
        count, pause = 0, 3 + self.number % 7 / 7
        while (left := until - monotonic()) > pause:
            await asyncio.sleep(pause)
            count += 1
            self.asked = (f"bench {count}", monotonic())
            await self.say({"kind": "key", "key": "ArrowRight", "id": self.asked[0]})
        await asyncio.sleep(left)

    async def say(self, content):
        data = {"comm_id": self.picture.result(), "data": {"method": "custom", "content": content}}
        await self.send("shell", "comm_msg", data)

    async def execute(self, code):
        await self.send("shell", "execute_request", {"code": code, "silent": False, "store_history": False})

    async def send(self, channel, kind, content):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session, "version": "5.3"}
        header |= {"username": "", "date": "2026-01-01T00:00:00Z"}
        parts = [channel.encode(), *(json.dumps(part).encode() for part in (header, {}, {}, content))]
        offsets = [8 * (len(parts) + 2)]
        for part in parts:
            offsets.append(offsets[-1] + len(part))
        await self.socket.write_message(
            struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts), binary=True
        )

    async def read(self):
        message = await self.socket.read_message()
        if message is None:
            raise ConnectionError("the server has hung up")
        (count,) = struct.unpack_from("<Q", message)
        offsets = struct.unpack_from(f"<{count}Q", message, 8)
        parts = [message[start:end] for start, end in pairwise(offsets[:6])]  # not the picture itself
        return json.loads(parts[1])["msg_type"], json.loads(parts[4])
