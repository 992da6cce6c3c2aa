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

from optlab.views.style import DPI, Size, Theme, rc

LETTERS = 1.0  # of bold type that go into a figure one pixel wide and one point high


class Chart(Figure):
    """A matplotlib figure in the house's style, with its content in words.

    Matplotlib's own figures show in a notebook only if pyplot made them.

    Args:
        theme: paper and ink.
        size: width and height, type and lines.

    Attributes:
        digest: what there is to see; it is what the cell's output says in plain text, and the picture's alt text.
    """

    def __init__(self, theme: Theme, size: Size) -> None:
        self.size, self.settings, self.digest = size, rc(theme, size), ""
        with rc_context(self.settings):
            super().__init__((size.width / DPI, size.height / DPI), dpi=DPI, layout="constrained")
        FigureCanvasAgg(self)

    def __str__(self) -> str:
        return self.digest

    def headline(self, words: str) -> None:
        """Say what there is to see, over everything else, in as many lines as it takes."""
        letters = int(LETTERS * self.size.width / self.size.text)
        self.suptitle("\n".join(wrap(words, letters)), x=0.01, ha="left", weight="bold", size=1.05 * self.size.text)

    def key(self, axes: Axes, **given: Any) -> None:
        """What the lines and colours stand for, beside the picture."""
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0, handlelength=2.5, **given)

    def png(self) -> bytes:
        """The picture, ``size.width`` pixels wide."""
        buffer = BytesIO()
        with rc_context(self.settings):
            self.savefig(buffer, format="png", dpi=DPI)
        return buffer.getvalue()

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, str], dict[str, Any]]:
        data = {"text/plain": str(self), "image/png": b64encode(self.png()).decode()}
        return data, {"image/png": {"alt": escape(str(self)), "width": self.size.width}}
