"""The figures' own font, and how wide it sets a text."""

from __future__ import annotations

from functools import cache

from matplotlib.font_manager import findfont
from PIL import ImageFont

from optlab.views.style import DPI

BOLD = 1.13  # bold letters are this many times as wide as regular ones


@cache
def font(points: float) -> ImageFont.FreeTypeFont:
    """The font of a size in points, which matplotlib brings along."""
    return ImageFont.truetype(findfont("DejaVu Sans"), points * DPI / 72)


def width_of(text: str, points: float, bold: bool = False) -> float:
    """How wide a text is, in CSS pixels."""
    return (BOLD if bold else 1.0) * font(points).getlength(text)


def lines_of(text: str, points: float, width: float, bold: bool = False) -> list[str]:
    """A text in lines, none wider than so many CSS pixels, unless a word is.

    >>> lines_of("one two three four", points=12, width=100)
    ['one two', 'three four']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, points, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
