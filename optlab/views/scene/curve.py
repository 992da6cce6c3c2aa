"""The ground of one coordinate: the loss over it."""

from __future__ import annotations

import numpy as np

from optlab.values import Array
from optlab.views.scene.ground import heights, plain_ticks
from optlab.views.scene.landscape import Landscape

TANGENT = 0.12  # the tangent reaches this part of the width to either side of the head


class Curve(Landscape):
    """f(x) over x, with the slope at the head: all that a method knows of the ground."""

    def set_ground(self) -> None:
        axes, (low, high) = self.axes, self.window[0]
        x = np.linspace(low, high, 400)
        f, floor, span = heights(self.objective, x[None])
        axes.set(xlim=(low, high), ylim=(floor - 0.08 * span, floor + 1.04 * span))
        if not self.scenery and not self.movers:
            self._set_axes()
        fill = {"color": self.theme.terrain[-3], "lw": 0, "zorder": 0.5, "alpha": 0.6}
        self.scenery.append(axes.fill_between(x, f, floor - span, **fill))
        self.scenery += axes.plot(x, f, color=self.theme.muted, lw=self.size.line)

    def _set_axes(self) -> None:
        axes = self.axes
        axes.set_xlabel(self.objective.coordinates[0], labelpad=1, loc="right")
        plain_ticks(axes)
        style = {"lw": self.size.line * 0.8, "ls": (0, (3, 2)), "color": self.theme.ink}
        self.tangents = [self.mover(axes.plot([], [], **style)[0]) for _ in self.looks]

    def place(self, positions: Array, losses: Array) -> Array:
        return np.column_stack([positions[:, 0], losses])

    def draw(self, t: int) -> None:
        super().draw(t)
        reach = np.array([-TANGENT, TANGENT]) * np.ptp(self.window[0])
        for tangent, trace in zip(self.tangents, self.traces, strict=True):
            w = trace["position"][t]
            with np.errstate(all="ignore"):
                slope = self.objective.gradient_at(w, t + 1)[0]
                tangent.set_data(w[0] + reach, trace["loss"][t] + slope * reach)
