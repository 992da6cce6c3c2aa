"""Play, pause, step, and the place in the run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

SPEEDS = [2, 5, 10, 30, 100, 300]
SECONDS = 5  # in which a whole run is played unless told otherwise


class Transport(widgets.HBox):
    """The row of buttons under the picture.

    Args:
        steps: of the run.
        go: called with the step to show.
        reset: called when all is to be as it was in the beginning.
    """

    def __init__(self, steps: int, go: Callable[[int], None], reset: Callable[[], None]) -> None:
        self.play = widgets.ToggleButton(icon="play", tooltip="play", layout={"width": "52px"})
        self.play.add_class("optlab-play")
        self.play.observe(self._icon, "value")
        back = _button("step-backward", "one step back", lambda: go(self.step.value - 1))
        on = _button("step-forward", "one step on", lambda: go(self.step.value + 1))
        again = _button("undo", "reset", reset)
        again.add_class("optlab-reset")
        self.step = widgets.IntSlider(0, 0, steps, description="step", tooltip="step", layout={"flex": "1 1 auto"})
        self.step.style.description_width = "initial"
        self.step.add_class("optlab-step")
        self._moving = False
        self.step.observe(lambda change: None if self._moving else go(change["new"]), "value")
        speeds = [(f"{s} steps/s", float(s)) for s in SPEEDS]
        usual = min(SPEEDS, key=lambda s: abs(s - steps / SECONDS))
        self.speed = widgets.Dropdown(options=speeds, value=float(usual), layout={"width": "120px"})
        self.speed.tooltip = "speed"
        self.speed.add_class("optlab-speed")
        row = [back, self.play, on, self.step, self.speed, again]
        super().__init__(row, layout={"align_items": "center", "grid_gap": "2px"})

    def show(self, t: int) -> None:
        """Put the slider at step t, and nobody is told."""
        self._moving = True
        self.step.value = t
        self._moving = False

    def _icon(self, change: dict[str, Any]) -> None:
        self.play.icon = self.play.tooltip = "pause" if change["new"] else "play"


def _button(icon: str, words: str, action: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(icon=icon, tooltip=words, layout={"width": "42px"})
    button.on_click(lambda _: action())
    return button
