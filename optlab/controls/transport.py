"""Play, pause, step, and the place in the run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from optlab.controls.state import State
from optlab.controls.step import StepSlider

SPEEDS = [2, 5, 10, 30, 100, 300]
MOST = 10_000  # the most steps that clicks on the plus lead to
SECONDS = 5  # by default a whole run is played in as many seconds


class Transport(widgets.HBox):
    """The row of buttons under the picture: they write the state, and show what it is.

    Args:
        state: of the player.
        reset: called when all is to be as it was in the beginning.
        draw: called for another draw of the noise; None where there is none.
        logarithmic: whether a panel is, and so may be switched to a linear axis.
    """

    def __init__(
        self,
        state: State,
        reset: Callable[[], None],
        draw: Callable[[], None] | None = None,
        logarithmic: bool = False,
    ) -> None:
        self.state = state
        self.play = widgets.ToggleButton(icon="play", tooltip="play", layout={"width": "52px"})
        self.play.add_class("optlab-play")
        self.play.observe(self._icon, "value")
        back = _button("step-backward", "one step back", lambda: self._move(-1))
        on = _button("step-forward", "one step on", lambda: self._move(1))
        again = _button("undo", "reset", reset)
        again.add_class("optlab-reset")
        self.step = StepSlider(state)
        speeds = [(f"{s} steps/s", float(s)) for s in SPEEDS]
        state.speed = float(min(SPEEDS, key=lambda s: abs(s - state.steps / SECONDS)))
        self.speed = widgets.Dropdown(options=speeds, value=state.speed, layout={"width": "120px"})
        self.speed.tooltip = "speed"
        self.speed.add_class("optlab-speed")
        self.linear = widgets.ToggleButton(icon="chart-line", tooltip="linear axes", layout={"width": "42px"})
        self.linear.layout.display = None if logarithmic else "none"
        _tie(state, "linear", self.linear)
        _tie(state, "playing", self.play)
        _tie(state, "speed", self.speed)
        _tie(state, "t", self.step)
        more = _button("plus", "twice as many steps", self._more)
        self.more = [more, *([_button("random", "another draw of the noise", draw)] if draw is not None else [])]
        state.observe(lambda _: self._lock(), "phase")
        state.observe(lambda change: setattr(self.step, "max", change["new"]), "steps")
        self.moving = [back, self.play, on, self.step]
        row = [back, self.play, on, self.step, self.speed, self.linear, *self.more, again]
        super().__init__(row, layout={"align_items": "center", "grid_gap": "2px"})
        self.add_class("optlab-transport")
        self._lock()

    def _lock(self) -> None:
        """Before a run has been predicted it does not move, and before it is told nothing of it changes."""
        for control in self.moving:
            control.disabled = self.state.waiting
        for control in self.more:
            control.disabled = self.state.hidden

    def _more(self) -> None:
        self.state.steps = min(2 * self.state.steps, max(MOST, self.state.steps))

    def _move(self, steps: int) -> None:
        self.state.t += steps

    def _icon(self, change: dict[str, Any]) -> None:
        self.play.icon = self.play.tooltip = "pause" if change["new"] else "play"


def _tie(state: State, name: str, control: Any) -> None:
    """A control shows a trait, and writes it.

    Both may be written by two threads at once, the clock's and that of the page's messages: each looks at
    what is there now. `traitlets.link` lets fall what comes while it is passing something on.
    """
    control.value = getattr(state, name)
    state.observe(lambda _: setattr(control, "value", getattr(state, name)), name)
    control.observe(lambda _: setattr(state, name, control.value), "value")


def _button(icon: str, words: str, action: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(icon=icon, tooltip=words, layout={"width": "42px"})
    button.on_click(lambda _: action())
    return button
