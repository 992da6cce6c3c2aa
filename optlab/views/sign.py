"""A marker of matplotlib as it stands in a line of text."""

from __future__ import annotations

from functools import cache
from typing import Any

from matplotlib.markers import MarkerStyle
from matplotlib.path import Path

COMMANDS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}


@cache
def sign(marker: Any, colour: str) -> str:
    """The marker's own outline as SVG, as high as a letter; it has no name for a screen reader, since a title follows.

    >>> sign("s", "#0072B2").partition(" d=")[2]
    '"M-1 1 L1 1 L1 -1 L-1 -1 Z"/></svg>'
    """
    style = MarkerStyle(marker)
    outline = style.get_path().transformed(style.get_transform())
    size = abs(outline.get_extents().get_points()).max() or 1
    parts = []
    for points, code in outline.iter_segments():
        numbers = " ".join(f"{value:g}" for value in (points.reshape(-1, 2) * [1, -1] / size).round(3).ravel() + 0.0)
        parts.append(COMMANDS[code] + ("" if code == Path.CLOSEPOLY else numbers))
    fill = colour if style.is_filled() else "none"
    box = '<svg viewBox="-1.2 -1.2 2.4 2.4" height="0.8em" aria-hidden="true">'
    return f'{box}<path stroke-width="0.2" fill="{fill}" stroke="{colour}" d="{" ".join(parts)}"/></svg>'
