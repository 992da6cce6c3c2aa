"""The data of a regression, the line that moves through them, and the samples that the step has looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from optlab.objectives.batches import Minibatches
from optlab.objectives.data import LinearRegression
from optlab.objectives.objective import Objective
from optlab.runs.trace import Trace
from optlab.training.watched import part_of
from optlab.values import Array
from optlab.views.scene.view import View
from optlab.views.style import RED, Size, Theme

NAME = "fit"  # the name of the panel
ROOM = 0.16  # room on each side, as a part of the data's width and height


class DataLine(View):
    """A sample is a dot, each run's weights and bias are a line, and the samples of the last update wear a ring."""

    def __init__(self, axes: Axes, objective: Objective, looks: Sequence, theme: Theme, size: Size) -> None:
        super().__init__(axes)
        self.data, self.batches = part_of(objective, LinearRegression), part_of(objective, Minibatches)
        x, y = self.data.X[:, 0], self.data.y
        self.ends = np.array([x.min(), x.max()]) + ROOM * np.ptp(x) * np.array([-1, 1])
        room = ROOM * max(float(np.ptp(y)), 1e-9)
        axes.set_xlim(*self.ends.tolist())
        axes.set_ylim(min(y.min(), 0) - room, max(y.max(), 0) + room)
        self.title = axes.set_title("the data, and the line", y=1.0)
        dots: dict[str, Any] = {"ls": "", "ms": size.text * (0.5 if len(x) > 50 else 0.7)}
        self.mover(axes.plot(x, y, marker="o", color=theme.muted, zorder=2, **dots)[0])
        ring: dict[str, Any] = {"ls": "", "ms": size.text * 1.2, "mfc": "none", "mew": 0.8 * size.line}
        (self.rings,) = axes.plot([], [], marker="o", mec=theme[RED], zorder=3, **ring)
        self.mover(self.rings)
        self.lines = [
            self.mover(axes.plot([], [], color=theme[colour], lw=size.line, zorder=4)[0]) for colour, _ in looks
        ]

    def take(self, traces: Sequence[Trace], hidden: bool = False, moving: bool = False) -> None:
        self.batches = part_of(traces[0].objective, Minibatches)
        self.positions: list[Array] = [trace["position"] for trace in traces]

    def fit(self, t: int) -> bool:
        return False

    def draw(self, t: int) -> None:
        for line, position in zip(self.lines, self.positions, strict=True):
            weights, bias = position[t]
            line.set_data(self.ends, weights * self.ends + bias)
        rows = self.batches.rows(t) if self.batches is not None and t else slice(0)
        self.rings.set_data(self.data.X[rows, 0], self.data.y[rows])


def shows_data_line(objective: Objective) -> bool:
    """Whether there is such a picture: of a linear regression with one feature and a bias."""
    data = part_of(objective, LinearRegression)
    return data is not None and data.coordinates == ("weights", "bias")
