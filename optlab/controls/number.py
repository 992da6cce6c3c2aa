"""A number that can be changed: a slider, a box to type into, and a line for what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from optlab.controls.gauge import Gauge
from optlab.controls.sliders import Slider, chosen, place


class NumberControl(widgets.VBox):
    """One number.

    Args:
        name: of the number, as it is said in a complaint.
        value: where it begins.
        letter: that stands before its name; "" for none.
        slider: that fits it.
        judge: raises a ValueError that begins with the name, for a value that may not be.
        changed: called with the new value once it is a good one.
        gauge: whether theory speaks of it.
    """

    def __init__(
        self,
        name: str,
        value: float,
        letter: str,
        slider: Slider,
        judge: Callable[[float], Any],
        changed: Callable[[float], None],
        gauge: bool = False,
    ) -> None:
        self.name, self.value, self.judge, self.changed = name, value, judge, changed
        words = name.replace("_", " ").replace(".", " ")
        self.label = widgets.Label(f"{letter}  {words}".strip())
        self.label.add_class("optlab-name")
        self.slider = slider
        self.slider.tooltip = words
        self.box = widgets.Text(_written(value), continuous_update=False)
        self.box.add_class("optlab-box")
        self.box.tooltip = words
        self.complaint = widgets.HTML(layout={"display": "none"})
        self.complaint.add_class("optlab-complaint")
        row = widgets.HBox([self.label, self.slider, self.box], layout={"align_items": "center"})
        self.gauge = Gauge(slider) if gauge and isinstance(slider, widgets.FloatLogSlider) else None
        super().__init__([row, *([self.gauge] if self.gauge else []), self.complaint])
        self.add_class(f"optlab-{name.replace('.', '-')}")
        place(self.slider, value)
        self._listening = True
        self.slider.observe(self._slid, "value")
        self.box.observe(self._typed, "value")

    def set(self, value: float) -> None:
        """Show a value that came from elsewhere."""
        self._listening = False
        self.value = value
        self.box.value = _written(value)
        place(self.slider, value)
        self._complain("")
        self._listening = True

    def lock(self, locked: bool) -> None:
        """Let it not be changed, or let it again."""
        self.slider.disabled = self.box.disabled = locked

    def _slid(self, change: dict[str, Any]) -> None:
        value = chosen(self.slider, change["new"], self.value) if self._listening else None
        if value is not None:
            self._try(value, str(value))

    def _typed(self, change: dict[str, Any]) -> None:
        if not self._listening:
            return
        try:
            value = float(change["new"])
        except ValueError:
            self._complain(f"{self.name} is {change['new']!r}: it must be a number")
            return
        whole = isinstance(self.value, int) and value.is_integer()
        self._try(int(value) if whole else value, change["new"])

    def _try(self, value: float, words: str) -> None:
        try:
            self.judge(value)
        except ValueError as mistake:
            said = str(mistake)
            short = self.name.rpartition(".")[2]
            self._complain(said if said.startswith(short) else f"{self.name} is {words!r}: it must be a number")
            return
        changed = value != self.value
        self.set(value)
        if changed:
            self.changed(value)

    def _complain(self, words: str) -> None:
        self.complaint.value = escape(words)
        self.complaint.layout.display = "" if words else "none"


def _written(value: float) -> str:
    return f"{value:.6g}"
