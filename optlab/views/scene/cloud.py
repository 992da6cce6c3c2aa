"""The runs of other seeds, faintly behind a run."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from optlab.views.style import Size


def cloud(axes: Axes, colour: str, size: Size) -> LineCollection:
    """Thin lines of one colour, none of them drawn yet; ``set_segments`` gives it its paths."""
    lines = LineCollection([], colors=[colour], linewidths=0.25 * size.line, alpha=0.5)
    axes.add_collection(lines, autolim=False)
    return lines
