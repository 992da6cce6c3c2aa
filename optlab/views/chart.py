"""A figure that a notebook shows when it is the last line of a cell."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO
from textwrap import wrap
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullLocator

from optlab.views.panel import power_of_ten
from optlab.views.style import DPI, Size, Theme, rc

LETTERS = 1.0  # of bold type that go into a figure one pixel wide and one point high
LEFT, BOTTOM, LINE = 6.3, 4.4, 2.0  # room for an axis with its numbers, and for a line of the headline, in type sizes


class Chart(Figure):
    """A matplotlib figure in the house's style, with its content in words.

    Matplotlib's own figures show in a notebook only if pyplot made them. The room that everything
    takes is known beforehand: to have matplotlib find it out takes longer than the drawing.

    Args:
        title: what there is to see, in a sentence.
        theme: paper and ink.
        size: width and height, type and lines.

    Attributes:
        digest: what there is to see; it is what the cell's output says in plain text, and the picture's alt text.
    """

    def __init__(self, title: str, theme: Theme, size: Size) -> None:
        self.size, self.settings, self.digest = size, rc(theme, size), ""
        with rc_context(self.settings):
            super().__init__((size.width / DPI, size.height / DPI), dpi=DPI)
        FigureCanvasAgg(self)
        self.headline = wrap(title, int(LETTERS * size.width / size.text))
        place = {"x": 0.01, "y": 1 - 0.4 * LINE * self._em[1], "ha": "left", "va": "top"}
        self.suptitle("\n".join(self.headline), **place, weight="bold", size=1.05 * size.text)

    def __str__(self) -> str:
        return self.digest

    @property
    def _em(self) -> tuple[float, float]:
        """The size of the type as a part of the width, and of the height."""
        return self.size.text / self.size.width, self.size.text / self.size.height

    def plot(self, **given: Any) -> Axes:
        """The place to draw on, below the headline; ``given`` are its labels, scales and limits."""
        width, height = self._em
        top = 1 - height * LINE * (len(self.headline) + 0.7)
        axes = self.add_axes((LEFT * width, BOTTOM * height, 0.98 - LEFT * width, top - BOTTOM * height), **given)
        for axis, scale in ((axes.xaxis, axes.get_xscale()), (axes.yaxis, axes.get_yscale())):
            if scale == "log":
                axis.set_major_formatter(FuncFormatter(power_of_ten))
                axis.set_minor_locator(NullLocator())
        return axes

    def key(self, axes: Axes, **given: Any) -> None:
        """What the lines and colours stand for, beside the picture."""
        legend = axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0, handlelength=2.5, **given)
        box = axes.get_position()
        room = legend.get_window_extent(self.canvas.get_renderer()).width / self.bbox.width + self._em[0]
        axes.set_position((box.x0, box.y0, box.width - room, box.height))

    def png(self) -> bytes:
        """The picture, ``size.width`` pixels wide."""
        buffer = BytesIO()
        with rc_context(self.settings):
            self.savefig(buffer, format="png", dpi=DPI)
        return buffer.getvalue()

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, str], dict[str, Any]]:
        data = {"text/plain": str(self), "image/png": b64encode(self.png()).decode()}
        return data, {"image/png": {"alt": escape(str(self)), "width": self.size.width}}
