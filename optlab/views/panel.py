"""A quantity over the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from optlab.rule import Array
from optlab.trace import Trace
from optlab.views.style import Size, Theme
from optlab.views.view import Track, View

DASHES = ["-", (0, (3, 1.2)), (0, (1, 1)), (0, (5, 1, 1, 1))]
BORN_AT_1 = {"step", "rate", "m_hat", "v_hat"}  # the start has none: its 0 is a placeholder
STROKES = ["solid", "dashed", "dotted", "dash-dotted"]
MOST = 4  # coordinates that are drawn


@dataclass(frozen=True)
class Panel:
    """What a panel shows.

    Args:
        name: ``"loss"``, ``"gradient norm"``, ``"distance"`` (to the nearest minimum), or any name
            of the trace: ``"velocity"``, ``"cache"``, ``"rate"``, …
        log: whether the axis is logarithmic; by default it is for loss, norm and distance.

    >>> Panel("loss").logarithmic, Panel("velocity").logarithmic
    (True, False)
    """

    name: str
    log: bool | None = None

    @property
    def logarithmic(self) -> bool:
        """Whether the axis is logarithmic."""
        return self.name in {"loss", "gradient norm", "distance", "cache"} if self.log is None else self.log

    def series(self, trace: Trace) -> Array:
        """The numbers to draw, ``(steps + 1, curves)``; on a logarithmic axis what is not above 0 is left out."""
        values = self._values(trace).reshape(trace.steps + 1, -1)[:, :MOST]
        if self.name in BORN_AT_1:
            values = np.concatenate([np.full_like(values[:1], np.nan), values[1:]])
        return np.where(values > 0, values, np.nan) if self.logarithmic else values

    def _values(self, trace: Trace) -> Array:
        if self.name == "loss":
            return trace["loss"] - (_floor(trace) if self.logarithmic else 0)
        if self.name == "gradient norm":
            with np.errstate(all="ignore"):
                return np.sqrt((trace["gradient"] ** 2).sum(axis=1))
        if self.name == "distance":
            return trace.distance
        return trace[self.name]


class Graph(View):
    """A panel on an axes: each run's curve, faint for the whole run and in full up to the step shown."""

    def __init__(
        self, axes: Axes, panel: Panel, names: Sequence[str], looks: Sequence, theme: Theme, size: Size
    ) -> None:
        super().__init__(axes)
        self.panel, self.size, count = panel, size, len(names)
        self.range: tuple | None = None
        self.lines, self.dots = [], []
        title = panel.name.replace("_", " ")
        if count > 1:
            of = ", ".join(f"{name} {stroke}" for name, stroke in zip(names, STROKES, strict=False))
            title = f"{title}: {of}"
        self.title = axes.set_title(title, y=1.0)
        axes.set_yscale("log" if panel.logarithmic else "linear")
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.yaxis.set_major_locator(LogLocator(numticks=5) if panel.logarithmic else MaxNLocator(4))
        axes.yaxis.set_minor_locator(NullLocator())
        if panel.logarithmic:
            axes.yaxis.set_major_formatter(FuncFormatter(power_of_ten))
        for colour, marker in looks:
            for dash in DASHES[:count]:
                style = {"color": theme[colour], "ls": dash}
                self.ghost(axes.plot([], [], **style, lw=size.line * 0.6, alpha=0.3)[0])
                self.lines.append(self.mover(axes.plot([], [], **style, lw=size.line * 0.9)[0]))
                dot = {"marker": marker, "ms": size.text * 0.75, "mec": theme.ink, "mew": size.line * 0.4, "ls": ""}
                self.dots.append(self.mover(axes.plot([], [], color=theme[colour], clip_on=False, zorder=9, **dot)[0]))

    def show(self, traces: Sequence[Trace], moving: bool = False) -> bool:
        self.curves = np.concatenate([self.panel.series(trace) for trace in traces], axis=1)
        steps = np.arange(len(self.curves))
        wanted = (steps[-1], *_limits(self.curves, self.panel.logarithmic))
        if moving and self.range is not None and self.range[0] == wanted[0]:
            wanted = (wanted[0], min(wanted[1], self.range[1]), max(wanted[2], self.range[2]))
        changed, self.range = wanted != self.range, wanted
        if changed:
            self.axes.set(xlim=(0, wanted[0]), ylim=wanted[1:])
        drawn = np.clip(self.curves, *_beyond(wanted[1:], self.panel.logarithmic))
        self.tracks = [Track(self.axes, np.column_stack([steps, curve])) for curve in drawn.T]
        for ghost, track in zip(self.ghosts, self.tracks, strict=True):
            ghost.set_data(*track.all().T)
        return changed

    def draw(self, t: int) -> None:
        for line, dot, track in zip(self.lines, self.dots, self.tracks, strict=True):
            line.set_data(*track.until(t).T)
            dot.set_data([t], np.clip(track.points[t, 1:], *self.range[1:]))


def curve_names(panel: Panel, trace: Trace) -> tuple[str, ...]:
    """The coordinates that have a curve each, or one name where there is one curve for all."""
    return trace.objective.coordinates[: panel.series(trace).shape[1]]


def _floor(trace: Trace) -> float:
    """The loss at the known minimum; where none is known 0, or the lowest of the run if that is below."""
    if trace.objective.minimum is None:
        return min(0.0, float(np.nanmin(trace["loss"], initial=0.0)))
    lowest = trace.objective.minimum.reshape(trace.objective.dim, -1)[:, :1]
    return float(trace.objective.loss(lowest)[0])


def _limits(curves: Array, logarithmic: bool) -> tuple[float, float]:
    """Limits in coarse steps, so that the axis stands still while a slider moves a little."""
    finite = curves[np.isfinite(curves)]
    if not finite.size:
        return (0.1, 10.0) if logarithmic else (-1.0, 1.0)
    if logarithmic:
        top = np.ceil(np.log10(finite[0]) + 0.3)
        reach = np.log10(finite)
        up = top if reach.max() <= top else min(3 * np.ceil(reach.max() / 3), top + 12)
        down = next((d for d in (2, 4, 8) if reach.min() >= top - d), 14)
        return float(10.0 ** (top - down)), float(10.0**up)
    size = np.abs(finite)
    most = size.max() if size.max() < 1e6 * (size[0] or 1) else 100 * (size[0] or 1)
    power = 10.0 ** np.floor(np.log10(most or 1))
    nice = next(n for n in (1, 2, 5, 10) if most <= n * power * 1.0001) * power
    return (-nice * 1.05 if finite.min() < 0 else -nice * 0.03), nice * 1.05


def power_of_ten(value: float, _: int) -> str:
    """10⁻³ in plain characters: typeset mathematics would take longer than all the rest of the figure."""
    return "10" + str(round(np.log10(value))).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _beyond(limits: tuple[float, float], logarithmic: bool) -> tuple[float, float]:
    """Where a curve that leaves the panel may end: far enough to leave it, near enough to be drawn."""
    low, high = limits
    return (low / 1e3, high * 1e3) if logarithmic else (low - 20 * (high - low), high + 20 * (high - low))
