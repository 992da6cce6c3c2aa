"""The player's kernel side against what one would write instead: ``python tests/benchmarks/bench_player.py``.

Both draw the same figure, 800×400: Rosenbrock's contours with the path of 200 Adam steps, and the loss
curve. Times are processor time, medians taken in turns; what counts are the ratios. ``--json FILE`` writes them.
"""

import asyncio
import gc
import os
import random
import subprocess
import sys
import weakref
from itertools import cycle
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

import ipywidgets as widgets
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, rosenbrock, run
from optlab.controls import Player
from optlab.views.scene.scene import Scene
from tests.benchmarks.table import Table

mpl.use("module://matplotlib_inline.backend_inline")
EVENTS = 10_000

FIRST = """
import gc, json
from time import perf_counter, process_time
import numpy, matplotlib.figure, ipywidgets, anywidget, PIL.Image, PIL.PngImagePlugin, PIL.JpegImagePlugin
from optlab import Adam, rosenbrock
from optlab.controls import Player
gc.collect()  # what the imports leave behind is theirs: to look through it takes 60 ms, once, wherever it falls
wall, cpu = perf_counter(), process_time()
Player(Adam(learning_rate=0.1), rosenbrock, steps=200)._repr_mimebundle_()
print(json.dumps([perf_counter() - wall, process_time() - cpu]))
"""


def taken(job):
    begun = process_time()
    job()
    return process_time() - begun


def medians(*jobs, times=15):
    """The median time of each, taken in turns, so that all see the same machine."""
    return [median(each) for each in zip(*([taken(job) for job in jobs] for _ in range(times)), strict=True)]


def replot(trace, dpi=100):
    """What `interact` calls at each move: plot again, and show."""
    grid = np.meshgrid(np.linspace(-2, 2, 121), np.linspace(-1, 3, 121))
    f = rosenbrock.loss(np.stack(grid))

    def plot(t=0):
        figure, (left, right) = plt.subplots(1, 2, figsize=(8, 4), dpi=dpi)
        left.contourf(*grid, f, levels=15)
        left.contour(*grid, f, levels=15)
        left.plot(*trace["position"][: t + 1].T, "o-")
        right.semilogy(trace["loss"], alpha=0.3)
        right.semilogy(trace["loss"][: t + 1])
        right.plot(t, trace["loss"][t], "o")
        figure.savefig(os.devnull, format="png")  # as the inline backend does when the cell ends
        plt.close(figure)

    return plot


def played(scene, begin, end):
    """Draws the next step at each call: of a step that was drawn before, less is encoded."""
    steps = cycle(range(begin, end + 1))
    return lambda: scene.jpeg(next(steps))


def frames(table):
    trace = run(Adam(learning_rate=0.1), rosenbrock, 200)
    scene = Scene([trace], ("loss",))
    slider = widgets.interactive(replot(trace), t=(0, 200))
    moves = iter(range(1, 200))

    def theirs():
        slider.children[0].value = next(moves)

    moving, rest, again = medians(played(scene, 100, 130), lambda: scene.png(100), theirs)
    table.row("frame while playing ÷ interact's kernel time", moving * 1e3, again * 1e3, 1 / 25, "ms")
    fine, retina = Scene([trace], ("loss",), ratio=2), widgets.interactive(replot(trace, dpi=200), t=(0, 200))

    def theirs_fine():
        retina.children[0].value = next(moves)

    moving_fine, again_fine = medians(played(fine, 100, 130), theirs_fine, times=9)
    table.row("  the same at ratio 2, ÷ interact's at as many pixels", moving_fine * 1e3, again_fine * 1e3, 0.04, "ms")
    table.row("frame at rest, lossless ÷ interact's", rest * 1e3, again * 1e3, 1 / 10, "ms")


def long(table):
    for name, rule, objective in (
        ("settles", Adam(learning_rate=0.01), rosenbrock),
        ("swings at full width all the time", GradientDescent(learning_rate=1.0), parabola),
        ("swings in two coordinates", GradientDescent(learning_rate=0.5), bowl),
    ):
        scene = Scene([run(rule, objective, 10_000)], ("loss", "position"))
        late, early = medians(played(scene, 9_959, 10_000), played(scene, 59, 100), times=41)
        table.row(f"frame 10,000 of 10,000 ÷ frame 100: {name}", late * 1e3, early * 1e3, 1.5, "ms")


def change(table):
    rules = [Momentum(learning_rate=0.0005 + 0.00001 * i, momentum=0.8 + 0.001 * i) for i in range(20)]
    for name, made in (("Momentum", rules), ("Adam", [Adam(0.01 + 0.0001 * i, 0.9 - 0.001 * i) for i in range(20)])):
        scene, pending = Scene([run(made[0], rosenbrock, 1000)], ("loss",)), iter(made)

        def move(pending=pending, scene=scene):
            scene.show([run(next(pending), rosenbrock, 1000)])
            scene.jpeg(1000)

        (spent,) = medians(move)
        table.row(f"two parameters of a 1,000-step run changed: {name}", spent * 1e3, None, 60.0, "ms")


def resident():
    """Resident memory, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def any_event(player, chance):
    """One thing that a student may do, drawn at random."""
    rate = 10 ** chance.uniform(-4, 1)
    kind = chance.choice(["step", "box", "press", "drag", "key", "seen", "theme", "reset", "play", "bad", "speed"])
    ask = player.picture._asked
    if kind == "step":
        player.transport.step.value = chance.randrange(player.state.steps + 1)
    elif kind in ("box", "bad"):
        box = chance.choice(player.desk.settings).controls["learning_rate"].box
        box.value = f"{rate:.4g}" if kind == "box" else chance.choice(["", "fast", "-1", "nan", "1e999"])
    elif kind in ("press", "drag"):
        ask(None, {"kind": kind, "x": chance.uniform(-20, 820), "y": chance.uniform(-20, 420), "id": "1"}, None)
    elif kind == "key":
        key = chance.choice(["ArrowLeft", "ArrowRight", "Home", "End", " ", "r", "R"])
        ask(None, {"kind": "key", "key": key, "id": "2"}, None)
    elif kind == "seen":
        ask(None, {"kind": "seen", "number": player.picture.number}, None)
    elif kind == "theme":
        if chance.random() < 0.02:  # a theme draws the ground again, and nobody changes it all the time
            page = {"dark": chance.random() < 0.5, "ratio": 1, "width": 0, "height": 0}
            ask(None, {"kind": "look", "id": "4", **page}, None)
    elif kind == "reset":
        player.reset()
    elif kind == "play":
        player.transport.play.value = not player.transport.play.value
    else:
        player.transport.speed.value = chance.choice(player.transport.speed.options)[1]


async def events(table):
    """As a kernel has them: its loop comes round between two events, and the picture rests now and then."""
    chance = random.Random(0)
    before = set(widgets.widgets.widget._instances)
    players = [
        Player([Adam(), Momentum(learning_rate=0.001)], rosenbrock, 50, ledger=True, panels=("loss", "gradient norm")),
        Player(GradientDescent(), parabola, 50, presets={"too slow": 0.001, "diverges": 1.1}),
    ]
    grown = 0.0
    for i in range(EVENTS):
        any_event(chance.choice(players), chance)
        await asyncio.sleep(0.2 if i % 500 == 499 else 0)
        if i == 999:
            gc.collect()
            grown = resident()
    gc.collect()
    table.row(f"MB grown in {EVENTS:,} random events, after the first 1,000", resident() - grown, None, 5.0, "MB")
    figures = [weakref.ref(player.stage.scene.figure) for player in players]
    for player in players:
        player.close()
    del player, players
    gc.collect()
    table.row("figures left when the players are closed", sum(f() is not None for f in figures), None, 0, "")
    table.row("widgets left", len(set(widgets.widgets.widget._instances) - before), None, 0, "")


def first(table):
    """From a cell's start to its picture, in a fresh interpreter, imports not counted; the film is in it."""
    out = [subprocess.run([sys.executable, "-c", FIRST], capture_output=True, check=True).stdout for _ in range(9)]
    wall, cpu = np.median([eval(line) for line in out], axis=0)
    table.row("cell start to first picture beyond imports, processor", float(cpu), None, 0.25, "s")
    table.row("  the same by the clock", float(wall), None, None, "s")


def main():
    table = Table(__doc__.splitlines()[0])
    for part in (frames, long, change, first):
        part(table)
    asyncio.run(events(table))
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
