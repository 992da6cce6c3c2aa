"""A panel on an axes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from optlab.runs.trace import Trace
from optlab.values import Array
from optlab.views.contrast import TEXT, apart
from optlab.views.scene.limits import LOG_TICKS, beyond, limits, log_ticks
from optlab.views.scene.panel import Panel
from optlab.views.scene.strokes import Stroke
from optlab.views.scene.track import Track
from optlab.views.scene.view import View
from optlab.views.style import Size, Theme
from optlab.views.words import Powers, number

DASHES = ["-", (0, (3, 1.2)), (0, (1, 1)), (0, (5, 1, 1, 1))]
BAND = (10, 90)  # the band reaches between these percentiles of the seeds
STROKES = ["solid", "dashed", "dotted", "dash-dotted"]


class Graph(View):
    """Each run's curve, faint for the whole run and in full up to the step shown.

    Where no landscape does it, ``naming`` says whose curve each of several is. What its strokes mean
    is in its title, unless that is ``known``.
    """

    def __init__(
        self,
        axes: Axes,
        panel: Panel,
        title: str,
        names: Sequence[str],
        looks: Sequence,
        theme: Theme,
        size: Size,
        naming: bool = False,
        known: bool = False,
    ) -> None:
        super().__init__(axes)
        self.naming, self.colours = naming, [apart(theme[colour], theme.paper, TEXT) for colour, _ in looks]
        self.panel, self.size, count = panel, size, len(names)
        self.range = (-1, 0.0, 0.0)  # steps, lowest, highest
        self.spans: list[Array] = []  # for each curve (2, steps + 1): the lowest and the highest tenth of the seeds
        self.lines, self.dots, self.faint, self.bands = [], [], [], []
        if count > 1 and not known:
            of = [f"{name} {stroke}" for name, stroke in zip(names, STROKES, strict=False)]
            title = f"{title}: {', '.join(of[panel.validated :])}"  # that the other is training needs no word
        self.title = axes.set_title(title, y=1.0)
        axes.set_yscale("log" if panel.logarithmic else "linear")
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        axes.yaxis.set_minor_locator(NullLocator())
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(number))
        for colour, marker in looks:
            for dash in DASHES[:count]:
                band = PolyCollection([], facecolor=theme[colour], alpha=0.22, lw=0, zorder=1.5)
                self.bands.append(self.ghost(axes.add_collection(band, autolim=False)))
                self.faint.append(self.ghost(Stroke(axes, theme.faint(colour), size.line * 0.45, dash=dash)))
                self.lines.append(self.mover(Stroke(axes, theme[colour], size.line, dash=dash)))
                dot, rim = (marker, size.text * 0.75), (theme.ink, size.line * 0.4)
                self.dots.append(self.mover(Stroke(axes, theme[colour], 0, *dot, rim, clip=False, zorder=9)))

    def take(self, traces: Sequence[Trace], hidden: bool = False, moving: bool = False) -> None:
        self.curves = np.concatenate([self.panel.series(trace) for trace in traces], axis=1)
        self.hidden, several = hidden, self.naming and len(traces) > 1
        self.titles = [trace.rule.title for trace in traces] if several else []
        steps = len(self.curves) - 1
        wanted = (steps, *limits(self._beginning() if hidden else self.curves, self.panel.logarithmic))
        if moving and self.range[0] == steps and not hidden:
            wanted = (steps, min(wanted[1], self.range[1]), max(wanted[2], self.range[2]))
        self.wanted, self.tracks = wanted, []

    def surround(self, seeds: Sequence[Sequence[Trace]]) -> None:
        curves = [np.stack([self.panel.series(trace) for trace in runs]) for runs in seeds]
        with np.errstate(all="ignore"):
            self.spans = [span for runs in curves for span in np.moveaxis(np.percentile(runs, BAND, axis=0), 2, 0)]
        if self.spans and not self.hidden:
            everything = np.concatenate([self.curves, np.concatenate(self.spans).T], axis=1)
            self.wanted = (self.wanted[0], *limits(everything, self.panel.logarithmic))

    def fit(self, t: int) -> bool:
        wanted = self.wanted
        if self.hidden:
            steps, low, high = wanted
            seen = limits(np.concatenate([self._beginning(), self.curves[: t + 1]]), self.panel.logarithmic)
            known = np.isfinite(self._beginning()).any()  # a rate, for one, has no value before the first step
            wanted = (steps, min(low, seen[0]), max(high, seen[1])) if known else (steps, *seen)
        changed, self.range = wanted != self.range, wanted
        if changed:
            self.axes.set(xlim=(0, wanted[0]), ylim=wanted[1:])
            if self.panel.logarithmic:
                _, top, _, bottom = self.room()
                ticks = log_ticks(*wanted[1:], most=min(LOG_TICKS, self.size.most(bottom - top, 2.0)))
                self.axes.set_yticks(ticks, Powers().format_ticks(ticks))
        if changed or not self.tracks:
            self._lay()
        return changed

    def draw(self, t: int) -> None:
        for line, dot, track, heads in zip(self.lines, self.dots, self.tracks, self.heads, strict=True):
            line.put(track.until(t))
            dot.put(heads[t][None])

    def key(self, t: int) -> list[tuple[str, str]]:
        return list(zip(self.titles, self.colours, strict=False))

    def _lay(self) -> None:
        """Put the curves on the axes as they are scaled now."""
        drawn = np.clip(self.curves, *beyond(self.range[1:], self.panel.logarithmic))
        steps = np.arange(len(drawn))
        self.tracks = [Track(self.axes, np.column_stack([steps, curve])) for curve in drawn.T]
        inside = [np.column_stack([steps, np.clip(curve, *self.range[1:])]) for curve in drawn.T]
        self.heads = [self.axes.transData.transform(points) for points in inside]
        for ghost, track in zip(self.faint, self.tracks, strict=True):
            ghost.put(track.drawn())
        for band in self.bands:
            band.set_verts([])
        for band, spans in zip(self.bands, self.spans, strict=False):
            low, high = np.clip(spans, *beyond(self.range[1:], self.panel.logarithmic))
            known = np.isfinite(low) & np.isfinite(high)
            edge = np.concatenate([np.column_stack([steps, low])[known], np.column_stack([steps, high])[known][::-1]])
            band.set_verts([edge] if len(edge) else [])

    def _beginning(self) -> Array:
        """What a hidden run's axis shows before anything is seen: room below the start, and a little above it."""
        start = self.curves[:1]
        return np.concatenate([start, start / 100, start * 5] if self.panel.logarithmic else [start, start * 1.2])
