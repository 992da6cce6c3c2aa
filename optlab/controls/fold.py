"""What is not needed at once, behind one word."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets


class Fold(widgets.VBox):
    """A button that shows what is under it, or hides it again.

    Args:
        words: on the button.
        inner: hidden in the beginning.
    """

    def __init__(self, words: str, inner: widgets.DOMWidget) -> None:
        self.button = widgets.ToggleButton(
            description=words, tooltip=words, icon="caret-right", layout={"width": "auto"}
        )
        self.inner = inner
        inner.layout.display = "none"
        self.button.observe(self._turn, "value")
        super().__init__([self.button, inner])
        self.add_class("optlab-fold")

    def _turn(self, change: dict[str, Any]) -> None:
        self.inner.layout.display = None if change["new"] else "none"
        self.button.icon = "caret-down" if change["new"] else "caret-right"
