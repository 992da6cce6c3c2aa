"""What a view is: it draws its ground once and then only moves artists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text

from optlab.runs.trace import Trace
from optlab.values import Array
from optlab.views.style import DPI

A = TypeVar("A", bound=Artist)
Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels from the top left


class Label(NamedTuple):
    """A word beside a point of the picture, in CSS pixels from its top left.

    The ``anchor`` says where the point lies, as "la" or "rd"; ``room`` is the box that the word must stay in.
    """

    x: float
    y: float
    text: str
    colour: str
    anchor: str
    room: Box


class Word(NamedTuple):
    """A word that stands where it stands, in CSS pixels from the top left of the picture; nothing is around it."""

    x: float
    y: float
    text: str
    colour: str
    anchor: str


class View:
    """A picture on one axes: its ground belongs to the objective, its ghosts to a run, its movers to a step.

    ``points`` says where on the axes each run is at each step, if it is shown as a path.
    A scene calls ``take`` with new runs, ``fit`` before each picture, and then ``draw``, ``words`` and ``labels``.
    """

    title: Text
    foot = False  # whether what is said of the step stands below it

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self.ghosts: list[Artist] = []
        self.movers: list[Artist] = []
        self.points: list[Array] = []

    def take(self, traces: Sequence[Trace], hidden: bool = False, moving: bool = False) -> None:
        """Show these runs from now on.

        While they are ``hidden``, nothing depends on what comes after the step that is shown. While
        they are ``moving``, each replaced by the next at once, the ground stands as still as it can.
        """
        raise NotImplementedError

    def surround(self, seeds: Sequence[Sequence[Trace]]) -> None:
        """Show for each run the same with other seeds, faintly; nothing if there are none."""

    def fit(self, t: int) -> bool:
        """Scale the axes for step t; True if they have changed, so that the ground must be drawn again."""
        raise NotImplementedError

    def draw(self, t: int) -> None:
        """Move the movers to step t: any t, in any order, with the same result."""
        raise NotImplementedError

    def labels(self, t: int) -> list[Label]:
        """The words of step t."""
        return []

    def words(self, t: int) -> list[Word]:
        """The words of step t that have a place of their own."""
        return []

    def key(self, t: int) -> list[tuple[str, str]]:
        """What is explained in the line of the title: words, each with its colour."""
        return []

    def ghost(self, artist: A) -> A:
        """Have an artist drawn once a run."""
        artist.set_animated(True)
        self.ghosts.append(artist)
        return artist

    def mover(self, artist: A) -> A:
        """Have an artist drawn at each step."""
        artist.set_animated(True)
        self.movers.append(artist)
        return artist

    def pixel(self, point: Array) -> tuple[float, float]:
        """Where a point of the data is in the picture, in CSS pixels from its top left."""
        x, y = self.axes.transData.transform(point)
        figure = self.axes.figure
        return x * DPI / figure.dpi, (figure.bbox.height - y) * DPI / figure.dpi

    def point_at(self, x: float, y: float) -> Array | None:
        """The point of the data at CSS pixels from the top left of the picture; None outside the axes."""
        figure = self.axes.figure
        pixel = x * figure.dpi / DPI, figure.bbox.height - y * figure.dpi / DPI
        return self.axes.transData.inverted().transform(pixel) if self.axes.bbox.contains(*pixel) else None

    def beside(self, point: Array, text: str, colour: str, reach: float, below: bool) -> Label:
        """A label beside a point of the data, on the side that keeps it inside the axes; above it unless ``below``."""
        x, y = self.pixel(point)
        across, up = self.axes.transAxes.inverted().transform(self.axes.transData.transform(point))
        to_left, under = across > 0.55, up > 0.85 or (up > 0.15 and below)
        x, y = x - reach if to_left else x + reach, y + (reach if under else -reach)
        return Label(x, y, text, colour, ("r" if to_left else "l") + ("a" if under else "d"), self.room())

    def room(self) -> Box:
        """The box of the axes, in CSS pixels from the top left of the picture."""
        (left, bottom), (right, top) = (self.axes.transAxes.transform(corner) for corner in ((0, 0), (1, 1)))
        figure = self.axes.figure
        scale, height = DPI / figure.dpi, figure.bbox.height
        return left * scale, (height - top) * scale, right * scale, (height - bottom) * scale
