"""A scheduled hyperparameter that can be changed: the numbers of its schedule."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from optlab.controls.closing import close_all
from optlab.controls.number import NumberControl
from optlab.controls.sliders import schedule_slider
from optlab.schedules import Curve, constant


class ScheduleControl(widgets.VBox):
    """The name of a schedule, and a control for each of its numbers.

    Args:
        name: of the hyperparameter.
        curve: where the numbers begin.
        letter: of the hyperparameter; "" for none.
        steps: of the run, which the sliders for whole numbers reach twice over.
        judge: raises a ValueError for a schedule that may not be.
        changed: called with the new schedule once it is a good one.
    """

    def __init__(
        self,
        name: str,
        curve: Curve,
        letter: str,
        steps: int,
        judge: Callable[[Curve], object],
        changed: Callable[[Curve], None],
    ) -> None:
        self.value, self.steps, self.judge, self.changed, self.locked = curve, steps, judge, changed, False
        self.of = f"{letter}ₜ  {name.replace('_', ' ')}" if letter else name.replace("_", " ")
        self.label, self.rows = widgets.Label(), widgets.Box(_dom_classes=("optlab-settings",))
        self.controls: dict[str, NumberControl] = {}
        super().__init__([self.label, self.rows])
        self.add_class(f"optlab-{name}")
        self.add_class("optlab-schedule")
        self._lay(curve)

    def set(self, value: Curve | float) -> None:
        """Show a schedule that came from elsewhere, of this kind or of another; a number is a constant one."""
        curve = value if isinstance(value, Curve) else constant(value)
        same = curve.name == self.value.name and curve.numbers.keys() == self.controls.keys()
        self.value = curve
        if not same:
            self._lay(curve)
        for part, number in curve.numbers.items() if same else ():
            self.controls[part].set(number)

    def lock(self, locked: bool) -> None:
        """Let nothing be changed, or let it again."""
        self.locked = locked
        for control in self.controls.values():
            control.lock(locked)

    def _lay(self, curve: Curve) -> None:
        """A control for each number of a schedule, in place of those of the last."""
        for control in self.controls.values():
            close_all(control)
        self.label.value = f"{self.of}: {curve.name.replace('_', ' ')}"
        self.controls = {part: self._control(part, number) for part, number in curve.numbers.items()}
        self.rows.children = list(self.controls.values())
        self.lock(self.locked)

    def _control(self, part: str, number: float) -> NumberControl:
        return NumberControl(
            part,
            number,
            "",
            schedule_slider(part, number, self.steps),
            lambda value: self.judge(self.value.having(**{part: value})),
            lambda value: self._take(part, value),
        )

    def _take(self, part: str, value: float) -> None:
        self.value = self.value.having(**{part: value})
        self.changed(self.value)
