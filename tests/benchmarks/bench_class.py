"""A class on one machine: ``python tests/benchmarks/bench_class.py --students 20 40``.

Each student is a websocket client of a real JupyterLab server, with a kernel of her own, in which one Adam
plays at 10 steps a second. As a browser does, she reads all that comes from the moment she is connected, and says
of every fourth picture that it is shown. Measured are the times from one picture to the next, the time from a key
to its picture, the memory of a kernel, and whose the processor is: the clients run on the same machine, where a
class has machines of its own, so what they take is to be read off the figure.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[2]))

import psutil

from tests.benchmarks.student import Student
from tests.browser.server import Server


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
    kernel, forwards = (1e3 * shares[name] / sum(rates) for name in ("kernels", "server"))
    print(f"  a picture: {kernel:.1f} ms of a kernel's processor, {forwards:.1f} ms of the server's")
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
