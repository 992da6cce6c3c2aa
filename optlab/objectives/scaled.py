"""An objective in other units."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.objectives.wrapper import Wrapper
from optlab.values import Array, as_number, shown


class Scaled(Wrapper):
    """The same objective with its coordinates in other units: its value at w is that of the other at w/by.

    A thousand times the units make a problem a thousand times as wide, and its slopes a thousandth.

    Args:
        objective: any without seeds.
        by: what the start, the minimum and the window are multiplied by, above 0.

    Raises:
        ValueError: by that is not above 0.

    >>> from optlab import parabola
    >>> wide = Scaled(parabola, by=1000)
    >>> wide.start, wide.loss(wide.start), wide.full_gradient(wide.start)
    (array([10000.]), array(100.), array([0.02]))
    """

    def __init__(self, objective: Objective, by: float) -> None:
        super().__init__(objective)
        self.by = as_number("by", by)
        if not self.by:
            raise ValueError(f"by is {shown(by)}: it must be above 0")
        self.name = f"{objective.name}, {self.by:g} × as wide"

    def __repr__(self) -> str:
        return f"Scaled({self.objective!r}, by={self.by})"

    @property
    def start(self) -> Array:
        return self.objective.start * self.by

    @property
    def minimum(self) -> Array | None:
        return None if self.objective.minimum is None else self.objective.minimum * self.by

    @property
    def window(self) -> tuple[tuple[float, float], ...]:
        return tuple((low * self.by, high * self.by) for low, high in self.objective.window)

    @property
    def curvature(self) -> tuple[float, float] | None:
        known = self.objective.curvature
        return None if known is None else (known[0] / self.by**2, known[1] / self.by**2)

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> Objective:
        return Scaled(self.objective.one(batch, index), self.by)

    def value(self, w: Array) -> Any:
        """The other's value at w/by."""
        return self.objective.value(w / self.by)

    def gradient(self, w: Array) -> Any:
        """The other's gradient at w/by, over by."""
        return np.asarray(self.objective.gradient(w / self.by)) / self.by

    def gradient_at(self, w: Array, t: int) -> Array:
        return self.objective.gradient_at(w / self.by, t) / self.by
