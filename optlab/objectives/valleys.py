"""A valley whose floor is all minima, some in a narrow place and some in a wide one."""

import numpy as np

from optlab.objectives.surface import Surface


def _hyperbola(w):
    x, y = w
    return (1 - x * x * y * y) ** 2


def _hyperbola_gradient(w):
    x, y = w
    return -4 * (1 - x * x * y * y) * x * y * np.array([y, x])


# Each point with xy = 1 is a minimum, and curved there across the valley by 8(x² + y²): least at (1, 1).
hyperbola = Surface(
    "(1 − x²y²)²",
    _hyperbola,
    _hyperbola_gradient,
    start=(2, 0.4),
    minimum=(1, 1),  # the widest of the minima
    window=((-0.2, 2.2), (-0.2, 1.4)),
)
