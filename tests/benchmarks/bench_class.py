"""A class on one machine: ``python tests/benchmarks/bench_class.py --students 20 40``.

Each student is a websocket client of a real JupyterLab server, with a kernel of her own, in which one Adam
plays at 10 steps a second. As a browser does, she says of every second picture that it is shown. Measured
are the times from one picture to the next, the time from a key to its picture, and the memory of a kernel.
"""

import argparse
import asyncio
import json
import struct
import sys
import tempfile
import uuid
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[2]))

import psutil
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tests.browser.server import Server

PROTOCOL = "v1.kernel.websocket.jupyter.org"
EVERY = 2  # as picture.js has it
PLAY = """
from optlab import Adam, rosenbrock
from optlab.lab import Player
player = Player(Adam(learning_rate=0.001), rosenbrock, steps=100_000)
player.state.speed = 10
print(player.picture.comm.comm_id)
player
"""


class Student:
    """One browser's worth of traffic."""

    def __init__(self, server, number):
        self.server, self.number, self.frames, self.keys = server, number, [], []
        self.session, self.told, self.asked = uuid.uuid4().hex, 0, None

    async def begin(self):
        answer = await asyncio.to_thread(self.server.ask, "/api/kernels", "POST")
        self.kernel = json.loads(answer)["id"]
        url = f"{self.server.url}/api/kernels/{self.kernel}/channels?session_id={self.session}".replace("http", "ws", 1)
        request = HTTPRequest(url, headers={"Authorization": f"token {self.server.token}"}, request_timeout=120)
        self.socket = await websocket_connect(
            request, subprotocols=[PROTOCOL], max_message_size=2**28, ping_interval=None
        )
        await self.execute(PLAY)
        self.picture = None
        while self.picture is None:
            kind, content, _ = await self.read()
            if kind == "error":
                raise RuntimeError("\n".join(content["traceback"]))
            if kind == "stream":
                self.picture = content["text"].strip()

    async def play(self, until):
        """Start it, and acknowledge its pictures until a time."""
        await self.execute("player.state.playing = True")
        following = asyncio.create_task(self.press(until))
        while monotonic() < until:
            try:
                kind, content, _ = await asyncio.wait_for(self.read(), max(until - monotonic(), 0.01))
            except TimeoutError:
                break
            data = content.get("data", {})
            if kind != "comm_msg" or content["comm_id"] != self.picture or "number" not in data.get("state", {}):
                continue
            now, number = monotonic(), data["state"]["number"]
            self.frames.append(now)
            if self.asked is not None and data["state"].get("answered") == self.asked[0]:
                self.keys.append(now - self.asked[1])
                self.asked = None
            if number >= self.told + EVERY:
                self.told = number
                await self.say({"kind": "seen", "number": number})
        following.cancel()

    async def press(self, until):
        """A step further by a key, now and then."""
        count = 0
        while monotonic() < until:
            await asyncio.sleep(3 + self.number % 7 / 7)
            count += 1
            self.asked = (f"bench {count}", monotonic())
            await self.say({"kind": "key", "key": "ArrowRight", "id": self.asked[0]})

    async def say(self, content):
        data = {"comm_id": self.picture, "data": {"method": "custom", "content": content}}
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
        parts = [message[start:end] for start, end in pairwise(offsets)]
        return json.loads(parts[1])["msg_type"], json.loads(parts[4]), parts[5:]


def worst(values, part):
    return sorted(values)[min(int(part * len(values)), len(values) - 1)]


async def measure(server, count, seconds):
    students = [Student(server, number) for number in range(count)]
    for group in range(0, count, 4):  # four kernels at a time: all at once they would start for minutes
        await asyncio.gather(*(student.begin() for student in students[group : group + 4]))
    until = monotonic() + seconds + 3
    await asyncio.gather(*(student.play(until) for student in students))
    gaps = [b - a for s in students for a, b in pairwise(s.frames) if a > until - seconds]
    rates = sorted(sum(frame > until - seconds for frame in student.frames) / seconds for student in students)
    keys = [key for student in students for key in student.keys]
    kernels = [
        p for p in psutil.Process(server.process.pid).children(recursive=True) if "ipykernel" in str(p.cmdline())
    ]
    private = [process.memory_full_info().uss / 1e6 for process in kernels]
    print(f"{count} students: {median(rates):.1f} pictures/s each (slowest {rates[0]:.1f})")
    print(f"  a gap: median {1e3 * median(gaps):.0f} ms, 95 % within {1e3 * worst(gaps, 0.95):.0f} ms")
    print(f"  a key: median {1e3 * median(keys):.0f} ms, 95 % within {1e3 * worst(keys, 0.95):.0f} ms")
    server_mb = psutil.Process(server.process.pid).memory_full_info().uss / 1e6
    print(f"  memory of its own: a kernel {median(private):.0f} MB, the server {server_mb:.0f} MB", flush=True)
    for student in students:
        student.socket.close()
    await asyncio.to_thread(server.close_all)


class Class(Server):
    """A server whose kernels were not begun by a notebook."""

    def close_all(self):
        for kernel in json.loads(self.ask("/api/kernels")):
            self.ask(f"/api/kernels/{kernel['id']}", "DELETE")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, nargs="+", default=[20, 40])
    parser.add_argument("--seconds", type=int, default=20)
    asked = parser.parse_args()
    for count in asked.students:
        with tempfile.TemporaryDirectory() as home, Class(Path(home)) as server:
            asyncio.run(measure(server, count, asked.seconds))


if __name__ == "__main__":
    main()
