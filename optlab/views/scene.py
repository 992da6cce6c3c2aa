"""A figure that shows any step of a run, fast: its ground is drawn once, then only artists move."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont
from PIL import Image, ImageDraw, ImageFont

from optlab.rule import Array
from optlab.trace import Trace
from optlab.views.landscape import KINDS
from optlab.views.panel import Graph, Panel, curve_names
from optlab.views.style import DPI, SIZES, THEMES, look, rc
from optlab.views.view import Label, View

BOLD = 1.13  # how much wider than its regular face the bold one is
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Scene:
    """The landscape of an objective with the runs on it, and panels beside it.

    Args:
        traces: one run or several, on one objective, of as many steps each.
        panels: names or `Panel`s, from top to bottom.
        theme: ``"light"`` or ``"dark"``.
        size: ``"normal"``, or ``"presenter"`` for a lecture hall.

    Raises:
        ValueError: no run, a batch of runs, another theme or size.
        KeyError: a panel that the runs do not have.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> scene = Scene([run(GradientDescent(), parabola, steps=10)])
    >>> scene.frame(3).shape
    (400, 800, 3)
    """

    def __init__(
        self,
        traces: Sequence[Trace],
        panels: Sequence[str | Panel] = ("loss",),
        theme: str = "light",
        size: str = "normal",
    ) -> None:
        if not traces or any(trace.batch for trace in traces):
            raise ValueError("traces must be one or more single runs: choose one of a batch with trace.one(i)")
        self.objective = traces[0].objective
        self.theme, self.size = _choice("theme", theme, THEMES), _choice("size", size, SIZES)
        self.panels = [panel if isinstance(panel, Panel) else Panel(panel) for panel in panels]
        self.looks: list = []
        for place, trace in enumerate(traces):
            self.looks.append(look(trace.rule, place, tuple(self.looks)))
        with mpl.rc_context(rc(self.theme, self.size)):
            self.figure = Figure((self.size.width / DPI, self.size.height / DPI), dpi=DPI)
            self.canvas = FigureCanvasAgg(self.figure)
            self.views = self._views(traces)
        self.fonts = [_font(self.size.text * scale) for scale in (1.05, 0.85)]
        self._ground = None
        self.show(traces)

    def show(self, traces: Sequence[Trace], ghosts: bool = True, moving: bool = False) -> None:
        """Show these runs from now on, with ``ghosts`` of what is still to come.

        What stands still between runs is not drawn again. While runs are ``moving``, each replaced
        by the next at once, the panels grow where they must and never shrink.
        """
        self.moving = moving
        self.traces = list(traces)
        self.steps = max(trace.steps for trace in traces)
        changed = [view.show(traces, moving) for view in self.views]
        if self._ground is None or any(changed):
            self.canvas.draw()
            self._ground = self.canvas.copy_from_bbox(self.figure.bbox)
        self.canvas.restore_region(self._ground)
        for view in self.views:
            for artist in view.ghosts if ghosts else ():
                view.axes.draw_artist(artist)
        self._run = self.canvas.copy_from_bbox(self.figure.bbox)

    def picture(self, t: int) -> Image.Image:
        """Step t, in mode RGBX. Text is set by Pillow, which is many times faster at it than matplotlib."""
        self.canvas.restore_region(self._run)
        for view in self.views:
            view.draw(t)
            for artist in view.movers:
                view.axes.draw_artist(artist)
        size = (self.size.width, self.size.height)
        picture = Image.frombuffer("RGBX", size, self.canvas.buffer_rgba(), "raw", "RGBX", 0, 1).copy()
        pen = ImageDraw.Draw(picture)
        taken: list[Box] = []
        for view in self.views:
            for label in view.labels(t):
                taken.append(self._write(pen, label, taken))
        corner = (0.7 * self.size.text, self.size.height - 0.7 * self.size.text)
        pen.text(corner, self._caption(t), self.theme.ink, self.fonts[0], anchor="ls")
        return picture

    def frame(self, t: int) -> Array:
        """Step t as pixels, ``(height, width, 3)``."""
        return np.asarray(self.picture(t).convert("RGB"))

    def png(self, t: int) -> bytes:
        """Step t without loss, for a picture at rest."""
        return _encoded(self.picture(t).convert("RGB"), "PNG", compress_level=1)

    def jpeg(self, t: int) -> bytes:
        """Step t small and fast, for a picture that moves."""
        return _encoded(self.picture(t), "JPEG", quality=85)

    def data_at(self, x: float, y: float) -> Array | None:
        """The start that a pixel of the landscape stands for, from the top left; None beside the landscape."""
        if self.landscape is None:
            return None
        axes = self.landscape.axes
        pixel = (x, self.size.height - y)
        if not axes.bbox.contains(*pixel):
            return None
        return axes.transData.inverted().transform(pixel)[: self.objective.dim]

    def _views(self, traces: Sequence[Trace]) -> list[View]:
        margin_x, margin_y = 5.2 * self.size.text / self.size.width, 4.2 * self.size.text / self.size.height
        top = 1 - 2.9 * self.size.text / self.size.height
        kind = KINDS.get(self.objective.dim)
        left = 0.54 if kind and self.panels else 1.0 if kind else 0.0
        views: list[View] = []
        self.landscape = None
        if kind:
            axes = self.figure.add_axes((margin_x, margin_y, left - margin_x - 0.02, top - margin_y))
            self.landscape = kind(axes, self.objective, self.looks, self.theme, self.size)
            views.append(self.landscape)
        gap = 3.2 * self.size.text / self.size.height
        height = (top - margin_y + gap) / max(1, len(self.panels))
        for row, panel in enumerate(self.panels):
            box = (left + margin_x, top - (row + 1) * height + gap, 1 - left - margin_x - 0.025, height - gap)
            axes = self.figure.add_axes(box)
            if row + 1 == len(self.panels):
                axes.set_xlabel("step", labelpad=1)
            else:
                axes.tick_params(labelbottom=False)
            views.append(Graph(axes, panel, curve_names(panel, traces[0]), self.looks, self.theme, self.size))
        for view in views:
            _fit(view)
        return views

    def _write(self, pen: ImageDraw.ImageDraw, label: Label, taken: Sequence[Box]) -> Box:
        """Write a label, past those that stand in its way; return the box around it."""
        room, style = self.size.text * 0.3, {"font": self.fonts[1], "anchor": label.anchor}
        x, y = label.x, label.y
        left, top, right, bottom = pen.textbbox((x, y), label.text, **style)
        box = (left - room, top - room, right + room, bottom + room)
        away = self.size.text * (0.4 if label.anchor.endswith("a") else -0.4)
        while any(_overlap(box, other) for other in taken):
            y, box = y + away, (box[0], box[1] + away, box[2], box[3] + away)
        pen.rounded_rectangle(box, room, fill=self.theme.paper, outline=label.colour)
        pen.text((x, y), label.text, fill=self.theme.ink, **style)
        return box

    def _caption(self, t: int) -> str:
        loss = f"   loss {self.traces[0]['loss'][t]:.3g}" if len(self.traces) == 1 else ""
        return f"step {t}{loss}"


def _fit(view: View) -> None:
    """Make a title as small as its axes is wide."""
    size = view.title.get_size()
    width = BOLD * _font(size).getlength(view.title.get_text())
    view.title.set_size(size * min(1, view.axes.bbox.width / width))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@cache
def _font(points: float) -> ImageFont.FreeTypeFont:
    """The font of the figure, which matplotlib brings along."""
    return ImageFont.truetype(findfont("DejaVu Sans"), points * DPI / 72)


def _encoded(picture: Image.Image, kind: str, **options) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _choice(name: str, value: str, allowed: dict):
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}: it must be one of {', '.join(map(repr, allowed))}")
    return allowed[value]
