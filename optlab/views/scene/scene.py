"""A figure that shows any step of a run, fast: its ground is drawn once, then only artists move."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from optlab.runs.trace import Trace
from optlab.values import Array
from optlab.views.alone import alone, drawing
from optlab.views.scene.layers import Layers
from optlab.views.scene.layout import lay_out
from optlab.views.scene.panel import Panel
from optlab.views.scene.strips import Strips
from optlab.views.scene.writing import Writing, as_picture, caption, encoded
from optlab.views.settings import rc
from optlab.views.style import DPI, SIZES, THEMES, Size, choice, looks

LEAST, MOST = 0.5, 4.0  # the range of the ratio, device pixels to a CSS pixel
FINE = 1.5  # from this ratio on a moving picture may be compressed more: it is not seen


class Scene:
    """The landscape of an objective with the runs on it, and panels beside it.

    Args:
        traces: one run or several, on one objective, of as many steps each.
        panels: names or `Panel`s, from top to bottom.
        theme: ``"light"`` or ``"dark"``.
        size: ``"normal"``, ``"presenter"`` for a lecture hall, ``"slide"`` for one part of a slide, or a `Size`.
        ratio: device pixels to a CSS pixel, from 0.5 to 4: pictures are so many times as large as ``size`` says.
        arrows: whether to draw the terms of each step's formula as arrows, on a map or a curve.
        view: how two coordinates are seen: ``"map"``, or ``"perspective"``.
        equal: whether a map has units as long in both directions, so that right angles are seen as such.

    Raises:
        ValueError: no run, a batch of runs, another theme, size or view, a ratio out of its range.
        KeyError: a panel that the runs do not have.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> scene = Scene([run(GradientDescent(), parabola, steps=10)], ratio=2)
    >>> scene.frame(3).shape
    (800, 1600, 3)
    """

    def __init__(
        self,
        traces: Sequence[Trace],
        panels: Sequence[str | Panel] = ("loss",),
        theme: str = "light",
        size: str | Size = "normal",
        ratio: float = 1.0,
        arrows: bool = False,
        view: str = "map",
        equal: bool = False,
    ) -> None:
        if not traces or any(trace.batch for trace in traces):
            raise ValueError("traces must be one or more single runs: choose one of a batch with trace.one(i)")
        if not LEAST <= ratio <= MOST:
            raise ValueError(f"ratio is {ratio!r}: it must be from {LEAST} to {MOST}")
        self.objective, self.ratio = traces[0].objective, float(ratio)
        self.theme = THEMES[choice("theme", theme, THEMES)]
        self.size = size if isinstance(size, Size) else SIZES[choice("size", size, SIZES)]
        self.panels = [panel if isinstance(panel, Panel) else Panel(panel) for panel in panels]
        self.looks = looks(trace.rule for trace in traces)
        self.pixels = round(self.size.width * self.ratio), round(self.size.height * self.ratio)
        with drawing(rc(self.theme, self.size)):
            wide, high = (_inches(pixels, DPI * ratio) for pixels in self.pixels)
            self.figure = Figure((wide, high), dpi=DPI * ratio)
            self.canvas = FigureCanvasAgg(self.figure)
            self.landscape, self.views = lay_out(
                self.figure, traces, self.panels, self.looks, self.theme, self.size, arrows, view, equal
            )
        self._write = Writing(self.theme, self.size, self.ratio)
        self._strips = Strips(quality=85 if self.ratio < FINE else 75)
        self._layers = Layers(self.canvas, self.views)
        self.show(traces)

    @alone
    def show(
        self, traces: Sequence[Trace], ghosts: bool = True, moving: bool = False, seeds: Sequence[Trace] = ()
    ) -> None:
        """Show these runs from now on.

        Args:
            traces: as many as there were, on the same objective.
            ghosts: whether to show faintly what is still to come. If not, nothing in the picture of a step
                depends on what comes after it, the scales of the axes included.
            moving: whether each run is replaced by the next at once; then axes grow where they must and never shrink.
            seeds: for each run a batch of the same with other seeds, ``(seeds,)``; a band behind it, with the ghosts.
        """
        self.moving, self.ghosts, self.traces = moving, ghosts, list(traces)
        self.steps = max(trace.steps for trace in traces)
        for view in self.views:
            view.take(traces, hidden=not ghosts, moving=moving)
            view.surround([[batch.one(i) for i in range(batch.batch[0])] for batch in seeds])
        self._layers.renew(self.ghosts)

    @property
    def letters(self) -> float:
        """The size of the smallest letters, in CSS pixels."""
        written = [
            float(text.get_fontsize()) for text in self.figure.findobj(Text) if text.get_visible() and text.get_text()
        ]
        return min([*written, self._write.smallest]) * DPI / 72

    @alone
    def picture(self, t: int) -> Image.Image:
        """Step t, in mode RGBX."""
        return as_picture(self._drawn(t)).copy()

    def frame(self, t: int) -> Array:
        """Step t as pixels, ``(height, width, 3)``."""
        return np.asarray(self.picture(t).convert("RGB"))

    @alone
    def png(self, t: int) -> bytes:
        """Step t without loss, for a picture at rest."""
        return encoded(as_picture(self._drawn(t)).convert("RGB"), "PNG", compress_level=1, compress_type=zlib.Z_RLE)

    @alone
    def jpeg(self, t: int) -> bytes:
        """Step t small and fast, for a picture that moves."""
        return self._strips(self._drawn(t))

    def data_at(self, x: float, y: float) -> Array | None:
        """The start at so many CSS pixels from the top left, whatever the ratio; None beside the landscape."""
        point = self.landscape.point_at(x, y) if self.landscape is not None else None
        return None if point is None or self.landscape is None else self.landscape.data(*point)

    def _drawn(self, t: int) -> Array:
        """Step t as the pixels of the canvas itself, until the next one is drawn: to copy them takes long."""
        pixels = self._layers.drawn(t, self.ghosts)
        self._write(as_picture(pixels), self.views, t, caption(self.traces, t))
        return pixels


def _inches(pixels: int, dpi: float) -> float:
    """So many pixels, and by no rounding less: matplotlib before 3.11 then leaves out the last one."""
    inches = pixels / dpi
    return inches if inches * dpi >= pixels else float(np.nextafter(inches, np.inf))
