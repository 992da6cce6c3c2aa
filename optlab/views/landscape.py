"""The ground that a run walks on: a curve for one coordinate, contours for two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from optlab.objectives.objective import Objective
from optlab.rule import Array
from optlab.trace import Trace
from optlab.views.style import Size, Theme
from optlab.views.view import Label, Track, View

FEW = 80  # steps up to which each one gets a marker


class Landscape(View):
    """What the two kinds share: paths, heads with their names, and the mark where a run left the picture."""

    def __init__(self, axes: Axes, objective: Objective, looks: Sequence, theme: Theme, size: Size) -> None:
        super().__init__(axes)
        self.objective, self.theme, self.size = objective, theme, size
        self.looks = [(theme[colour], marker) for colour, marker in looks]
        self.title = axes.set_title(objective.name, y=1.0)
        self.set_ground()
        self.paths = [self._walker(colour, marker) for colour, marker in self.looks]
        self.heads = [self._head(colour, marker) for colour, marker in self.looks]

    def set_ground(self) -> None:
        """Draw what stays."""
        raise NotImplementedError

    def place(self, trace: Trace) -> Array:
        """Where each step of a run is in the picture, ``(steps + 1, 2)``."""
        raise NotImplementedError

    def show(self, traces: Sequence[Trace], moving: bool = False) -> bool:
        self.traces = traces
        self.tracks = [Track(self.axes, self._bounded(self.place(trace))) for trace in traces]
        self.exits = [_exits(self._outside(track.points)) for track in self.tracks]
        for ghost, path, track in zip(self.ghosts, self.paths, self.tracks, strict=True):
            every = 1 if len(track.points) <= FEW + 1 else len(track.points)
            ghost.set_data(*track.all().T)
            ghost.set_markevery(every)
            path.set_markevery(every)
        return False

    def draw(self, t: int) -> None:
        for i, track in enumerate(self.tracks):
            self.paths[i].set_data(*track.until(t).T)
            x, y = np.clip(track.points[t], *self._corners())
            outside = self._outside(track.points[t])
            self.heads[i].set_data([x], [y])
            self.heads[i].set_markerfacecolor(self.theme.paper if outside else self.looks[i][0])

    def labels(self, t: int) -> list[Label]:
        said = [self._said(i, t) for i in range(len(self.tracks))]
        return [self._label(i, t, text) for i, text in enumerate(said) if text]

    def _said(self, i: int, t: int) -> str:
        name = self.traces[i].rule.title if len(self.traces) > 1 else ""
        left = self.exits[i][t]
        return name if left < 0 else f"{name} left the picture at step {left}".strip()

    def _label(self, i: int, t: int, text: str) -> Label:
        """Beside the head, on the side that keeps it inside the picture."""
        point = np.clip(self.tracks[i].points[t], *self._corners())
        x, y = self.axes.transData.transform(point)
        across, up = self.axes.transAxes.inverted().transform((x, y))
        to_left, below = across > 0.55, up > 0.85 or (up > 0.15 and i % 2)
        reach = self.size.text * 1.1
        x, y = x - reach if to_left else x + reach, self.size.height - y + (reach if below else -reach)
        return Label(x, y, text, self.looks[i][0], ("r" if to_left else "l") + ("a" if below else "d"))

    def _walker(self, colour: str, marker: str):
        style = {"color": colour, "marker": marker, "solid_joinstyle": "round", "markeredgewidth": 0}
        self.ghost(self.axes.plot([], [], **style, lw=self.size.line * 0.5, ms=self.size.text * 0.3, alpha=0.25)[0])
        return self.mover(self.axes.plot([], [], **style, lw=self.size.line * 0.7, ms=self.size.text * 0.45)[0])

    def _head(self, colour: str, marker: str):
        style = {"ms": self.size.text * 1.05, "mew": self.size.line * 0.6, "zorder": 9, "ls": ""}
        edge = self.theme.ink
        return self.mover(self.axes.plot([], [], marker=marker, color=colour, mec=edge, clip_on=False, **style)[0])

    def _corners(self) -> tuple[Array, Array]:
        return np.transpose([self.axes.get_xlim(), self.axes.get_ylim()])

    def _outside(self, points: Array) -> Array:
        low, high = self._corners()
        return ~((points >= low) & (points <= high)).all(axis=-1)

    def _bounded(self, points: Array) -> Array:
        """Points far outside, brought to where the line still leaves the picture in the right direction.

        A run that has no more numbers stays where its last ones were; infinity is a number, far outside.
        """
        low, high = self._corners()
        known = np.maximum.accumulate(np.where(np.isnan(points).any(axis=1), 0, np.arange(len(points))))
        return np.clip(np.nan_to_num(points[known]), low - 20 * (high - low), high + 20 * (high - low))

    def _heights(self, w: Array) -> tuple[Array, float, float]:
        """The loss over the ground, NaN where it has none, with its floor and its span."""
        with np.errstate(all="ignore"):
            f = self.objective.loss(w)
        f = np.where(np.isfinite(f), f, np.nan)
        known = f[np.isfinite(f)] if np.isfinite(f).any() else np.zeros(1)
        return f, known.min(), np.ptp(known) or 1.0

    def _star(self, points: Array) -> None:
        style = {"ms": self.size.text * 1.3, "color": self.theme.ink, "mec": self.theme.paper, "ls": ""}
        self.axes.plot(*points, marker="*", **style)


class Curve(Landscape):
    """f(x) over x, with the slope at the head: all that a method of this chapter knows of the ground."""

    def set_ground(self) -> None:
        (low, high), axes = self.objective.window[0], self.axes
        x = np.linspace(low, high, 400)
        f, floor, span = self._heights(x[None])
        axes.set(xlim=(low, high), ylim=(floor - 0.08 * span, floor + 1.04 * span))
        axes.set_xlabel(self.objective.coordinates[0], labelpad=1, loc="right")
        axes.plot(x, f, color=self.theme.muted, lw=self.size.line)
        if self.objective.minimum is not None:
            minima = self.objective.minimum.reshape(1, -1)
            self._star(np.vstack([minima, self.objective.loss(minima)]))
        style = {"lw": self.size.line * 0.8, "ls": (0, (3, 2)), "color": self.theme.ink}
        self.tangents = [self.mover(axes.plot([], [], **style)[0]) for _ in self.looks]

    def place(self, trace: Trace) -> Array:
        return np.column_stack([trace["position"][:, 0], trace["loss"]])

    def draw(self, t: int) -> None:
        super().draw(t)
        reach = np.array([-0.12, 0.12]) * np.ptp(self.objective.window[0])
        for tangent, trace in zip(self.tangents, self.traces, strict=True):
            w = trace["position"][t]
            with np.errstate(all="ignore"):
                slope = self.objective.gradient_at(w, t + 1)[0]
                tangent.set_data(w[0] + reach, trace["loss"][t] + slope * reach)


class Contours(Landscape):
    """Lines of equal loss over two coordinates, the minima starred."""

    def set_ground(self) -> None:
        (left, right), (bottom, top) = self.objective.window
        x, y = np.linspace(left, right, 121), np.linspace(bottom, top, 121)
        f, floor, span = self._heights(np.stack(np.meshgrid(x, y)))
        levels = floor + span * np.linspace(0, 1, 16) ** 3  # closer together near the floor, where runs end
        terrain = LinearSegmentedColormap.from_list("terrain", self.theme.terrain, N=len(levels))
        steps = np.where(np.isnan(f), np.nan, np.searchsorted(levels[1:-1], f))
        self.axes.contourf(x, y, steps, cmap=terrain, levels=np.arange(len(levels)))
        if np.nanmax(f, initial=floor) > floor:
            self.axes.contour(x, y, f, levels=levels[1:], colors=[self.theme.muted], linewidths=self.size.line * 0.25)
        self.axes.set(xlim=(left, right), ylim=(bottom, top))
        self.axes.set_xlabel(self.objective.coordinates[0], labelpad=1, loc="right")
        self.axes.set_ylabel(self.objective.coordinates[1], labelpad=-1, loc="top")
        self.axes.grid(False)
        if self.objective.minimum is not None:
            self._star(self.objective.minimum.reshape(2, -1))

    def place(self, trace: Trace) -> Array:
        return trace["position"]


KINDS = {1: Curve, 2: Contours}


def _exits(outside: Array) -> Array:
    """For each step the one at which the run last left; -1 where it is inside."""
    leaves = outside & ~np.append(False, outside[:-1])
    last = np.maximum.accumulate(np.where(leaves, np.arange(len(outside)), 0))
    return np.where(outside, last, -1)
