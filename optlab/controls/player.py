"""The player: a run, every step of it, and all that made it under the hand."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets
import numpy as np

from optlab.checks import as_whole
from optlab.controls.batch_size import BatchSize
from optlab.controls.clock import Clock
from optlab.controls.closing import close_all
from optlab.controls.hands import Hands
from optlab.controls.ledger import Ledger
from optlab.controls.picture import Picture
from optlab.controls.presets import Presets
from optlab.controls.settings import settings_of, single_start, singles
from optlab.controls.transport import Transport
from optlab.controls.words import VEIL, digest, said
from optlab.objectives import Minibatches, Objective
from optlab.rule import Rule
from optlab.run import run
from optlab.views.film import film
from optlab.views.panel import Panel
from optlab.views.scene import Scene

REST = 0.25  # seconds without a change after which the picture is drawn without loss


class Player(widgets.VBox):
    """One rule or several on an objective: play, step, scrub, turn every hyperparameter, drag the start.

    Args:
        rules: a rule, or a list of them: same start, same clock.
        objective: what is minimised. `Minibatches` have their batch size under a slider too.
        steps: how many updates.
        start: ``(dim,)``; by default the objective's own.
        panels: what to draw beside the landscape: names or `Panel`s.
        presets: settings of the first rule to predict before they are played: from a name
            ("too slow") to a learning rate, or to a dictionary of hyperparameters.
        predict: whether to hide how the run goes on until it has been played to its end.
        ledger: whether to show the first rule's formula with each step's numbers put in.
        size: ``"normal"``, or ``"presenter"`` for a lecture hall.

    Raises:
        ValueError, KeyError: whatever `run` and `Scene` refuse, and arrays of hyperparameters.

    >>> from optlab import parabola
    >>> from optlab.optimizers import GradientDescent
    >>> player = Player(GradientDescent(learning_rate=0.4), parabola, steps=10)
    >>> print(player)
    Player: GradientDescent(learning_rate=0.4) on f(x) = x², 10 steps from (10)
    loss 100 → 1.049e-12, smallest 1.049e-12 at step 10; converged at step 5: from there on within 0.01 of the minimum
    """

    _rest: asyncio.TimerHandle | None = None
    clock: Clock | None = None  # nor is there one if a player was refused

    def __init__(
        self,
        rules: Rule | Sequence[Rule],
        objective: Objective,
        steps: int = 50,
        start: Any = None,
        panels: Sequence[str | Panel] = ("loss",),
        presets: Mapping[str, Any] | None = None,
        predict: bool = False,
        ledger: bool = False,
        size: str = "normal",
    ) -> None:
        rules = singles(rules)
        self.objective, self.size = objective, size
        self.panels = [panels] if isinstance(panels, str | Panel) else list(panels)
        self.steps = as_whole("steps", steps, low=1)
        self.first_start = self.start = single_start(start, objective)
        self.traces = [run(rule, objective, self.steps, self.start) for rule in rules]
        self.scene = Scene(self.traces, self.panels, "light", size)
        self.t, self.predict, self.theme = 0, predict, "light"
        self._veil(predict)
        self.settings = settings_of(rules, self.scene.looks, self._rule)
        batches = isinstance(objective, Minibatches)
        self.batch_size = BatchSize(objective, self.steps, self._objective) if batches else None
        self.transport = Transport(self.steps, self.go, self.reset)
        self.picture = Picture(Hands(self), width=self.scene.size.width)
        self.clock = Clock(self)
        self.ledger = Ledger(self.traces[0], 0) if ledger else None
        self.presets = Presets(rules[0], presets, self._play_preset) if presets else None
        parts = [self.presets, self.picture, self.transport, *self.settings, self.batch_size, self.ledger]
        names = ("optlab-player", f"optlab-{size}")
        super().__init__([part for part in parts if part is not None], _dom_classes=names)
        self._settle()

    def go(self, t: int) -> None:
        """Show step t."""
        self.t = min(max(int(t), 0), self.steps)
        self.transport.show(self.t)
        if self.veiled and self.t == self.steps:
            self._veil(False)
        self._draw()
        if self.presets is not None and self.t == self.steps:
            self.presets.reveal(self.traces[0].verdict)

    def reset(self) -> None:
        """Back to the first rules, start and step."""
        self.transport.play.value = False
        self.start, self.t = self.first_start, 0
        for settings in self.settings:
            settings.set(settings.first)
        if self.batch_size is not None:
            self.batch_size.reset()
        self._run()
        self._veil(self.predict)
        self.go(0)

    def _veil(self, veiled: bool, moving: bool = False) -> None:
        """Hide the rest of the run, or show it."""
        self.veiled = veiled
        self.scene.show(self.traces, ghosts=not veiled, moving=moving)

    def _rule(self, i: int, rule: Rule) -> None:
        self.traces[i] = run(rule, self.objective, self.steps, self.start)
        self._veil(self.veiled, moving=True)
        self._draw()

    def _objective(self, objective: Objective) -> None:
        self.objective = objective
        self._run()
        self.paint(self.theme)  # its name is a title, so all is drawn again

    def _play_preset(self, rule: Rule) -> None:
        self.settings[0].set(rule)
        self.veiled = True
        self._rule(0, rule)
        self.go(0)
        self.transport.play.value = True

    def _run(self) -> None:
        self.traces = [run(s.rule, self.objective, self.steps, self.start) for s in self.settings]
        self._veil(self.veiled, moving=True)

    def move(self, x: float, y: float) -> None:
        """Start where a pixel of the landscape is."""
        point = self.scene.data_at(x, y)
        if point is not None and not np.array_equal(point, self.start):
            self.start = point
            self._run()
            self._draw()

    def paint(self, theme: str) -> None:
        """Change the theme, ``"light"`` or ``"dark"``."""
        self.theme = theme
        self.scene = Scene(self.traces, self.panels, theme, self.size)
        self._veil(self.veiled)
        self._draw()

    def _draw(self) -> None:
        """Draw fast now, and without loss once nothing has changed for a moment."""
        if self._rest is not None:
            self._rest.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel: nothing will change on its own
            self._settle()
            return
        self.picture.show(self.scene.jpeg(self.t))
        self._rest = loop.call_later(REST, self._settle)

    def _settle(self) -> None:
        self._rest = None
        if self.scene.moving:
            self._veil(self.veiled)
        words = {"alt": digest(self.traces, self.start), "said": VEIL if self.veiled else said(self.traces)}
        self.picture.show(self.scene.png(self.t), **words)
        for settings, trace in zip(self.settings, self.traces, strict=True):
            settings.theory(None if self.veiled else trace)
        if self.ledger is not None:
            self.ledger.show(self.traces[0], self.t)

    def close(self) -> None:
        """End the player, and with it every widget in it."""
        if self.clock is not None:
            self.clock.stop()
        if self._rest is not None:
            self._rest.cancel()
        close_all(self)

    def __repr__(self) -> str:
        return digest(self.traces, self.start)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The live player; a digest of the run for nbval; a film of it where there is no kernel."""
        data = super()._repr_mimebundle_(**options)
        data["text/plain"] = str(self)
        data["image/png"] = b64encode(film(self.scene)).decode()
        return data, {"image/png": {"alt": str(self), "width": self.scene.size.width}}
