"""A hyperparameter under the hand: a slider, a box to type into, and a line for what is wrong."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from optlab.controls.gauge import Gauge
from optlab.notation import symbol
from optlab.rule import Rule

NEAR_ONE = [0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9999]
DECAYS = [round(0.05 * i, 2) for i in range(19)] + NEAR_ONE
LOWEST, HIGHEST = {"epsilon": -10, "weight_decay": -5}, {"epsilon": 1, "weight_decay": 0}


class NumberControl(widgets.VBox):
    """One number of a rule.

    Args:
        rule: whose number it is; it also judges what may be typed.
        name: of the hyperparameter.
        changed: called with the new value once it is a good one.
    """

    def __init__(self, rule: Rule, name: str, changed: Callable[[float], None]) -> None:
        self.rule, self.name, self.changed = rule, name, changed
        self.value: float = getattr(rule, name)
        words = name.replace("_", " ")
        self.label = widgets.Label(f"{symbol(name)}  {words}".strip())
        self.label.add_class("optlab-name")
        self.slider = _slider(rule, name)
        self.slider.tooltip = words
        self.box = widgets.Text(_written(self.value), continuous_update=False)
        self.box.add_class("optlab-box")
        self.box.tooltip = words
        self.complaint = widgets.HTML(layout={"display": "none"})
        self.complaint.add_class("optlab-complaint")
        row = widgets.HBox([self.label, self.slider, self.box], layout={"align_items": "center"})
        self.gauge = Gauge(self.slider) if name == "learning_rate" else None
        super().__init__([row, *([self.gauge] if self.gauge else []), self.complaint])
        self.add_class(f"optlab-{name}")
        self._place_slider()
        self._listening = True
        self.slider.observe(self._slid, "value")
        self.box.observe(self._typed, "value")

    def set(self, value: float) -> None:
        """Show a value that came from elsewhere."""
        self._listening = False
        self.value = value
        self.box.value = _written(value)
        self._place_slider()
        self._complain("")
        self._listening = True

    def _slid(self, change: dict[str, Any]) -> None:
        if self._listening and not self._snapped(change["new"]):
            self._take(_rounded(change["new"]))

    def _snapped(self, position: float) -> bool:
        """Whether the browser only moved the handle to its nearest notch, and nobody touched it."""
        if isinstance(self.slider, widgets.SelectionSlider) or not self.value:
            return False
        return abs(math.log10(position / self.value)) <= self.slider.step / 2

    def _typed(self, change: dict[str, Any]) -> None:
        if not self._listening:
            return
        try:
            value = float(change["new"])
            replace(self.rule, **{self.name: value})
        except ValueError as mistake:
            said = str(mistake)
            self._complain(
                said if said.startswith(self.name) else f"{self.name} is {change['new']!r}: it must be a number"
            )
            return
        self._take(value)

    def _take(self, value: float) -> None:
        changed = value != self.value
        self.set(value)
        if changed:
            self.changed(value)

    def _place_slider(self) -> None:
        if isinstance(self.slider, widgets.SelectionSlider):
            self.slider.index = min(range(len(DECAYS)), key=lambda i: abs(DECAYS[i] - self.value))
        else:
            low, high = 10**self.slider.min, 10**self.slider.max
            self.slider.value = min(max(self.value, low), high)

    def _complain(self, words: str) -> None:
        self.complaint.value = words
        self.complaint.layout.display = "" if words else "none"


def _slider(rule: Rule, name: str) -> widgets.Widget:
    value = getattr(rule, name)
    if value < 1 and not _allows(rule, name, 1.0):
        return widgets.SelectionSlider(options=[(f"{d:g}", d) for d in DECAYS], readout=False)
    centre = math.floor(math.log10(value)) if value > 0 else -3
    low, high = LOWEST.get(name, min(-4, centre - 2)), HIGHEST.get(name, max(1, centre + 2))
    start = min(max(value, 10.0**low), 10.0**high)
    return widgets.FloatLogSlider(value=start, min=low, max=high, step=0.02, readout=False)


def _allows(rule: Rule, name: str, value: float) -> bool:
    try:
        replace(rule, **{name: value})
    except ValueError:
        return False
    return True


def _rounded(value: float) -> float:
    """To three digits: what the box shows is what the run uses."""
    return float(f"{value:.3g}")


def _written(value: float) -> str:
    return f"{value:.6g}"
