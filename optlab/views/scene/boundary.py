"""What a network says on the plane of its two features, as it learns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from optlab.runs.trace import Trace
from optlab.training.network import Network
from optlab.training.panes import decision_grid, grid_of, mistakes
from optlab.views.scene.view import View
from optlab.views.scene.whose import Whose
from optlab.views.style import BLUE, GREEN, ORANGE, PURPLE, RED, SKY, Size, Theme

CLASSES = [(BLUE, "o"), (ORANGE, "s"), (GREEN, "^"), (PURPLE, "D"), (RED, "v"), (SKY, "P")]  # colour and marker
WIDE = 250  # CSS pixels: where a slide has less for it, the markers of samples are smaller too
COLUMNS, ROWS = 72, 64  # of the grid: few enough that a frame takes some milliseconds
INK = 0.42  # the part of a class's colour in the ground where the network is sure


class Boundary(View):
    """The ground in the colour of the class that a run's network says, paler where it is less sure.

    Samples have the colour and the marker of their class; a ring marks each that the network does not get right.
    """

    def __init__(self, axes: Axes, network: Network, whose: Whose, theme: Theme, size: Size) -> None:
        super().__init__(axes)
        self.network, self.whose, self.theme = network, whose, theme
        x, y = grid_of(network, COLUMNS, ROWS)
        axes.grid(False)
        self.title = axes.set_title(whose.title("what it says", "{}: what it says"), y=1.0)
        self.looks = [CLASSES[k % len(CLASSES)] for k in range(network.sizes[-1])]
        self.colours = np.array([to_rgb(theme[colour]) for colour, _ in self.looks])
        ground = np.ones((ROWS, COLUMNS, 3))
        extent = (x[0], x[-1], y[0], y[-1])
        self.ground = self.mover(axes.imshow(ground, extent=extent, origin="lower", aspect="auto", zorder=0))
        X, labels = network.data.X, network.data.y
        text = size.text * (min(1.0, (self.room()[2] - self.room()[0]) / WIDE) if size.fitted else 1.0)
        style = {"ls": "", "ms": text * 0.5, "mec": theme.paper, "mew": 0.3 * size.line}
        for k, (colour, marker) in enumerate(self.looks):
            self.mover(axes.plot(*X[labels == k].T, marker=marker, color=theme[colour], zorder=2, **style)[0])
        ring = {
            "marker": "o",
            "ls": "",
            "ms": text * 1.05,
            "mfc": "none",
            "mec": theme.ink,
            "mew": 0.55 * size.line,
        }
        (self.rings,) = axes.plot([], [], zorder=3, **ring)
        self.mover(self.rings)

    def take(self, traces: Sequence[Trace], hidden: bool = False, moving: bool = False) -> None:
        self.positions = self.whose.points(traces)

    def fit(self, t: int) -> bool:
        return False

    def draw(self, t: int) -> None:
        w = self.positions[t]
        wrong = mistakes(self.network, w)
        self.wrong = int(wrong.sum())
        self.rings.set_data(*self.network.data.X[wrong].T)
        chances = decision_grid(self.network, w, COLUMNS, ROWS).probabilities
        with np.errstate(all="ignore"):
            sure = np.nan_to_num(chances).transpose(1, 2, 0)
        paper = np.array(to_rgb(self.theme.paper))
        self.ground.set_data(np.clip(paper + INK * (sure @ (self.colours - paper)), 0, 1))

    def key(self, t: int) -> list[tuple[str, str]]:
        said = f"wrong: {self.wrong} of {len(self.network)}"
        return [(self.whose.title(said, f"{self.wrong} wrong"), self.theme.ink)]  # of two there is room for less


def shows_boundary(network: object) -> bool:
    """Whether there is such a picture: of a network of two features whose samples have labels."""
    return isinstance(network, Network) and network.sizes[0] == 2 and cast(Network, network).data.labelled
