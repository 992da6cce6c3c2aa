"""The controls under the picture: hyperparameters, batch size, ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from optlab.controls.batch_size import BatchSize
from optlab.controls.draws import another_draw
from optlab.controls.ledger import Ledger
from optlab.controls.settings import settings_of
from optlab.controls.stage import Stage
from optlab.controls.state import State
from optlab.objectives import Minibatches, Objective
from optlab.optimizers.rule import Rule
from optlab.views.scene.arrows import term_colours


class Desk:
    """Controls for all that a run is made of: they change the stage's runs, and say what belongs to them.

    Args:
        state: of the player.
        stage: whose runs these are.
        ledger: whether there is a ledger of the first rule.
        show: the names of the hyperparameters that are not folded away; None for all.
        changed: called when a control has changed the runs.
    """

    def __init__(
        self, state: State, stage: Stage, ledger: bool, show: Sequence[str] | None, changed: Callable[[], None]
    ) -> None:
        self.state, self.stage, self.changed, self.first = state, stage, changed, stage.objective
        self.settings = settings_of(stage.rules, stage.scene.looks, self._set, state.steps, show)
        data = stage.objective
        self.batch_size = BatchSize(data, state.steps, self._ground) if isinstance(data, Minibatches) else None
        self.ledger = Ledger(stage.traces[0], 0, self._colours) if ledger else None
        stage.tell, stage.rested = self._tell, self._rested
        state.observe(lambda _: self._lock(), "phase")
        state.observe(lambda _: self._cost(), "steps")
        self._lock()

    @property
    def parts(self) -> list[widgets.Widget]:
        """The controls, from top to bottom."""
        return [part for part in (*self.settings, self.batch_size) if part is not None]

    def reset(self) -> list[Rule]:
        """Show the first settings again, and return the rules that have them."""
        for settings in self.settings:
            settings.set(settings.first)
        self.stage.objective = self.first
        self._cost()
        return [settings.rule for settings in self.settings]

    def draw(self) -> None:
        """Another draw of the noise."""
        if (other := another_draw(self.stage.objective)) is not None:
            self._ground(other)

    def _set(self, i: int, rule: Rule) -> None:
        self.stage.replace(i, rule)
        self.changed()

    def _ground(self, objective: Objective) -> None:
        self.stage.ground(objective)
        self._cost()
        self.changed()

    def _cost(self) -> None:
        data = self.stage.objective
        if self.batch_size is not None and isinstance(data, Minibatches):
            self.batch_size.show(data, self.state.steps)

    def _colours(self) -> list[str]:
        """Of the terms in the ledger: those of their arrows, where there are arrows."""
        return term_colours(self.stage.rules[0], self.stage.scene.theme) if self.stage.look["arrows"] else []

    def _lock(self) -> None:
        """What is to be predicted may not be changed on the way."""
        for settings in self.settings:
            settings.lock(self.state.hidden)
        if self.batch_size is not None:
            self.batch_size.slider.disabled = self.state.hidden

    def _tell(self) -> None:
        for settings, trace in zip(self.settings, self.stage.traces, strict=True):
            settings.theory(trace, hidden=self.state.hidden)

    def _rested(self, still: bool) -> None:
        if self.ledger is not None:
            self.ledger.show(self.stage.traces[0], self.state.t, still, slide=bool(self.state.place))
            if still:
                self.ledger.keep_room(bool(self.state.place))
