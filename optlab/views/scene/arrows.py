"""What a step is made of, as arrows: the terms of the rule's own formula, tip to tail, and their sum."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from optlab.formulas.numbers import numbers
from optlab.formulas.step_terms import looks_ahead, step_terms, undivided
from optlab.formulas.term_letters import plain
from optlab.objectives.plane import OnPlane
from optlab.optimizers.rule import Rule
from optlab.runs.trace import Trace
from optlab.values import Array
from optlab.views.contrast import TEXT, apart
from optlab.views.scene.polygons import NOWHERE, arrow, vectors
from optlab.views.style import DPI, PALETTE, SIZES, Size, Theme
from optlab.views.words import number

OTHERS = ("purple", "sky", "blue", "red")  # colours of terms without the gradient; that of the gradient is green
LONG = 110.0  # of 800 pixels: the longest arrow of a step is at most as long, unless the step itself is longer


def term_colours(rule: Rule, theme: Theme) -> list[str]:
    """A colour for each of a rule's `step_terms`, in the picture and in the ledger: green has the gradient in it.

    >>> from optlab import Momentum
    >>> from optlab.views.style import LIGHT
    >>> term_colours(Momentum(), LIGHT)
    ['#A56186', '#008762']
    """
    others = iter(OTHERS * 9)
    names = ["green" if term.slope else next(others) for term in step_terms(rule)]
    return [apart(theme[PALETTE[name]], theme.paper, TEXT) for name in names]


class Arrows:
    """The arrows of one run. Each step begins at a ring, where its slope was taken.

    Hollow arrows are no part of the step: the direction of a term before it is divided, as long as the term,
    or how the step before has led to where the slope is taken.

    Args:
        axes: where they are drawn.
        rule: whose steps; no arrow but the step's own if its update has no formula.
        theme, size: of the picture.
        mover: what to call with each artist that is drawn once a step.
        plane: on which they are projected; None where all of a step is seen.
    """

    def __init__(
        self, axes: Axes, rule: Rule, theme: Theme, size: Size, mover: Callable, plane: OnPlane | None = None
    ) -> None:
        self.axes, self.theme, self.size, self.mover = axes, theme, size, mover
        self.seen = (lambda vectors: vectors) if plane is None else plane.seen
        self.colours = term_colours(rule, theme)
        self.hollow = [self._polygon(theme.paper, colour, 10) for colour in self.colours]
        self.full = [self._polygon(colour, theme.paper, 11) for colour in self.colours]
        self.sum = self._polygon(theme.ink, theme.paper, 12)
        ring = {"marker": "o", "mfc": theme.paper, "mec": theme.ink, "mew": size.line * 0.6, "ls": "", "zorder": 13}
        self.ring = mover(axes.plot([], [], ms=size.text * 0.42, **ring)[0])

    def take(self, trace: Trace) -> None:
        """Take a run."""
        rule, found = trace.rule, step_terms(trace.rule)
        self.order = sorted(range(len(found)), key=lambda i: not found[i].slope)  # the slope's term begins at the ring
        self.numbers = [self.seen(each) for each in numbers(rule, trace, [term.tree for term in found])]
        before = [undivided(rule, term) for term in found]
        self.before = [None if tree is None else self.seen(numbers(rule, trace, [tree])[0]) for tree in before]
        self.ahead = [looks_ahead(rule, term) for term in found]
        self.steps = self.seen(trace["step"])
        said = [
            plain(rule, term.tree) or ("step" if len(found) == 1 else f"term {i + 1}") for i, term in enumerate(found)
        ]
        self.words = [(f"→ {text}", colour) for text, colour in zip(said, self.colours, strict=True)]
        self.words += [
            (f"⇨ along {plain(rule, tree)}", colour)
            for tree, colour in zip(before, self.colours, strict=True)
            if tree is not None
        ]
        if any(self.ahead):
            self.words.append(("⇨ the look ahead", self.colours[self.ahead.index(True)]))
        if len(found) != 1:
            self.words.append(("→ step", self.theme.ink))

    def go(self, t: int, begin: Array) -> None:
        """Show step t, which begins at a point of the axes."""
        for polygon in (*self.hollow, *self.full, self.sum):
            polygon.set_xy(NOWHERE)
        self.ring.set_data(*(begin[:, None] if t else ([], [])))
        if t == 0:
            return
        em, scale = self.size.text * self._ratio, self.scale(t)
        ring = tail = self.axes.transData.transform(begin)
        flat = self.steps.shape[1] == 1  # then the arrows would cover each other, and each is lifted above the last
        for place, i in enumerate(self.order):
            lift = np.array([0.0, flat * (place + 1.0) * em])
            vector = vectors(self.axes, self.numbers[i][t]) * scale
            if self.ahead[i]:
                last = vectors(self.axes, self.numbers[i][t - 1]) * scale
                self.hollow[i].set_xy(arrow(ring - last + lift, last, em * 0.33))
            elif (before := self.before[i]) is not None and not flat:
                along = vectors(self.axes, before[t])
                as_long = along * np.hypot(*vector) / (np.hypot(*along) or 1.0)
                self.hollow[i].set_xy(arrow(tail, as_long, em * 0.33))
            self.full[i].set_xy(arrow(tail + lift, vector, em * 0.33))
            tail = tail + vector
        if len(self.full) != 1 or np.isnan(self.numbers[0][t]).any():  # of a step that is made otherwise
            self.sum.set_xy(arrow(ring, vectors(self.axes, self.steps[t]) * scale, em * 0.16))

    def scale(self, t: int) -> float:
        """How many times as long as the step its arrows are drawn, so that they can be seen: 1, 2, 5, 10, …"""
        lengths = [np.hypot(*vectors(self.axes, column[t])) for column in [*self.numbers, self.steps]]
        longest = max(lengths) / self._ratio
        long = LONG * min(1.0, self.size.width / SIZES["normal"].width)
        if t == 0 or not longest > 0 or longest > long / 2:
            return 1.0
        power = 10.0 ** np.floor(np.log10(long / longest))
        return float(max(n * power for n in (1, 2, 5) if n * power * longest <= long))

    def key(self, t: int) -> list[tuple[str, str]]:
        """What the arrows are: words, each with its colour."""
        larger = self.scale(t)
        return self.words + [(f"drawn × {number(larger)}", self.theme.muted)] * (larger > 1)

    @property
    def _ratio(self) -> float:
        return self.axes.figure.dpi / DPI

    def _polygon(self, face: str, edge: str, order: int) -> Polygon:
        style = {"lw": self.size.line * 0.5, "joinstyle": "round", "zorder": order}
        return self.mover(self.axes.add_patch(Polygon(NOWHERE, fc=face, ec=edge, transform=None, **style)))
