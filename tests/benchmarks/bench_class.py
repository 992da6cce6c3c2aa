"""A class on one machine: ``python tests/benchmarks/bench_class.py --students 20 40``.

Each student is a websocket client of a real JupyterLab server, with a kernel of her own, in which one Adam
plays at 10 steps a second. As a browser does, she reads all that comes from the moment she is connected, and says
of every third picture that it is shown. Measured are the times from one picture to the next, the time from a key
to its picture, the memory of a kernel, and whose the processor is: the clients run on the same machine, where a
class has machines of its own, so what they take is to be read off the figure.
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
EVERY = 3  # as picture.js has it
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


def worst(values, part):
    return sorted(values)[min(int(part * len(values)), len(values) - 1)]


def used(processes):
    """Seconds of processor."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


async def measure(server, count, seconds):
    students = [Student(server, number) for number in range(count)]
    for group in range(0, count, 4):  # four kernels at a time: all at once they would start for minutes
        await asyncio.gather(*(student.begin() for student in students[group : group + 4]))
    server_process = psutil.Process(server.process.pid)
    kernels = [p for p in server_process.children(recursive=True) if "ipykernel" in str(p.cmdline())]
    groups = {"kernels": kernels, "server": [server_process], "clients": [psutil.Process()]}
    until = monotonic() + seconds + 3
    plays = asyncio.gather(*(student.play(until) for student in students))
    await asyncio.sleep(until - seconds - monotonic())
    before, idle = {name: used(group) for name, group in groups.items()}, psutil.cpu_times().idle
    await plays
    shares = {name: (used(group) - before[name]) / seconds for name, group in groups.items()}
    idle = (psutil.cpu_times().idle - idle) / seconds
    gaps = [b - a for s in students for a, b in pairwise(s.frames) if a > until - seconds]
    rates = sorted(sum(frame > until - seconds for frame in student.frames) / seconds for student in students)
    keys = [key for student in students for key in student.keys]
    private = [process.memory_full_info().uss / 1e6 for process in kernels]
    print(f"{count} students: {median(rates):.1f} pictures/s each (slowest {rates[0]:.1f})")
    print(f"  a gap: median {1e3 * median(gaps):.0f} ms, 95 % within {1e3 * worst(gaps, 0.95):.0f} ms")
    print(f"  a key: median {1e3 * median(keys):.0f} ms, 95 % within {1e3 * worst(keys, 0.95):.0f} ms")
    shares["others"] = psutil.cpu_count() - idle - sum(shares.values())
    words = ", ".join(f"{name} {share:.2f}" for name, share in shares.items())
    print(f"  processors: {words}, idle {idle:.2f} of {psutil.cpu_count()}")
    print(f"  a picture: kernel {1e3 * shares['kernels'] / sum(rates):.1f} ms, server {1e3 * shares['server'] / sum(rates):.1f} ms")
    server_mb = server_process.memory_full_info().uss / 1e6
    print(f"  memory of its own: a kernel {median(private):.0f} MB, the server {server_mb:.0f} MB", flush=True)
    for student in students:
        student.reading.cancel()
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
