"""Controls for the hyperparameters of one rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, get_type_hints

import ipywidgets as widgets

from optlab.controls.fold import Fold
from optlab.controls.number import NumberControl
from optlab.controls.option import OptionControl
from optlab.controls.schedule import ScheduleControl
from optlab.controls.sliders import rule_slider
from optlab.controls.words import heading
from optlab.formulas.notation import symbol
from optlab.optimizers.rule import Rule
from optlab.runs.trace import Trace
from optlab.schedules import Curve


class Settings(widgets.VBox):
    """A control for every hyperparameter of a rule; ``rule`` is what they say now.

    Args:
        rule: where the controls begin, and what `reset` returns to.
        changed: called with the new rule.
        steps: of the run.
        heading: HTML above the controls.
        show: the names of those that are shown at once, the others being folded away; None for all.
    """

    def __init__(
        self,
        rule: Rule,
        changed: Callable[[Rule], None],
        steps: int,
        heading: str = "",
        show: Sequence[str] | None = None,
    ) -> None:
        self.first = self.rule = rule
        self.changed, self.steps = changed, steps
        self.controls = {name: self._control(name) for name in rule.hyperparameters}
        seen = [name for name in self.controls if show is None or name in show]
        folded = [name for name in self.controls if name not in seen]
        parts: list[widgets.Widget] = [widgets.HTML(heading, _dom_classes=("optlab-heading",))] if heading else []
        parts += [self._rows(seen)] if seen else []
        parts += [Fold("more hyperparameters", self._rows(folded))] if folded else []
        super().__init__(parts)

    def theory(self, trace: Trace, hidden: bool = False) -> None:
        """Show what theory says of this run, or keep the room for it."""
        control = self.controls.get("learning_rate")
        if isinstance(control, NumberControl) and control.gauge is not None:
            control.gauge.show(trace, hidden)

    def set(self, rule: Rule) -> None:
        """Show another setting of the same rule; ``changed`` is not called."""
        self.rule = rule
        for name, control in self.controls.items():
            control.set(getattr(rule, name))

    def lock(self, locked: bool) -> None:
        """Let nothing be changed, or let it again."""
        for control in self.controls.values():
            control.lock(locked)

    def _rows(self, names: Sequence[str]) -> widgets.Box:
        return widgets.Box([self.controls[name] for name in names], _dom_classes=("optlab-settings",))

    def _control(self, name: str) -> NumberControl | ScheduleControl | OptionControl:
        value, letter = getattr(self.rule, name), symbol(self.rule, name)
        judge, changed = partial(self._with, name), partial(self._set, name)
        if isinstance(value, Curve):
            return ScheduleControl(name, value, letter, self.steps, judge, changed)
        if isinstance(value, float):
            slider = rule_slider(self.rule, name)
            return NumberControl(name, value, letter, slider, judge, changed, gauge=name == "learning_rate")
        return OptionControl(name, value, get_type_hints(type(self.rule))[name], letter, changed)

    def _with(self, name: str, value: Any) -> Rule:
        return replace(self.rule, **{name: value})

    def _set(self, name: str, value: Any) -> None:
        if getattr(self.rule, name) != value:
            self.rule = self._with(name, value)
            self.changed(self.rule)


def settings_of(
    rules: Sequence[Rule],
    looks: Sequence[tuple[str, str]],
    changed: Callable[[int, Rule], None],
    steps: int,
    show: Sequence[str] | None,
) -> list[Settings]:
    """Controls for each rule, under its name where there are several; ``changed`` gets its place, and the new rule."""
    words = [heading(*pair) if len(rules) > 1 else "" for pair in zip(rules, looks, strict=True)]
    return [Settings(rule, partial(changed, i), steps, words[i], show) for i, rule in enumerate(rules)]
