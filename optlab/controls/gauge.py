"""What theory says, under the slider that it speaks of."""

from __future__ import annotations

import math

import ipywidgets as widgets

from optlab.theory import contraction, marks, measured_contraction
from optlab.trace import Trace

APART = 30  # per cent of the slider that two words in a row need
NAMES = {"limit": "limit of stability", "best": "best"}


class Gauge(widgets.HTML):
    """Marks on the learning-rate slider, and the predicted rate beside the measured one.

    Args:
        slider: a logarithmic slider; the marks stand under its track.
    """

    def __init__(self, slider: widgets.FloatLogSlider) -> None:
        super().__init__()
        self.slider = slider
        self.add_class("optlab-gauge")

    def show(self, trace: Trace | None) -> None:
        """Say what theory says of this run; nothing where it says nothing, or where there is no run to speak of."""
        found = marks(trace.rule, trace.objective) if trace is not None else {}
        self.value = self._scale(found) + _sentence(trace, found) if found else ""
        self.layout.display = "" if found else "none"

    def _scale(self, found: dict[str, float]) -> str:
        shown, ends = [], []  # where the last word of each row stands
        for name, rate in sorted(found.items(), key=lambda item: item[1]):
            place = 100 * (math.log10(rate) - self.slider.min) / (self.slider.max - self.slider.min)
            if not 0 <= place <= 100:
                continue
            row = next((i for i, end in enumerate(ends) if place - end > APART), len(ends))
            ends[row:] = [place, *ends[row + 1 :]]
            words = f"{NAMES.get(name, name)} = {rate:.3g}"
            shown.append(f'<span class="optlab-mark" style="left:{place:.2f}%;--row:{row}">{words}</span>')
        return f'<div class="optlab-scale" style="--rows:{len(ends)}">{"".join(shown)}</div>'


def _sentence(trace: Trace, found: dict[str, float]) -> str:
    predicted, measured = contraction(trace.rule, trace.objective), measured_contraction(trace)
    said = f"theory: distance × {predicted:.4g} a step in the long run"
    if measured is not None and trace.verdict.kind != "stuck":
        said += f" · measured: × {measured:.4g}"
    limit = found.get("2/L", found.get("limit"))
    return f"<div>{said}{' · beyond the limit' if trace.rule.learning_rate > limit else ''}</div>"
