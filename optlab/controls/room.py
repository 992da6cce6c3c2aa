"""The room for a player's own bar: it is there while a hand has changed a run, and the run takes long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from optlab.controls.bar import NotebookBar
from optlab.controls.closing import close_all
from optlab.controls.state import State
from optlab.objectives import Objective
from optlab.optimizers.rule import Rule
from optlab.runs.bar import bar
from optlab.runs.record import record
from optlab.runs.trace import Trace

Bars = Sequence[Callable[[str, int], Any]] | None
SOON = 0.3  # a bar is shown after as many seconds of work; until then the last picture stays


def made(rule: Rule, objective: Objective, state: State, bars: Bars = None, after: float = SOON) -> Trace:
    """A run of as many steps as the state says, from its start; by default with the bar of any long work."""
    with bar("run", bars, after) as tell:
        return record(rule, objective, state.steps, state.start, watch=tell)


class Room(widgets.VBox):
    """Makes a player's runs once it is on a page, and shows how far one is that takes long."""

    def __init__(self, state: State) -> None:
        super().__init__(_dom_classes=("optlab-bar",))
        self.state = state

    def run(self, rule: Rule, objective: Objective) -> Trace:
        """As `made`."""
        try:
            return made(rule, objective, self.state, [self._bar], SOON)
        finally:
            for done in self.children:
                close_all(done)
            self.children = ()

    def _bar(self, what: str, total: int) -> NotebookBar:
        return NotebookBar(self._put, total=total, desc=what, delay=1e-9)  # with a delay of 0 tqdm would show it itself

    def _put(self, bar: widgets.Widget) -> None:
        self.children = (bar,)
