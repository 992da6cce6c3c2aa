"""A figure that a notebook shows when it is the last line of a cell."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import AutoLocator, FuncFormatter, NullLocator
from PIL import Image

from optlab.views.alone import drawing
from optlab.views.fonts import lines_of
from optlab.views.palette import in_few_colours
from optlab.views.settings import rc
from optlab.views.style import DPI, Size, Theme
from optlab.views.words import Powers, number

RATIO = 2  # pixels of the picture to one of the page: letters are sharp on every laptop
LEFT, BOTTOM, LINE = 8.1, 4.4, 2.0  # room for an axis with its numbers, and for a line of the headline, in type sizes
HEADLINE = 1.05  # the size of the headline, in type sizes


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
        numbers = dict.fromkeys(("xtick.labelsize", "ytick.labelsize"), size.text)  # on a slide none are too small
        self.theme, self.size, self.settings, self.digest = theme, size, rc(theme, size) | numbers, ""
        with drawing(self.settings):
            super().__init__((size.width / DPI, size.height / DPI), dpi=DPI)
        FigureCanvasAgg(self)
        self.headline = lines_of(title, HEADLINE * size.text, 0.97 * size.width, bold=True)
        place = {"x": 0.01, "y": 1 - 0.4 * LINE * self.em[1], "ha": "left", "va": "top"}
        with drawing(self.settings):
            self.suptitle("\n".join(self.headline), **place, weight="bold", size=HEADLINE * size.text, color=theme.ink)

    def __str__(self) -> str:
        return self.digest

    @property
    def em(self) -> tuple[float, float]:
        """The size of the type as a part of the width, and of the height."""
        return self.size.text / self.size.width, self.size.text / self.size.height

    @property
    def letters(self) -> float:
        """The size of the smallest letters, in pixels of the page where the picture is as wide as it is drawn."""
        return min(float(text.get_fontsize()) for text in self.findobj(Text) if text.get_text()) * DPI / 72

    def plot(self, place: tuple[int, int] | None = None, **given: Any) -> Axes:
        """The place to draw on, below the headline; ``given`` are its labels, scales and limits.

        With a ``place``, (column, row), each 0 or 1, it is one of four, and a line is left for what their colours are.
        """
        width, height = self.em
        top = 1 - height * LINE * (len(self.headline) + (0.7 if place is None else 1.7))
        box = LEFT * width, BOTTOM * height, 0.98 - LEFT * width, top - BOTTOM * height
        axes = self.add_axes(box if place is None else self._quarter(place, top), **given)
        for axis, scale in ((axes.xaxis, axes.get_xscale()), (axes.yaxis, axes.get_yscale())):
            if scale == "log":
                axis.set_major_formatter(Powers())
                axis.set_minor_locator(NullLocator())
            else:
                axis.set_major_locator(AutoLocator())
                axis.set_major_formatter(FuncFormatter(number))
        return axes

    def _quarter(self, place: tuple[int, int], top: float) -> tuple[float, float, float, float]:
        column, row = place
        width, height = self.em
        left, bottom, head = 0.75 * LEFT * width, BOTTOM * height, LINE * height  # its axis upwards has no name
        wide, tall = 0.49 - left, top / 2 - bottom - head
        return left + column * 0.5, bottom + (1 - row) * top / 2, wide, tall

    def line_of_names(self, curves: Sequence[Line2D]) -> None:
        """What the curves stand for, in the line that four pictures leave below the headline."""
        place = 0.01, 1 - self.em[1] * LINE * (len(self.headline) + 0.5)
        self.legend(
            handles=curves, loc="upper left", bbox_to_anchor=place, ncols=len(curves), borderaxespad=0, frameon=False
        )

    def key(self, axes: Axes, **given: Any) -> None:
        """What the colours stand for, beside the picture."""
        legend = axes.legend(
            loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0, handlelength=2, frameon=False, **given
        )
        self.make_room(axes, legend.get_window_extent().width / self.bbox.width + self.em[0])

    def make_room(self, axes: Axes, width: float) -> None:
        """Leave so great a part of the figure's width free, to the right of the axes."""
        box = axes.get_position()
        axes.set_position((box.x0, box.y0, box.width - width, box.height))

    def png(self) -> bytes:
        """The picture, twice as many pixels wide as it is on the page."""
        drawn, written = BytesIO(), BytesIO()
        with drawing(self.settings):
            self.savefig(drawn, format="png", dpi=RATIO * DPI, pil_kwargs={"compress_level": 0})
        in_few_colours(Image.open(drawn)).save(written, "PNG", optimize=True)
        return written.getvalue()

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, str], dict[str, Any]]:
        data = {"text/plain": str(self), "image/png": b64encode(self.png()).decode()}
        # A dark page may turn a picture that needs light paper into its opposite. JupyterLab looks for that need here.
        shown = {"image/png": {"alt": escape(str(self)), "width": self.size.width}, "needs_background": "light"}
        return data, shown
