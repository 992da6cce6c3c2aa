"""The settings of a recipe, as lists to choose from."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import ipywidgets as widgets

from optlab.training.layers import INITIALIZATIONS
from optlab.training.recipe import Recipe

CHOICES: dict[str, tuple[str, tuple[Any, ...]]] = {  # by setting: its words, and the values to choose from
    "learning_rate": ("learning rate", (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)),
    "batch_size": ("batch size", (8, 32, 128)),
    "shuffled": ("shuffled", (True, False)),
    "scaled": ("pixels scaled", (True, False)),
    "images": ("images", (60, 300, 1077)),
    "labels": ("labels", ("right", "mixed")),
    "initialization": ("initialization", tuple(INITIALIZATIONS)),
    "clip_norm": ("clip at", (None, 10.0, 1.0, 0.02)),
    "weight_decay": ("weight decay", (0.0, 0.0001, 0.003, 0.3)),
}
SAID = {None: "never", True: "yes", False: "no"}


class Knobs(widgets.GridBox):
    """A list to choose from for each setting of a `Recipe` that can be at fault; ``recipe`` is what they say now."""

    def __init__(self) -> None:
        self.first = Recipe()
        self.lists: dict[str, widgets.Dropdown] = {}
        for name, (words, values) in CHOICES.items():
            options = [(SAID[value] if isinstance(value, bool | None) else f"{value}", value) for value in values]
            field = widgets.Dropdown(options=options, description=words, layout={"width": "auto"})
            field.style.description_width = "8em"
            self.lists[name] = field
        layout = {"grid_template_columns": "repeat(auto-fit, minmax(min(100%, 17em), 1fr))", "grid_gap": "2px 14px"}
        super().__init__(list(self.lists.values()), layout=layout)

    def show(self, recipe: Recipe) -> None:
        """Show a recipe."""
        self.first = recipe
        for name, field in self.lists.items():
            field.value = getattr(recipe, name)

    @property
    def recipe(self) -> Recipe:
        """The recipe that they show; what no list has is as in the recipe that was shown."""
        given: dict[str, Any] = {field.name: getattr(self.first, field.name) for field in fields(Recipe)}
        given |= {name: field.value for name, field in self.lists.items()}
        return Recipe(**given)
