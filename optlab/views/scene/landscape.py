"""The ground that a run walks on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from optlab.objectives.objective import Objective
from optlab.objectives.plane import plane_of
from optlab.runs.trace import Trace
from optlab.values import Array
from optlab.views.scene.arrows import Arrows
from optlab.views.scene.cloud import cloud
from optlab.views.scene.ground import bounded, exits, outside, walked
from optlab.views.scene.strokes import Stroke
from optlab.views.scene.track import Track
from optlab.views.scene.view import Label, View
from optlab.views.scene.walker import Walker
from optlab.views.scene.zoom import factors, zoomed
from optlab.views.style import Size, Theme


class Landscape(View):
    """What all kinds share: paths, heads with their names, a zoom, and the mark where a run left the picture.

    A single run that leaves has the picture zoomed out as far as it must be; of several, of which some
    may stay, those that leave are named.
    """

    def __init__(
        self,
        axes: Axes,
        objective: Objective,
        looks: Sequence,
        theme: Theme,
        size: Size,
        equal: bool = False,
        rules: Sequence = (),  # whose steps' parts are drawn as arrows
    ) -> None:
        super().__init__(axes)
        self.plane = plane_of(objective)
        self.objective = objective = objective if self.plane is None else self.plane.surface
        self.looks, self.theme, self.size = looks, theme, size
        self.window = self.widest = self.framed(objective.window, equal)
        self.title, self.factor = axes.set_title(objective.name, y=1.0), 1.0
        self.scenery: list[Artist] = []
        self.set_ground()
        if objective.minimum is not None:
            minima = objective.minimum.reshape(objective.dim, -1)
            self.minima = minima.T, objective.loss(minima)
            rim = theme.paper, 0.4 * size.line
            self.star = self.mover(Stroke(axes, theme.ink, 0, "*", size.text * 1.25, rim, zorder=3))
        self.clouds = [self.ghost(cloud(axes, theme.faint(colour), size)) for colour, _ in looks]
        self.seeds: Sequence[Sequence[Trace]] = ()
        self.walkers = [Walker(axes, colour, marker, theme, size, self.ghost, self.mover) for colour, marker in looks]
        self.arrows = [Arrows(axes, rule, theme, size, self.mover, self.plane) for rule in rules]

    def framed(self, window: tuple, equal: bool) -> tuple:
        """The part of the ground to show."""
        return window

    def set_ground(self) -> None:
        """Draw what stays, over the ``window``, and keep it in ``scenery``."""
        raise NotImplementedError

    def place(self, positions: Array, losses: Array) -> Array:
        """Where points of the ground, ``(points, dim)``, are on the axes, ``(points, 2)``."""
        raise NotImplementedError

    def gone(self, trace: Trace, points: Array) -> Array:
        """For each step of a run, whether it is outside the picture."""
        return outside(points, *self._corners())

    def data(self, x: float, y: float) -> Array:
        """The position at a point of the axes; on a plane, what is not seen of the start stays."""
        point = np.array([x, y])[: self.objective.dim]
        return point if self.plane is None else self.plane.with_parts(self.traces[0]["position"][0], point)

    def take(self, traces: Sequence[Trace], hidden: bool = False, moving: bool = False) -> None:
        self.traces, self.laid = traces, False
        for arrows, trace in zip(self.arrows, traces, strict=False):
            arrows.take(trace)
        if not moving:
            positions, _ = walked(traces[0], self.plane)
            self.factors = factors(positions, self.widest) if len(traces) == 1 else np.ones(len(positions))
        self.moving = moving

    def surround(self, seeds: Sequence[Sequence[Trace]]) -> None:
        self.seeds, self.laid = seeds, False

    def fit(self, t: int) -> bool:
        factor = self.factor if self.moving else self.factors[t]
        changed, self.factor = factor != self.factor, factor
        if changed:
            self.window = zoomed(self.widest, factor)
            for artist in self.scenery:
                artist.remove()
            self.scenery = []
            self.set_ground()
        if changed or not self.laid:
            self._lay()
        return changed

    def draw(self, t: int) -> None:
        for walker, heads, gone in zip(self.walkers, self.heads, self.outside, strict=True):
            walker.go(t, heads[t], bool(gone[t]))
        for arrows, points in zip(self.arrows, self.points, strict=False):
            arrows.go(t, points[max(t - 1, 0)])

    def labels(self, t: int) -> list[Label]:
        reach, labels = self.size.text * 1.1, []
        for i, (points, walker) in enumerate(zip(self.points, self.walkers, strict=True)):
            if text := self._said(i, t):
                at = np.clip(points[t], *self._corners())
                labels.append(self.beside(at, text, walker.colour, reach, bool(i % 2)))
        return labels

    def key(self, t: int) -> list[tuple[str, str]]:
        return self.arrows[0].key(t) if self.arrows else []

    def _lay(self) -> None:
        corners = self._corners()
        if self.objective.minimum is not None:
            self.star.put(self.axes.transData.transform(self.place(*self.minima)))
        self.points = [bounded(self.place(*walked(trace, self.plane)), *corners) for trace in self.traces]
        self.outside = [self.gone(*pair) for pair in zip(self.traces, self.points, strict=True)]
        self.heads = [self.axes.transData.transform(np.clip(points, *corners)) for points in self.points]
        self.exits = [exits(gone) for gone in self.outside]
        for walker, points, gone in zip(self.walkers, self.points, self.outside, strict=True):
            still_gone = gone & np.append(False, gone[:-1])
            walker.lay(Track(self.axes, np.where(still_gone[:, None], np.nan, points)))
        for behind in self.clouds:
            behind.set_segments([])
        for behind, runs in zip(self.clouds, self.seeds, strict=False):
            paths = [bounded(self.place(*walked(run, self.plane)), *corners) for run in runs]
            behind.set_segments([Track(self.axes, path).all() for path in paths])
        self.laid = True

    def _said(self, i: int, t: int) -> str:
        name = self.traces[i].rule.title if len(self.traces) > 1 else ""
        left = self.exits[i][t]
        return name if left < 0 else f"{name} left the picture at step {left}".strip()

    def _corners(self) -> tuple[Array, Array]:
        low, high = np.transpose([self.axes.get_xlim(), self.axes.get_ylim()])
        return low, high
