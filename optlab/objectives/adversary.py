"""The sequence on which Adam goes the wrong way."""

import numpy as np

from optlab.objectives.objective import Objective
from optlab.values import Array, as_number, as_point, shown


class Adversary(Objective):
    """Slopes of C, −1, −1, C, −1, −1, …: on average (C − 2)/3 uphill. (Reddi, Kale & Kumar 2018, theorem 1)

    The large slope is rare, and Adam divides it by its own size: what it does against it fades
    before the two small ones have had their turn. The paper holds x in [−1, 1] and Adam ends at
    +1, the worst point; here nothing holds x, and one sees in which direction it goes.

    Args:
        slope: C, above 2 and finite.

    Raises:
        ValueError: a slope that is not above 2.

    >>> [float(Adversary(3).gradient_at(np.array([0.0]), t)[0]) for t in (1, 2, 3, 4)]
    [3.0, -1.0, -1.0, 3.0]
    """

    coordinates = ("x",)
    window = ((-1.0, 1.0),)

    def __init__(self, slope: float = 3.0) -> None:
        self.slope = as_number("slope", slope, low=2)
        if self.slope == 2:
            raise ValueError(f"slope is {shown(slope)}: it must be above 2, or it is no hill")
        self.name = f"Reddi's adversary, C = {self.slope:g}"
        self.start = as_point("start", 0)

    def __repr__(self) -> str:
        return f"Adversary(slope={self.slope:g})"

    def value(self, w: Array) -> Array:
        """The mean of the three: (C − 2)/3·x."""
        (x,) = w
        return (self.slope - 2) / 3 * x

    def gradient(self, w: Array) -> Array:
        return np.full_like(w, (self.slope - 2) / 3)

    def gradient_at(self, w: Array, t: int) -> Array:
        return np.full_like(w, self.slope if t % 3 == 1 else -1.0)
