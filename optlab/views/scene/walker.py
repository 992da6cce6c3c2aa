"""A run on its landscape: all of it faintly, what is done in full, the last part strongest, and the head."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from optlab.values import Array
from optlab.views.contrast import TEXT
from optlab.views.scene.strokes import Stroke
from optlab.views.scene.track import Track
from optlab.views.style import Size, Theme

FEW = 80  # in a run of up to as many steps each one gets a marker
FRESH = 12  # the last vertices of a path that are drawn in full strength; at least a quarter of all are


class Walker:
    """The artists of one run, the last part of its path stronger than what is long done.

    Each line has a rim of the paper's colour, so that it stands out from any ground.

    Args:
        axes: where it walks.
        colour, marker: of its rule.
        theme, size: of the picture.
        ghost, mover: what to call with each artist that is drawn once a run, and once a step.
    """

    def __init__(
        self, axes: Axes, colour: str, marker: str, theme: Theme, size: Size, ghost: Callable, mover: Callable
    ) -> None:
        self.axes, self.colour, self.theme = axes, theme[colour], theme
        line, text = size.line, size.text

        def path(colour: str, width: float, dot: float) -> Stroke:
            return Stroke(axes, colour, width, marker, dot, (theme.paper, 0.25 * line))

        def rim(width: float) -> Stroke:
            return Stroke(axes, theme.paper, width + 0.9 * line, alpha=0.85)

        def head(colour: str, edge: str, width: float) -> Stroke:
            return Stroke(axes, colour, 0, marker, 1.05 * text, (edge, width * line), clip=False, zorder=9)

        self.ghosts = [ghost(rim(0.4 * line)), ghost(path(theme.faint(colour), 0.4 * line, 0.25 * text))]
        self.done = [mover(rim(0.8 * line)), mover(path(theme.faint(colour, TEXT), 0.8 * line, 0.4 * text))]
        self.fresh = mover(path(self.colour, 0.9 * line, 0.45 * text))
        self.heads = [mover(head(theme.paper, theme.paper, 1.5)), mover(head(self.colour, theme.ink, 0.55))]

    def lay(self, track: Track) -> None:
        """Take the path of a run, on the axes as they are scaled now."""
        self.track = track
        for stroke in (self.ghosts[1], self.done[1], self.fresh):
            stroke.marked = len(track.points) <= FEW + 1
        for ghost in self.ghosts:
            ghost.put(track.drawn())

    def go(self, t: int, head: Array, outside: bool) -> None:
        """Be at step t, with the head at a pixel; outside the picture it is hollow."""
        path = self.track.until(t)
        for stroke in self.done:
            stroke.put(path)
        self.fresh.put(path[-max(FRESH, len(path) // 4) - 1 :])
        for stroke in self.heads:
            stroke.put(head[None])
        self.heads[1].face = to_rgba(self.theme.paper if outside else self.colour)
