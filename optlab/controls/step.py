"""The place in the run, as a slider."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from optlab.controls.state import State
from optlab.views.alone import alone


class StepSlider(widgets.IntSlider):
    """Shows the step of a player's state, and writes it.

    While pictures are drawn the page moves it by the step that comes with each of them (picture.js). As a message
    of its own its value cost a class's processors a sixth of all that a picture does.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        layout = {"flex": "1 1 auto"}
        super().__init__(state.t, 0, state.steps, description="step", tooltip="step", layout=layout)
        self.style.description_width = "initial"
        self.add_class("optlab-step")

    def send_state(self, key: Any = None) -> None:
        """Tell the page; but not of the value while it comes with a picture."""
        if key != "value" or not self.state.watched:
            super().send_state(key)

    @alone
    def set_state(self, sync_data: dict) -> None:
        """Take what the page says of it, where it stands so already."""
        self.state.slid = True
        try:
            super().set_state(sync_data)
        finally:
            self.state.slid = False
