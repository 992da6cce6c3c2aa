"""What a view is: it draws its ground once and then only moves artists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text

from optlab.rule import Array
from optlab.trace import Trace

TRAIL = 600  # vertices; a longer path shows its last part in full strength, and all of it faintly
NEAR = 0.7  # pixels; a shorter move is not seen


class Label(NamedTuple):
    """A word beside a point of the picture: pixels from the top left, and where the point lies, as "la" or "rd"."""

    x: float
    y: float
    text: str
    colour: str
    anchor: str


class View:
    """A picture on one axes: its ground belongs to the objective, its ghosts to a run, its movers to a step."""

    title: Text

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self.ghosts: list[Artist] = []
        self.movers: list[Artist] = []

    def show(self, traces: Sequence[Trace], moving: bool = False) -> bool:
        """Take these runs; True if the ground has changed and must be drawn again.

        While runs follow each other fast, ``moving``, the ground should stand as still as it can.
        """
        raise NotImplementedError

    def draw(self, t: int) -> None:
        """Move the movers to step t: any t, in any order, with the same result."""
        raise NotImplementedError

    def labels(self, t: int) -> list[Label]:
        """The words of step t."""
        return []

    def ghost(self, artist: Artist) -> Artist:
        """Have an artist drawn once a run."""
        artist.set_animated(True)
        self.ghosts.append(artist)
        return artist

    def mover(self, artist: Artist) -> Artist:
        """Have an artist drawn at each step."""
        artist.set_animated(True)
        self.movers.append(artist)
        return artist


class Track:
    """A path thinned to the moves that can be seen, so that step 10,000 costs no more than step 100.

    Args:
        axes: where the path is drawn; its scale decides what can be seen.
        points: ``(steps + 1, 2)``, finite or NaN.
    """

    def __init__(self, axes: Axes, points: Array) -> None:
        self.points = points
        pixels = axes.transData.transform(np.nan_to_num(points))
        self.kept = np.array(_seen(pixels.tolist()))

    def all(self) -> Array:
        """The whole path."""
        return self.points[self.kept]

    def until(self, t: int) -> Array:
        """The path up to step t, with t itself as its last point."""
        stop = np.searchsorted(self.kept, t)
        return self.points[np.append(self.kept[max(0, stop - TRAIL) : stop], t)]


def _seen(pixels: list[list[float]]) -> list[int]:
    kept, (x, y) = [0], pixels[0]
    for i, (a, b) in enumerate(pixels):
        if abs(a - x) + abs(b - y) > NEAR:
            kept.append(i)
            x, y = a, b
    return kept
