"""Names beside what they name: each curve's at its end, each mark's at its top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from optlab.values import Array
from optlab.views.charts.chart import Chart
from optlab.views.contrast import TEXT, apart
from optlab.views.fonts import lines_of, width_of

HANDLE, GAP = 2.8, 0.5  # how long a piece of the curve stands before its name, and the room around it, in type sizes
WIDEST = 0.34  # the names take at most this part of the figure's width
LINE = 1.75  # the height of a line of a name, in type sizes


def name_curves(chart: Chart, axes: Axes, curves: Sequence[Line2D]) -> None:
    """Write each curve's label to the right of the axes, where the curve ends, with a piece of the curve.

    Labels that would meet are moved apart, in the order in which the curves end.
    """
    text, (em, tall) = chart.size.text, chart.em
    names = [lines_of(str(curve.get_label()), text, WIDEST * chart.size.width) for curve in curves]
    widest = max(width_of(line, text) for name in names for line in name) / chart.size.width
    chart.make_room(axes, widest + (HANDLE + 3 * GAP) * em - 0.01)
    box = axes.get_position()
    line = LINE * tall / box.height
    wanted = np.array([_end(axes, curve) for curve in curves])
    places = spread(wanted, np.array([line * len(name) for name in names]))
    across = em / box.width
    for curve, name, y in zip(curves, names, places, strict=True):
        ends = 1 + GAP * across, 1 + (GAP + HANDLE) * across
        colour = str(curve.get_color())
        piece = Line2D([ends[0], sum(ends) / 2, ends[1]], [y] * 3)
        piece.update_from(curve)  # its dashes as well, which get_linestyle does not tell apart
        piece.set(transform=axes.transAxes, clip_on=False, markevery=[1])
        chart.add_artist(piece)
        place = {"transform": axes.transAxes, "va": "center", "color": apart(colour, chart.theme.paper, TEXT)}
        axes.text(ends[1] + GAP * across, y, "\n".join(name), **place)


def name_marks(chart: Chart, axes: Axes, marks: Mapping[str, float]) -> None:
    """Draw a vertical line at each place, its name at the top, inside the axes; names that would meet stand in rows."""
    text, box = chart.size.text, axes.get_position()
    paper = {"facecolor": chart.theme.paper, "edgecolor": "none", "pad": 1.5}
    rows: list[float] = []  # where the last name of each ends, in CSS pixels
    for name, place in sorted(marks.items(), key=lambda mark: mark[1]):
        axes.axvline(place, color=chart.theme.ink, ls="--", lw=chart.size.line * 0.5)
        half, edges = width_of(name, text) / 2 + 0.3 * text, axes.bbox
        middle = axes.transData.transform((place, 1))[0]
        middle = max(min(middle, edges.x1 - half), edges.x0 + half)
        row = next((i for i, end in enumerate(rows) if end <= middle - half), len(rows))
        rows[row : row + 1] = [middle + half]
        y = 0.98 - row * LINE * chart.em[1] / box.height
        x = (middle - edges.x0) / edges.width
        axes.text(x, y, name, transform=axes.transAxes, ha="center", va="top", bbox=paper)


def spread(wanted: Array, heights: Array) -> Array:
    """Places for labels of these heights, near where each is wanted, between 0 and 1 where that can be.

    >>> spread(np.array([0.5, 0.5, 0.98]), np.array([0.1, 0.1, 0.1])).round(2).tolist()
    [0.45, 0.55, 0.95]
    """
    order = np.argsort(wanted, kind="stable")
    groups: list[list] = []  # labels that touch: their places in the order, and the middle that suits them best
    for place, i in enumerate(order):
        groups.append([[place], float(wanted[i])])
        while len(groups) > 1 and _touch(groups[-2], groups[-1], heights[order]):
            last, before = groups.pop(), groups.pop()
            members = before[0] + last[0]
            groups.append([members, float(np.mean([wanted[order[j]] for j in members]))])
            _keep_inside(groups[-1], heights[order])
        _keep_inside(groups[-1], heights[order])
    places = np.empty(len(wanted))
    for members, middle in groups:
        inside = heights[order][members]
        places[order[members]] = middle - inside.sum() / 2 + np.cumsum(inside) - inside / 2
    return places


def _touch(low: list, high: list, heights: Array) -> bool:
    return high[1] - heights[high[0]].sum() / 2 < low[1] + heights[low[0]].sum() / 2


def _keep_inside(group: list, heights: Array) -> None:
    half = heights[group[0]].sum() / 2
    group[1] = max(min(group[1], 1 - half), half)


def _end(axes: Axes, curve: Line2D) -> float:
    """Where a curve ends on the axes, from 0 at the bottom to 1 at the top."""
    x, y = (np.asarray(data, dtype=float) for data in curve.get_data())
    known = np.flatnonzero(np.isfinite(y))
    if not known.size:
        return 0.5
    low, high = sorted(axes.get_ylim())
    point = np.array([x[known[-1]], min(max(y[known[-1]], low), high)])
    return float(axes.transAxes.inverted().transform(axes.transData.transform(point))[1])
