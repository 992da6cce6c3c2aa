"""The formula of a step with that step's numbers put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

import ipywidgets as widgets
import numpy as np

from optlab.controls.coordinate import chooser
from optlab.formulas.breadth import breadth
from optlab.formulas.formula import aligned, formula, repeated
from optlab.formulas.program import NoFormula
from optlab.formulas.ways import ways
from optlab.formulas.worked import shows_all, slope, worked
from optlab.runs.trace import Trace

LINE = 38  # a row of more signs has its numbers below its letters, so that it fits beside the picture
LONGEST, LONGEST_ON_SLIDE = 47, 99  # a row of more signs has what comes out below its numbers, and none is cut off
LOOKS = 20  # steps of a run that are looked at to find the ledger with the most rows
WIDE = 32  # signs in letters alone: a formula that has such a row takes more of a slide than the picture


class Ledger(widgets.VBox):
    """Each line of a rule's update three times: in letters, in numbers, and what comes out.

    Shows one coordinate, chosen above where there are several; of a rule for matrices, a whole matrix.

    Args:
        trace: a single run.
        t: the step to show first.
        colours: called when the numbers are put in, for the colours of the step's terms; none if it gives none.
    """

    def __init__(self, trace: Trace, t: int = 1, colours: Callable[[], Sequence[str]] = tuple) -> None:
        self.trace, self.t, self.slide, self.colours = trace, t, False, colours
        self._kept: tuple | None = None  # the trace and the coordinate whose room is kept
        self.page = widgets.HTMLMath(_dom_classes=("optlab-ledger-page",))
        self.reserve = widgets.HTMLMath(_dom_classes=("optlab-ledger-page", "optlab-ledger-reserve"))
        self.coordinate = chooser(trace.objective, trace)
        if shows_all(trace):
            self.coordinate.layout.display = "none"
        self.coordinate.observe(lambda _: self.show(self.trace, self.t, slide=self.slide), "value")
        pages = widgets.Box([self.page, self.reserve], _dom_classes=("optlab-ledger-pages",))
        super().__init__([self.coordinate, pages])
        self.add_class("optlab-ledger")
        if _is_wide(trace):
            self.add_class("optlab-wide")
        self.show(trace, t)

    def show(self, trace: Trace, t: int, still: bool = True, slide: bool = False) -> None:
        """Put in the numbers of step t; while it is not ``still`` there is no time for that, and none are shown.

        On a ``slide`` there is more room across.
        """
        (self.page.remove_class if still else self.page.add_class)("optlab-moving")
        if not still:
            return
        self.trace, self.t, self.slide = trace, t, slide
        self.page.value = ledger(trace, t, self.coordinate.value or 0, self.colours(), slide)

    def keep_room(self, room: bool) -> None:
        """Take as much room at each step as at the one that needs most of it, so that nothing moves beside it."""
        kept = (self.trace, self.coordinate.value) if room else None
        if kept != self._kept:
            self.reserve.value = tallest(self.trace, self.coordinate.value or 0) if room else ""
        self._kept = kept


def ledger(trace: Trace, t: int, coordinate: int = 0, colours: Sequence[str] = (), slide: bool = False) -> str:
    r"""The ledger of step t as LaTeX between dollars, or the sentence that says why there is none.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> r"\Delta x_t &= -\eta\,g_t = -0.1 \cdot 20 = -2" in ledger(run(GradientDescent(), parabola, steps=3), 1)
    True
    """
    try:
        if t == 0:
            most = "Each step is" if len(ways(trace.rule)) == 1 else "Most steps are"
            return f"Step 0 is the start. {most} made so:" + _set(formula(trace.rule, colours) + repeated(trace.rule))
        rows = [" = ".join(slope(trace, t, coordinate))]
        with np.errstate(all="ignore"):  # of a run that diverges the last numbers are too large for their lengths
            lines = worked(trace, t, coordinate, colours)
            left = max(breadth(letters.partition("=")[0]) for letters, _, _ in lines)
            rows += [_row(*line, LONGEST_ON_SLIDE if slide else LONGEST - left) for line in lines]
        return _set(rows)
    except NoFormula as why:
        return f'<span class="mathjax_ignore tex2jax_ignore">{escape(str(why))}</span>'


def tallest(trace: Trace, coordinate: int = 0) -> str:
    """The ledger that has the most rows, of a few steps of a run: zeros, since it is there for its height alone."""
    steps = sorted({round(trace.steps * part / LOOKS) for part in range(1, LOOKS + 1)} | {1})
    pages = [ledger(trace, t, coordinate, slide=True) for t in steps]
    return re.sub(r"\d(?!pt\])", "0", max(pages, key=lambda page: page.count(r"\\")))


def _is_wide(trace: Trace) -> bool:
    try:
        return max(breadth(row) for row in formula(trace.rule) + repeated(trace.rule)) > WIDE
    except NoFormula:
        return False


def _row(letters: str, terms: str, result: str, longest: int) -> str:
    numbers = [f"= {text}" for text in dict.fromkeys((terms, result)) if not letters.endswith(f" = {text}")]
    if breadth(letters + "".join(numbers)) <= LINE:
        return " ".join([letters, *numbers])
    matrices = r"\begin" in result and breadth(letters.partition("=")[0] + "".join(numbers)) > LINE
    several = matrices or breadth("".join(numbers)) > longest
    return letters + r" \\ &" + (r" \\ &" if several else " ").join(numbers)


def _set(rows: list[str]) -> str:
    """Rows as LaTeX in HTML: a letter may hold what a page would take for a tag."""
    latex = aligned(row.replace("=", "&=", 1) for row in rows)
    return latex.replace("<", "&lt;").replace(">", "&gt;")
