"""The player: a run, every step of it, and controls for all that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from optlab.controls.asked import asked
from optlab.controls.cells import made_by_this_cell
from optlab.controls.clock import Clock
from optlab.controls.closing import close_all
from optlab.controls.desk import Desk
from optlab.controls.draws import another_draw
from optlab.controls.films import films
from optlab.controls.given import as_panels, as_question, as_seeds, as_shown, single_start, singles
from optlab.controls.hands import Hands
from optlab.controls.question import Question
from optlab.controls.stage import Stage
from optlab.controls.state import State
from optlab.controls.transport import Transport
from optlab.objectives import Objective
from optlab.objectives.objective import as_objective
from optlab.optimizers.rule import Rule
from optlab.runs.trace import Trace
from optlab.training import Samples
from optlab.values import as_whole
from optlab.views.scene.panel import Panel


class Player(widgets.VBox):
    """One rule or several on an objective: play, step, scrub, turn every hyperparameter, drag the start.

    Args:
        rules: a rule, or a list of them: same start, same clock.
        objective: what is minimised. `Minibatches` have their batch size under a slider too.
        steps: how many updates.
        start: ``(dim,)``; by default the objective's own.
        panels: what to draw beside the landscape: names or `Panel`s. By default the loss, with ``validation`` the
            accuracy, and the course of each hyperparameter that is a schedule.
        ask: a `Question`, or True for the usual one ("What will it do?", "Which one ends lowest?"):
            nothing of the run is seen before an answer has been chosen and the run has been played.
        presets: settings of the first rule that are asked about one by one: from a name ("too slow",
            which comes with the answer) to a learning rate, or to a dictionary of hyperparameters.
        show: the hyperparameters that are shown at once, such as ``("learning_rate",)``; the others are
            folded away behind one word. By default all are shown.
        ledger: whether to show the first rule's formula with each step's numbers put in.
        size: ``"normal"``, or ``"presenter"`` for a lecture hall. On slides it is ``"slide"``, whatever is said here.
        arrows: whether to draw the terms of each step's formula as arrows, on a map or a curve.
        equal: whether a map has units as long in both directions, so that right angles are seen as such.
        view: of two coordinates: ``"map"``, or ``"perspective"``.
        seeds: how many draws of the noise to show faintly behind the runs, as paths and as bands of eight in ten.
        validation: of a network, samples to judge too: their loss and accuracy, and what is said of some images.

    Raises:
        ValueError, KeyError: whatever `run` and `Scene` refuse, and arrays of hyperparameters.

    >>> from optlab import parabola
    >>> from optlab.optimizers import GradientDescent
    >>> player = Player(GradientDescent(learning_rate=0.4), parabola, steps=10)
    >>> print(player)
    Player: GradientDescent(learning_rate=0.4) on f(x) = x², 10 steps from (10)
    loss 100 → 1.049e-12, smallest 1.049e-12 at step 10; converged at step 5: from there on within 0.01 of the minimum
    """

    clock: Clock | None = None  # None as long as the player is not complete

    def __init__(
        self,
        rules: Rule | Sequence[Rule],
        objective: Objective,
        steps: int = 50,
        start: Any = None,
        panels: str | Panel | Sequence[str | Panel] | None = None,
        ask: Question | bool = False,
        presets: Mapping[str, Any] | None = None,
        show: str | Sequence[str] | None = None,
        ledger: bool = False,
        size: str = "normal",
        arrows: bool = False,
        equal: bool = False,
        view: str = "map",
        seeds: int = 0,
        validation: Samples | None = None,
    ) -> None:
        rules, objective = singles(rules), as_objective("objective", objective)
        question, shown = as_question(ask, presets, rules), as_shown(show, rules)
        panels = as_panels(panels, objective, rules, validation)
        self.first_start = tuple(single_start(start, objective).tolist())
        self.first_steps = as_whole("steps", steps, low=1)
        self.state = State(steps=self.first_steps, start=self.first_start, size=size)
        look = {"arrows": arrows, "equal": equal, "view": view}
        self.stage = Stage(self.state, rules, objective, panels, as_seeds(seeds, objective), **look)
        self.picture = self.stage.picture
        self.prediction = asked(self.state, self.stage, question, presets, lambda rule: self.desk.settings[0].set(rule))
        self.desk = Desk(self.state, self.stage, ledger, shown, self._changed)
        draw = self.desk.draw if another_draw(objective) is not None else None
        self.transport = Transport(self.state, self.reset, draw, any(panel.logarithmic for panel in panels))
        self.picture.slider = self.transport.step.model_id
        self.clock = Clock(self.state, self.picture)
        keys = {"r": self.reset, "R": self.reset} | (self.prediction.letters() if self.prediction is not None else {})
        self.picture.answer = Hands(self.state, self.stage.start_at, self.clock.seen, keys)
        ledger_too = [self.desk.ledger] if self.desk.ledger is not None else []
        seen = widgets.HBox([self.picture, *ledger_too], _dom_classes=("optlab-seen",))
        first = [self.prediction] if self.prediction is not None else []
        parts = [*first, seen, self.stage.room, self.transport, *self.desk.parts]
        super().__init__(parts, _dom_classes=("optlab-player", f"optlab-{size}"))
        self.state.observe(lambda _: self._changed(), ("start", "steps"))
        self.stage.settle()
        made_by_this_cell(self)

    @property
    def traces(self) -> list[Trace]:
        """The runs that are shown, one a rule."""
        return self.stage.traces

    def go(self, t: int) -> None:
        """Show step t."""
        self.state.t = int(t)

    def reset(self) -> None:
        """Back to the first rules, start, step and question."""
        self.state.begin("free")
        rules = self.desk.reset()
        self.state.start, self.state.steps, self.state.linear = self.first_start, self.first_steps, False
        if self.prediction is not None:
            self.prediction.ask()
        self.stage.play(rules)

    def _changed(self) -> None:
        """A control has made other runs of these."""
        if self.prediction is not None:
            self.prediction.changed()

    def close(self) -> None:
        """End the player, and with it every widget in it."""
        for part in (self.clock, self.stage) if self.clock is not None else ():
            part.stop()
        close_all(self)

    def __repr__(self) -> str:
        return "\n".join([str(self.stage), *(self.prediction.facts() if self.prediction is not None else [])])

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The live player; a digest of the run for nbval; where there is no kernel a film of it, or its first step."""
        data = super()._repr_mimebundle_(**options) or {}
        data["text/plain"] = str(self)
        return data | films(self.stage), {"image/png": {"alt": self.stage.alt(), "width": self.stage.scene.size.width}}
