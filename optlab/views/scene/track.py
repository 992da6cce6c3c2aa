"""A path that costs the same to draw however long it is."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from optlab.values import Array

TRAIL = 600  # the last vertices that are drawn in full strength; a longer path is drawn faintly as a whole
NEAR = 0.7  # pixels: a shorter move cannot be seen


class Track:
    """A path thinned to the moves that can be seen, so that step 10,000 costs no more than step 100.

    Args:
        axes: where the path is drawn; its scale decides what can be seen.
        points: ``(steps + 1, 2)``, finite or NaN.
    """

    def __init__(self, axes: Axes, points: Array) -> None:
        self.points = points
        self.pixels = axes.transData.transform(points)  # of all steps at once: of one it takes as long
        self.kept = np.array(_seen(axes.transData.transform(np.nan_to_num(points)).tolist()))

    def all(self) -> Array:
        """The whole path, on the axes."""
        return self.points[self.kept]

    def drawn(self) -> Array:
        """The whole path, in pixels."""
        return self.pixels[self.kept]

    def until(self, t: int) -> Array:
        """The path up to step t, with t itself as its last point, in pixels."""
        stop = np.searchsorted(self.kept, t)
        return self.pixels[np.append(self.kept[max(0, stop - TRAIL) : stop], t)]


def _seen(pixels: list[list[float]]) -> list[int]:
    kept, (x, y) = [0], pixels[0]
    for i, (a, b) in enumerate(pixels):
        if abs(a - x) + abs(b - y) > NEAR:
            kept.append(i)
            x, y = a, b
    return kept
