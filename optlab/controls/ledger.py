"""The formula of a step with that step's numbers put in."""

from __future__ import annotations

import ipywidgets as widgets

from optlab.formula import aligned, formula, worked
from optlab.notation import written
from optlab.trace import Trace


class Ledger(widgets.VBox):
    """Each line of a rule's update three times: in letters, in numbers, and what comes out.

    Shows one coordinate, chosen above where there are several.
    """

    def __init__(self, trace: Trace, t: int = 1) -> None:
        self.trace, self.t = trace, t
        self.page = widgets.HTMLMath()
        self.page.add_class("optlab-ledger-page")
        names = trace.objective.coordinates
        self.coordinate = widgets.ToggleButtons(options=[(name, i) for i, name in enumerate(names)])
        self.coordinate.style.button_width = "auto"
        self.coordinate.observe(lambda _: self.show(self.trace, self.t), "value")
        self.coordinate.layout.display = "" if len(names) > 1 else "none"
        super().__init__([self.coordinate, self.page])
        self.add_class("optlab-ledger")
        self.show(trace, t)

    def show(self, trace: Trace, t: int) -> None:
        """Put in the numbers of step t."""
        self.trace, self.t = trace, t
        self.page.value = ledger(trace, t, self.coordinate.value)


def ledger(trace: Trace, t: int, coordinate: int = 0) -> str:
    r"""The ledger of step t as LaTeX between dollars.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> r"\Delta x_t = -\eta\,g_t &= -0.1 \cdot 20 &&= -2" in ledger(run(GradientDescent(), parabola, steps=3), 1)
    True
    """
    if t == 0:
        return "Step 0 is the start. Each step is made so:" + aligned(
            line.replace("=", "&=", 1) for line in formula(trace.rule)
        )
    rows = [f"g_t &= {written(trace['gradient'][t, coordinate])}"]
    rows += [f"{letters} &= {terms} &&= {result}" for letters, terms, result in worked(trace, t, coordinate)]
    return aligned(rows)
