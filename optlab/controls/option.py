"""A hyperparameter that is no number: yes or no, one of a few words, or a function that is only shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

import ipywidgets as widgets


class OptionControl(widgets.Box):
    """A checkbox, a list to choose from, or a line of text.

    Args:
        name: of the hyperparameter.
        value: where it begins.
        hint: its type, which says what else it may be.
        letter: that stands before its name; "" for none.
        changed: called with the new value.
    """

    def __init__(self, name: str, value: Any, hint: Any, letter: str, changed: Callable[[Any], None]) -> None:
        words = f"{letter}  {name.replace('_', ' ')}".strip()
        self.field = None
        if hint is bool:
            part = self.field = widgets.Checkbox(value, description=words, indent=False)
        elif get_origin(hint) is Literal:
            part = self.field = widgets.Dropdown(options=get_args(hint), value=value, description=words)
            part.style.description_width = "initial"
        else:
            part = widgets.Label(f"{words} = {value!r}")
        super().__init__([part])
        self.add_class(f"optlab-{name}")
        if self.field is not None:
            self.field.observe(lambda change: changed(change["new"]), "value")

    def set(self, value: Any) -> None:
        """Show a value that came from elsewhere."""
        if self.field is not None:
            self.field.value = value

    def lock(self, locked: bool) -> None:
        """Let it not be changed, or let it again."""
        if self.field is not None:
            self.field.disabled = locked
