"""Lines and markers whose points are pixels already: matplotlib's own make ready again at each step what stays."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from optlab.values import Array

NONE = Path(np.empty((0, 2)))


class Stroke(Artist):
    """A path of pixels: a line along it, and markers on its points.

    Args:
        axes: where it belongs; what it ``clip``s.
        colour: of the line, and of the markers' inside.
        width: of the line in points, or 0 for none.
        marker: as matplotlib calls it, or "" for none; its ``size`` and the colour and width of its ``rim``, in points.
        alpha: how opaque the line is.
        clip: whether it ends at the edges of the axes.
        zorder: what is drawn over what.
        dash: "-" for a line without gaps; else, as matplotlib has it, 0 and in widths of the line how long it is
            drawn and left out by turns.
    """

    def __init__(
        self,
        axes: Axes,
        colour: str,
        width: float = 0.0,
        marker: str = "",
        size: float = 0.0,
        rim: tuple[str, float] = ("none", 0.0),
        alpha: float = 1.0,
        clip: bool = True,
        zorder: float = 2.0,
        dash: Any = "-",
    ) -> None:
        super().__init__()
        self.path, self.width, self.marked, self.marker_size = NONE, width, bool(marker), size
        self.inches = axes.figure.dpi_scale_trans  # in which the points are kept, for a figure saved at another dpi
        self.line = _context(colour, width, alpha, axes if clip else None)
        if dash != "-":
            self.line.set_dashes(dash[0], [width * length for length in dash[1]])
            self.line.set_capstyle("butt")
        self.edge = _context(rim[0], rim[1], 1.0, axes if clip else None)
        self.edge.set_snap(False)
        self.face = to_rgba(colour)
        style = MarkerStyle(marker or "o")
        self.outline = style.get_path()
        self.outline_place = Affine2D(style.get_transform().get_matrix())
        self.set_zorder(zorder)
        axes.add_artist(self)
        self.set_clip_on(clip)

    def put(self, pixels: Array) -> None:
        """Lie along these points, ``(count, 2)``, from now on."""
        self.path = Path(self.inches.inverted().transform(pixels)) if len(pixels) else NONE

    def draw(self, renderer: Any) -> None:
        if self.path is NONE:
            return
        if self.width:
            renderer.draw_path(self.line, self.path, self.inches)
        if self.marked:
            size = Affine2D().scale(renderer.points_to_pixels(self.marker_size))
            place = self.outline_place + size
            renderer.draw_markers(self.edge, self.outline, place, self.path, self.inches, self.face)


def _context(colour: str, width: float, alpha: float, clip: Axes | None) -> GraphicsContextBase:
    context = GraphicsContextBase()
    context.set_foreground(to_rgba(colour, alpha), isRGBA=True)
    context.set_linewidth(width)
    context.set_capstyle("round")
    context.set_joinstyle("round")
    if clip is not None:
        context.set_clip_rectangle(clip.bbox)
    return context
