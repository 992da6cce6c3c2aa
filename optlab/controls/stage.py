"""The picture of a player's runs: fast while something moves, without loss once all is at rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from optlab.controls.picture import Picture
from optlab.controls.rest import Rest, stillness
from optlab.controls.room import Room
from optlab.controls.runs import Runs
from optlab.controls.state import State
from optlab.controls.words import STOPPED, projected
from optlab.objectives import Objective
from optlab.optimizers.rule import Rule
from optlab.views.alone import alone
from optlab.views.scene.film import EFFORT, film
from optlab.views.scene.panel import Panel
from optlab.views.scene.scene import Scene


class Stage(Runs):
    """Runs rules on an objective from the state's start, and draws the state's step as the state says.

    ``tell`` is called whenever other runs are shown, or when they are hidden or shown; ``rested`` with
    True when all is at rest at a step, and with False while it moves fast. See `Player` for the arguments.
    """

    def __init__(
        self, state: State, rules: list[Rule], objective: Objective, panels: list[Panel], seeds: int, **look: Any
    ) -> None:
        super().__init__(state, rules, objective, panels, seeds)
        self.look = look
        self.tell: Callable[[], None] = lambda: None
        self.rested: Callable[[bool], None] = lambda still: None
        self.rest, self._late = Rest(self.settle), False
        self._scene: Scene | None = None
        self._step: int | None = None  # where the step slider is to be, if it is not there by itself
        self._paint()
        lines = (3 * len(rules) if seeds else max(2, len(rules))) + 2 * len(projected(objective))
        self.picture, self.room = Picture(lines=lines, **self._measures()), Room(state)
        state.observe(lambda _: self.draw(), "t")
        state.observe(lambda _: self.play(self.rules), ("start", "steps"))
        state.observe(lambda _: self._show(), "phase")
        state.observe(lambda _: self._repaint(), ("theme", "ratio", "place", "room", "linear"))
        state.observe(lambda _: self._watch(), "watched")
        state.observe(lambda _: self._turn(), "playing")

    def changed(self) -> None:
        if self._scene is not None and self._scene.objective is not self.objective:  # whose name is its title
            self._paint()
        self._show(moving=True)

    def stopped(self) -> None:
        self.picture.said = STOPPED

    @alone
    def draw(self, **words: str) -> None:
        """Draw fast now, and without loss once nothing has changed for a moment."""
        fast = self.rest.pending
        self._step = None if self.state.slid else self.state.t  # a hand may have hold of the slider
        if not self.state.watched or self._scene is None:
            self._late = True
        elif self.rest.stir(stillness(self.state)):
            self.picture.show(self.scene.jpeg(self.state.t), step=self._step, **words)
            self.rested(not fast)

    @alone
    def settle(self) -> None:
        """Draw without loss."""
        self.rest.stop()
        if self.scene.moving:
            self._lay()
        self.picture.show(self.scene.png(self.state.t), step=self._step, **self._words())
        self.tell()
        self.rested(True)

    def stop(self) -> None:
        """Draw no more, and let go of the figure."""
        self.rest.stop()
        self._scene = None

    @property
    def scene(self) -> Scene:
        """What is drawn, until the player is closed."""
        assert self._scene is not None
        return self._scene

    def start_at(self, x: float, y: float) -> tuple[float, ...] | None:
        """The start that a pixel of the picture stands for; None beside the landscape, and where it is not free."""
        point = None if self.state.hidden else self.scene.data_at(x, y)
        return None if point is None else tuple(point.tolist())

    def film(self, ratio: float | None = None, effort: int = EFFORT) -> bytes:
        """The runs as an animated PNG; their first step alone where they are hidden. See `film`."""
        scene = self.scene if ratio is None else self._scene_at(ratio)
        return film(scene, last=0 if self.state.hidden else None, effort=effort)

    def _turn(self) -> None:
        """A run that has stopped comes to rest at once."""
        if self.rest.pending:
            self.rest.stir(stillness(self.state))

    def _show(self, moving: bool = False) -> None:
        """Show the runs, with words, theory and picture all of the same ones."""
        if self._scene is not None:
            self._lay(moving)
            self.draw(**self._words())
            self.tell()

    def _repaint(self) -> None:
        if self._scene is not None and self._painted != self.state.look:
            if self.state.watched:
                self._paint()
                with self.picture.hold_sync():
                    for name, value in self._measures().items():
                        setattr(self.picture, name, value)
            self.draw()

    def _watch(self) -> None:
        """What was left undrawn while nobody looked is drawn when somebody does."""
        if not self.state.watched:
            self._late = self._late or self.rest.pending
            self.rest.stop()
        elif self._late and self._scene is not None:
            self._late = False
            self._repaint()
            self.settle()

    def _paint(self) -> None:
        self._painted = self.state.look
        self.crowd = self.draws()
        self._scene = self._scene_at(self._painted[2])

    def _measures(self) -> dict[str, Any]:
        return {"width": self.scene.size.width, "letters": self.scene.letters}

    def _scene_at(self, ratio: float) -> Scene:
        """The runs and their crowd as they are to be seen, at so many pixels for one."""
        theme, size, _, linear = self.state.look
        panels = [panel.switched() if linear and panel.logarithmic else panel for panel in self.panels]
        scene = Scene(self.traces, panels, theme, size, ratio, **self.look)
        scene.show(self.traces, ghosts=not self.state.hidden, seeds=self.crowd)
        return scene

    def _lay(self, moving: bool = False) -> None:
        """Lay out the runs, and once nothing moves many draws of the noise behind them."""
        self.crowd = [] if moving else self.draws()
        self.scene.show(self.traces, ghosts=not self.state.hidden, moving=moving, seeds=self.crowd)
