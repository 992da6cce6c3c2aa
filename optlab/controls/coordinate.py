"""Which coordinate is looked at: a button for each of a few, a list of some, a name and an index of thousands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets
import numpy as np
from traitlets import Int

from optlab.objectives import Objective
from optlab.runs.trace import Trace

BUTTONS = 20  # up to as many coordinates have a button each; more are chosen from a list
INDICES = ("unit", "input")  # what the row and the column of a matrix of weights are called


class Weight(widgets.HBox):
    """One of the numbers of a network: the name of a parameter, and its place in it; ``value`` is the coordinate.

    >>> weight = Weight({"weights1": (32, 64), "biases1": (32,)}, value=70)
    >>> weight.name.value, [index.value for index in weight.indices]
    ('weights1', [1, 6])
    >>> weight.name.value = "biases1"
    >>> weight.value
    2049
    """

    value = Int()

    def __init__(self, parameters: Mapping[str, tuple[int, ...]], value: int = 0) -> None:
        self.parameters = parameters
        sizes = [int(np.prod(shape)) for shape in parameters.values()]
        self.firsts = dict(zip(parameters, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True))
        self.name = widgets.Dropdown(options=list(parameters), layout={"width": "auto"})
        self.name.tooltip = "parameter"
        self.indices = [widgets.BoundedIntText(description=words, layout={"width": "auto"}) for words in INDICES]
        for index in self.indices:
            index.style.description_width = "initial"
            index.tooltip = index.description
        super().__init__([self.name, *self.indices], _dom_classes=("optlab-weight",))
        self._show(value)
        self.name.observe(lambda _: self._read(), "value")
        for index in self.indices:
            index.observe(lambda _: self._read(), "value")

    def _show(self, value: int) -> None:
        """Show a coordinate, before anything observes it."""
        name = [name for name, first in self.firsts.items() if first <= value][-1]
        self.name.value = name
        self._room()
        place = np.unravel_index(value - self.firsts[name], self.parameters[name])
        for index, number in zip(self.indices, place, strict=False):
            index.value = int(number)
        self.value = value

    def _read(self) -> None:
        shape = self._room()
        place = tuple(index.value for index in self.indices[: len(shape)])
        self.value = self.firsts[str(self.name.value)] + int(np.ravel_multi_index(place, shape))

    def _room(self) -> tuple[int, ...]:
        """Let each index be one that the parameter has; one that it does not have is not there. Return its shape."""
        shape = self.parameters[str(self.name.value)]
        for k, index in enumerate(self.indices):
            index.max = shape[k] - 1 if k < len(shape) else 0
            index.layout.display = None if k < len(shape) else "none"
        return shape


def chooser(objective: Objective, trace: Trace) -> Any:
    """What a coordinate of the objective is chosen with; its ``value`` is the number of the coordinate."""
    shapes = objective.parameters
    if all(1 <= len(shape) <= len(INDICES) for shape in shapes.values()):
        return Weight(shapes, _moves(trace, next(iter(shapes.values()))))
    names = objective.coordinates
    options = [(name, i) for i, name in enumerate(names)]
    if len(names) > BUTTONS:
        return widgets.Dropdown(options=options, description="for")
    buttons = widgets.ToggleButtons(options=options)
    buttons.style.button_width = "auto"
    buttons.layout.display = "" if len(names) > 1 else "none"
    return buttons


def _moves(trace: Trace, first: tuple[int, ...]) -> int:
    """The weight of the first parameter with the steepest first slope: that of a pixel without ink never moves."""
    return int(np.argmax(np.nan_to_num(np.abs(trace["gradient"][1, : int(np.prod(first))]))))
