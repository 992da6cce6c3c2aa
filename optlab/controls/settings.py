"""The hyperparameters of one rule, all on screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal, get_args, get_origin, get_type_hints

import ipywidgets as widgets

from optlab.checks import as_point, shown
from optlab.controls.number import NumberControl
from optlab.controls.words import heading
from optlab.notation import symbol
from optlab.objectives import Objective
from optlab.rule import Array, Rule
from optlab.trace import Trace


class Settings(widgets.VBox):
    """A control for every hyperparameter of a rule; ``rule`` is what they say now.

    Args:
        rule: where the controls begin, and what `reset` returns to.
        changed: called with the new rule.
        heading: HTML above the controls.
    """

    def __init__(self, rule: Rule, changed: Callable[[Rule], None], heading: str = "") -> None:
        self.first = self.rule = rule
        self.changed = changed
        self.controls = {name: self._control(name) for name in rule.hyperparameters}
        rows = widgets.Box(list(self.controls.values()))
        rows.add_class("optlab-settings")
        super().__init__([widgets.HTML(heading, _dom_classes=("optlab-heading",)), rows] if heading else [rows])

    def theory(self, trace: Trace | None) -> None:
        """Show what theory says of this run; None says nothing yet."""
        control = self.controls.get("learning_rate")
        if isinstance(control, NumberControl):
            control.gauge.show(trace)

    def set(self, rule: Rule) -> None:
        """Show another setting of the same rule, and nobody is told."""
        self.rule = rule
        for name, control in self.controls.items():
            value = getattr(rule, name)
            if isinstance(control, NumberControl):
                control.set(value)
            elif hasattr(control, "options") or isinstance(control, widgets.Checkbox):
                control.value = value

    def _control(self, name: str) -> widgets.Widget:
        hint, value = get_type_hints(type(self.rule))[name], getattr(self.rule, name)
        words = f"{symbol(name)}  {name.replace('_', ' ')}".strip()
        if hint is bool:
            control = widgets.Checkbox(value, description=words, indent=False)
        elif get_origin(hint) is Literal:
            control = widgets.Dropdown(options=get_args(hint), value=value, description=words)
            control.style.description_width = "initial"
        elif callable(value):
            control = widgets.Label(f"{words} = {value!r}")
        else:
            return NumberControl(self.rule, name, lambda new: self._set(name, new))
        control.add_class(f"optlab-{name}")
        control.observe(lambda change: self._set(name, change["new"]), "value")
        return control

    def _set(self, name: str, value: Any) -> None:
        if getattr(self.rule, name) != value:
            self.rule = replace(self.rule, **{name: value})
            self.changed(self.rule)


def settings_of(
    rules: Sequence[Rule], looks: Sequence[tuple[str, str]], changed: Callable[[int, Rule], None]
) -> list[Settings]:
    """Controls for each rule, under its name where there are several; ``changed`` gets its place, and the new rule."""
    words = [heading(*pair) if len(rules) > 1 else "" for pair in zip(rules, looks, strict=True)]
    return [Settings(rule, partial(changed, i), words[i]) for i, rule in enumerate(rules)]


def singles(rules: Any) -> list[Rule]:
    """One rule or several as a list of those that a player can show.

    Raises:
        ValueError: something that is no rule, none at all, or a hyperparameter that is an array.
    """
    found = list(rules) if isinstance(rules, list | tuple) else [rules]
    for rule in found or ["nothing"]:
        if not isinstance(rule, Rule):
            raise ValueError(f"rules is {shown(rules)}: it must be a Rule, such as Adam(), or a list of them")
        for name, value in rule.hyperparameters.items():
            if hasattr(value, "shape"):
                raise ValueError(f"{name} is an array: a player shows single runs, so it must be one number")
    return found


def single_start(start: Any, objective: Objective) -> Array:
    """Where a player begins, ``(dim,)``; None is the objective's own start.

    Raises:
        ValueError: another dimension, or several starts.
    """
    point = objective.start if start is None else as_point("start", start, objective.dim)
    if point.ndim > 1:
        raise ValueError(f"start has the shape {point.shape}: a player shows single runs, so it must be (dim,)")
    return point
