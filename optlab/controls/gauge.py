"""What theory says, under the slider that it speaks of."""

from __future__ import annotations

import math

import ipywidgets as widgets

from optlab.runs.trace import Trace
from optlab.theory import contraction, marks, measured_contraction

NAMES = {"limit": "limit of stability", "best": "best"}
SIGNS = {"1/L": "┊", "2/L": "┃", "limit": "┃", "best": "▲"}  # by mark: the sign that is drawn
EMPTY = '<div class="optlab-scale"></div><div class="optlab-legend">&nbsp;</div>'


class Gauge(widgets.HTML):
    """Marks on the learning-rate slider, and the predicted rate beside the measured one.

    Args:
        slider: a logarithmic slider; the marks stand under its track.
    """

    def __init__(self, slider: widgets.FloatLogSlider) -> None:
        super().__init__()
        self.slider = slider
        self.add_class("optlab-gauge")

    def show(self, trace: Trace, hidden: bool = False) -> None:
        """Say what theory says of this run; nothing where it says nothing. ``hidden`` keeps the room for it empty."""
        found = marks(trace.rule, trace.objective)
        self.value = _scale(found, self.slider) + _legend(trace, found) if found else ""
        if found and hidden:
            self.value = EMPTY
        self.layout.display = "" if found else "none"


def _scale(found: dict[str, float], slider: widgets.FloatLogSlider) -> str:
    shown = []
    for name, rate in found.items():
        place = 100 * (math.log10(rate) - slider.min) / (slider.max - slider.min)
        if 0 <= place <= 100:
            kind = "best" if name == "best" else "half" if name == "1/L" else "limit"
            shown.append(f'<span class="optlab-mark optlab-mark-{kind}" style="left:{place:.2f}%"></span>')
    return f'<div class="optlab-scale">{"".join(shown)}</div>'


def _legend(trace: Trace, found: dict[str, float]) -> str:
    words = [f"<span>{SIGNS[name]} {NAMES.get(name, name)} = {rate:.3g}</span>" for name, rate in found.items()]
    return f'<div class="optlab-legend">{"".join(words)}<span>{_sentence(trace, found)}</span></div>'


def _sentence(trace: Trace, found: dict[str, float]) -> str:
    predicted, measured = contraction(trace.rule, trace.objective), measured_contraction(trace)
    said = f"theory: distance × {predicted:.4g} a step in the long run"
    if measured is not None and trace.verdict.kind != "stuck":
        said += f" · measured: × {measured:.4g}"
    limit = found.get("2/L", found.get("limit", float("inf")))
    beyond = trace.rule.hyperparameters["learning_rate"] > limit
    return f"{said}{' · beyond the limit' if beyond else ''}"
