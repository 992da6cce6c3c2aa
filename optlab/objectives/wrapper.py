"""An objective made from another."""

from __future__ import annotations

from typing import Any

from optlab.objectives.objective import Objective, as_objective
from optlab.values import Array


class Wrapper(Objective):
    """What changes one thing of another objective, and passes on the rest.

    A subclass overrides what it changes. One that draws at random overrides ``noisy`` and ``one`` too.

    Attributes:
        objective: the other one.
    """

    def __init__(self, objective: Objective) -> None:
        self.objective = as_objective("objective", objective)
        self.name = objective.name

    @property
    def start(self) -> Array:
        return self.objective.start

    @property
    def minimum(self) -> Array | None:
        return self.objective.minimum

    @property
    def window(self) -> tuple[tuple[float, float], ...]:
        return self.objective.window

    @property
    def coordinates(self) -> tuple[str, ...]:
        return self.objective.coordinates

    @property
    def curvature(self) -> tuple[float, float] | None:
        return self.objective.curvature

    @property
    def parameters(self) -> dict[str, tuple[int, ...]]:
        return self.objective.parameters

    @property
    def batch(self) -> tuple[int, ...]:
        return self.objective.batch

    @property
    def noisy(self) -> bool:
        return self.objective.noisy

    def laid_out(self, w: Array) -> Array:
        return self.objective.laid_out(w)

    def value(self, w: Array) -> Any:
        return self.objective.value(w)

    def gradient(self, w: Array) -> Any:
        return self.objective.gradient(w)

    def gradient_at(self, w: Array, t: int) -> Array:
        return self.objective.gradient_at(w, t)

    def line(self, t: int, w: Array, loss: float) -> str:
        return self.objective.line(t, w, loss)
