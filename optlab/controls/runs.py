"""The runs of a player: what makes them, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from optlab.controls.draws import all_draws
from optlab.controls.room import Room, made
from optlab.controls.state import State
from optlab.controls.words import crowded, digest, hidden_digest, judged, projected, verdicts
from optlab.objectives import Objective
from optlab.optimizers.rule import Rule
from optlab.runs.trace import Trace
from optlab.views.alone import alone
from optlab.views.scene.panel import Panel


class Runs:
    """Runs rules on an objective from the state's start.

    ``crowd`` has for each rule a batch of as many draws of the noise as ``seeds`` says, or is empty.
    """

    room: Room  # for the bar of a run that takes long

    def __init__(self, state: State, rules: list[Rule], objective: Objective, panels: list[Panel], seeds: int) -> None:
        self.state, self.rules, self.objective = state, list(rules), objective
        self.panels, self.seeds = panels, seeds
        self.traces = [made(rule, objective, state) for rule in rules]
        self.crowd: list[Trace] = []

    def changed(self) -> None:
        """Other runs are there."""
        raise NotImplementedError

    def stopped(self) -> None:
        """The work on other runs was interrupted."""
        raise NotImplementedError

    def play(self, rules: Sequence[Rule]) -> None:
        """Show the runs of these rules from now on."""
        self._take(dict(enumerate(rules)))

    def replace(self, i: int, rule: Rule) -> None:
        """Run one rule with other hyperparameters."""
        self._take({i: rule})

    def ground(self, objective: Objective) -> None:
        """Run on another objective."""
        self.objective = objective
        self.play(self.rules)

    def runs_of(self, first: Rule) -> list[Trace]:
        """The runs as they would be with another first rule."""
        return [self.room.run(first, self.objective), *self.traces[1:]]

    def draws(self) -> list[Trace]:
        """For each rule the runs of many draws of the noise, where they are asked for and may be seen."""
        ground = all_draws(self.objective, self.seeds) if self.seeds and not self.state.hidden else None
        return [made(rule, ground, self.state) for rule in self.rules] if ground is not None else []

    def alt(self) -> str:
        """What the picture shows, in words, and no more than it shows."""
        return hidden_digest(self.traces, self.state.start) if self.state.hidden else str(self)

    def __str__(self) -> str:
        more = [*judged(self.traces, self.panels), *self._more()]
        return "\n".join([digest(self.traces, self.state.start), *more])

    def _words(self) -> dict[str, str]:
        told = "" if self.state.hidden else "\n".join([verdicts(self.traces), *self._more()])
        return {"alt": self.alt(), "said": told}

    def _more(self) -> list[str]:
        """What is said of all the runs together."""
        return [*crowded(self.crowd), *projected(self.objective)]

    def _take(self, rules: dict[int, Rule]) -> None:
        """Run these rules anew, and show all runs; if that is interrupted, those that were shown stay."""
        try:
            traces = [self.room.run(rule, self.objective) for rule in rules.values()]
        except KeyboardInterrupt:
            self.stopped()
            return
        self._put(rules, traces)

    @alone
    def _put(self, rules: dict[int, Rule], traces: list[Trace]) -> None:
        """Have these in the place of those that were, for every thread at once."""
        for i, trace in zip(rules, traces, strict=True):
            self.rules[i], self.traces[i] = rules[i], trace
        self.changed()
