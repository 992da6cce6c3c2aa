"""Where in a figure the landscape and the panels stand: boxes with left, bottom, width and height, as parts of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optlab.views.scene.view import Box
from optlab.views.style import Size

TITLE = 1.75  # the height of a further line of a title; like all room for letters, in the text's points as CSS pixels
STACKED = 1.3  # times as wide as high, or less: one panel has more room below the landscape than beside it


@dataclass(frozen=True)
class Places:
    """The boxes of one figure.

    Args:
        size: of the figure.
        ground: whether there is a landscape, or a picture of a network in its place.
        panels: how many there are.
        stacks: whether one panel may stand below the landscape.
        heads: how many lines the title of the landscape has, then that of each panel; by default one each.
        row_head: how many lines the title of a row of images has.
        largest: the largest number beside the landscape.
    """

    size: Size
    ground: bool
    panels: int
    stacks: bool = False
    heads: Sequence[int] = ()
    row_head: int = 1
    largest: float = 0.0

    @property
    def stacked(self) -> bool:
        """Whether the panel is below the landscape."""
        wide = self.size.width / self.size.height
        return self.size.fitted and self.ground and self.panels == 1 and self.stacks and wide <= STACKED

    @property
    def left(self) -> float:
        """Where the panels begin."""
        return (0.54 if self.panels and not self.stacked else 1.0) if self.ground else 0.0

    def ground_box(self) -> Box:
        """The box of the landscape."""
        x, y, top = self._wide(self._numbers), self._bottom(), 1 - self._high(2.9)
        if self.stacked:
            y = self._below() + self._high(6.3)
            return x, y, 1 - x - self._right(), top - self._head(0) - y
        return x, y, self.left - x - 0.02, top - self._head(0) - y

    def panel_box(self, i: int) -> Box:
        """The box of a panel, from top to bottom."""
        y, head = self._bottom(), self._head(self.ground + i)
        x = self._wide(self._numbers if not self.size.fitted or self.stacked else 4.9)
        if self.stacked:
            return x, y, 1 - x - self._right(), self._below() - y - head
        top, gap = 1 - self._high(2.9), self._high(3.2)
        height = (top - y + gap) / max(1, self.panels)
        return self.left + x, top - (i + 1) * height + gap, 1 - self.left - x - self._right(), height - gap - head

    def overhang(self, box: Box) -> float:
        """By how much a title may begin before its box, as a part of the figure's width."""
        before = box[0] - (self.left if box[0] > self.left else 0.0)
        return max(0.0, before - self._wide(0.7)) if before <= self._wide(self._numbers + 0.1) else 0.0

    @property
    def _numbers(self) -> float:
        """What the numbers and the name of a landscape's axis take."""
        return 7.2 if self.size.fitted and self.largest >= 1000 else 5.7

    def _below(self) -> float:
        """The top of a panel below the landscape, but for its title's further lines."""
        y, top = self._bottom(), 1 - self._high(2.9 + 6.3)
        return y + 0.42 * (top - y)

    def _bottom(self) -> float:
        return self._high(4.2 if self.size.fitted else 4.6)

    def _right(self) -> float:
        return self._wide(1.9) if self.size.fitted else 0.025

    def _head(self, place: int) -> float:
        """What a title's further lines take."""
        lines = self.heads[place] if place < len(self.heads) else 1
        return self._high(TITLE * (lines - 1))

    def _wide(self, letters: float) -> float:
        return letters * self.size.text / self.size.width

    def _high(self, letters: float) -> float:
        return letters * self.size.text / self.size.height
