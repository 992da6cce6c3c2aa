"""The player in a real JupyterLab beside interact and ipympl: ``python tests/benchmarks/bench_browser.py``.

The same figure three times, in one notebook each: Rosenbrock's contours with the path of 200 Adam steps, and
the loss curve, 800×400. A key is timed from the press to the load of the next image. ``--json FILE`` writes it.
"""

import json
import sys
import tempfile
from math import cos, sin
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.table import Table
from tests.browser.lab import browse
from tests.browser.server import Server

OURS = """
from optlab import Adam, rosenbrock
from optlab.controls import Player
player = Player(Adam(learning_rate=0.1), rosenbrock, steps=200)
player.transport.speed.value = 30.0
player
"""
CROWD = """
from IPython.display import display
from optlab import Adam, rosenbrock
from optlab.controls import Player
for _ in range(40):
    player = Player(Adam(learning_rate=0.1), rosenbrock, steps=200)
    player.transport.speed.value = 30.0
    display(player)
"""
FIGURE = """
import numpy as np, ipywidgets as widgets, matplotlib.pyplot as plt
from optlab import Adam, rosenbrock, run
trace = run(Adam(learning_rate=0.1), rosenbrock, 200)
grid = np.meshgrid(np.linspace(-2, 2, 121), np.linspace(-1, 3, 121))
f = rosenbrock.loss(np.stack(grid))
def draw(left, right, t):
    left.contourf(*grid, f, levels=15)
    left.contour(*grid, f, levels=15)
    path, = left.plot(*trace["position"][: t + 1].T, "o-")
    right.semilogy(trace["loss"], alpha=0.3)
    curve, = right.semilogy(trace["loss"][: t + 1])
    return path, curve
"""
INTERACT = f"""%matplotlib inline
{FIGURE}
def plot(t=0):
    figure, axes = plt.subplots(1, 2, figsize=(8, 4), dpi=100)
    draw(*axes, t)
    plt.show()
widgets.interact(plot, t=(0, 200));
"""
IPYMPL = f"""%matplotlib widget
{FIGURE}
plt.ioff()
figure, axes = plt.subplots(1, 2, figsize=(8, 4), dpi=100)
path, curve = draw(*axes, 0)
def move(change):
    t = change["new"]
    path.set_data(*trace["position"][: t + 1].T)
    curve.set_data(range(t + 1), trace["loss"][: t + 1])
    figure.canvas.draw_idle()
slider = widgets.IntSlider(0, 0, 200)
slider.observe(move, "value")
widgets.VBox([slider, figure.canvas])
"""

# Every image that is loaded or replaced, and every frame that ipympl paints, with its time.
WATCH = """() => {
    window.images = []; window.keys = [];
    const seen = () => window.images.push(performance.now());
    document.addEventListener("load", event => event.target.tagName === "IMG" && seen(), true);
    const paint = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (...given) {
        if (given[0] instanceof HTMLImageElement) seen();
        return paint.apply(this, given);
    };
    document.addEventListener("keydown", () => window.keys.push(performance.now()), true);
}"""

IMAGES = "clear => { const found = window.images; if (clear) window.images = []; return found; }"
ANSWERED = "() => window.keys.length && window.images.some(t => t > window.keys[0])"


def notebook(source):
    cell = {"cell_type": "code", "id": "one", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def opened(lab, name):
    lab.open(name)
    lab.run_all()
    if lab.errors():
        sys.exit(f"{name}: {lab.errors()}")
    lab.page.evaluate(WATCH)


def images(lab, clear=False):
    """When each image was shown since they were last cleared."""
    return lab.page.evaluate(IMAGES, clear)


def latencies(lab, handle, times=40):
    """Milliseconds from each key to the first image after it; the keys come once all is still."""
    found = []
    handle.focus()
    for i in range(times):
        lab.page.wait_for_timeout(350)
        lab.page.evaluate("() => { window.images = []; window.keys = []; }")
        lab.page.keyboard.press("ArrowRight")
        lab.page.wait_for_function(
            "() => window.keys.length && window.images.some(t => t > window.keys[0])", timeout=9000
        )
        if i >= 5:  # the first ones warm up
            found.append(lab.page.evaluate("() => window.images.find(t => t > window.keys[0]) - window.keys[0]"))
    return found


def keys(table, lab):
    lab.page.locator(".optlab-picture").scroll_into_view_if_needed()
    ours = latencies(lab, lab.page.locator(".optlab-step .noUi-handle"))
    theirs = {}
    for name in ("interact", "ipympl"):
        opened(lab, name)
        theirs[name] = latencies(lab, lab.page.locator(".jp-OutputArea .noUi-handle").first, 25)
    table.row("key → image, median ÷ interact's", median(ours), median(theirs["interact"]), 0.15, "ms")
    table.row("key → image, median ÷ ipympl's", median(ours), median(theirs["ipympl"]), 0.25, "ms")
    table.row("key → image, 95th percentile ÷ median", quantiles(ours, n=20)[-1], median(ours), 2.0, "ms")


def dragging(table, lab, seconds=4.0, every=40):
    """The pointer in circles over the landscape, a move each ``every`` ms."""
    picture = lab.page.locator(".optlab-picture")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    x, y = box["x"] + 0.28 * box["width"], box["y"] + 0.5 * box["height"]
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    images(lab, clear=True)
    moves, begun = 0, monotonic()
    while monotonic() < begun + seconds:
        moves += 1
        lab.page.mouse.move(x + 90 * cos(moves / 15), y + 90 * sin(moves / 15))
        lab.page.wait_for_timeout(max(0, 1000 * (begun - monotonic()) + moves * every))
    spent, last = monotonic() - begun, lab.page.evaluate("() => performance.now()")
    shown = len(images(lab))
    lab.page.mouse.up()
    lab.page.wait_for_timeout(1500)
    *after, _ = [t - last for t in images(lab) if t > last]  # the last one is the picture at rest, without loss
    table.row(f"images ÷ moves while dragging, {moves / spent:.0f} moves a second", shown, moves, 0.9, "", least=True)
    table.row("settled after the last move", max(after, default=0.0), None, 100, "ms")


def playing(table, lab, ratio=1, least=28):
    lab.page.locator(".optlab-picture").first.focus()
    lab.page.keyboard.press("Home")
    lab.page.wait_for_timeout(400)
    images(lab, clear=True)
    lab.page.keyboard.press(" ")
    lab.page.wait_for_timeout(5000)
    found = images(lab)
    lab.page.keyboard.press(" ")
    span = (found[-1] - found[0]) / 1000
    rate = (len(found) - 1) / span
    table.row(f"images a second at Play's 30, ratio {ratio}", rate, None, least, "", least=True)
    return rate


def crowd(table, lab, alone):
    """40 players on one page, one of them playing."""
    opened(lab, "crowd")
    rate = playing(table, lab, least=None)
    table.row("  alone ÷ one of 40 on one page", alone, rate, 1.2, "")


def main():
    table = Table(__doc__.splitlines()[0])
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        for name, source in {"ours": OURS, "crowd": CROWD, "interact": INTERACT, "ipympl": IPYMPL}.items():
            (Path(folder) / f"{name}.ipynb").write_text(notebook(source))
        with Server(Path(home), Path(folder)) as server, browse(server) as lab:
            opened(lab, "ours")
            alone = playing(table, lab)
            dragging(table, lab)
            keys(table, lab)
            crowd(table, lab, alone)
        with Server(Path(home) / "fine", Path(folder)) as server, browse(server, ratio=2) as lab:
            opened(lab, "ours")
            playing(table, lab, ratio=2, least=25)
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
