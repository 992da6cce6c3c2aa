"""Places where the slope is 0 and that are no minimum.

Both have the textbook's form around 0. A term of the fourth order holds them from below,
so that a run which finds the way out arrives somewhere.
"""

import numpy as np

from optlab.objectives.surface import Surface


def _saddle(w):
    x, y = w
    return (x * x - y * y) / 2 + y * y * y * y / 4


def _saddle_gradient(w):
    x, y = w
    return np.array([x, y * y * y - y])


# The start is a little beside the ridge: a run that starts on the ridge stays on it.
saddle = Surface(
    "saddle",
    _saddle,
    _saddle_gradient,
    start=(-1.8, 0.001),
    minimum=((0, 0), (-1, 1)),
    window=((-2, 2), (-1.5, 1.5)),
    curvature=(1.0, 2.0),
)


def _monkey_saddle(w):
    x, y = w
    square = x * x + y * y
    return x * x * x - 3 * x * y * y + 0.75 * square * square


def _monkey_saddle_gradient(w):
    x, y = w
    square = x * x + y * y
    return np.array([3 * (x * x - y * y) + 3 * x * square, -6 * x * y + 3 * y * square])


# In polar form r³cos 3φ + ¾r⁴: three valleys, each with its bottom at r = 1.
monkey_saddle = Surface(
    "monkey saddle",
    _monkey_saddle,
    _monkey_saddle_gradient,
    start=(1.2, 0.001),
    minimum=((-1, 0.5, 0.5), (0, 0.75**0.5, -(0.75**0.5))),
    window=((-1.6, 1.6), (-1.6, 1.6)),
    curvature=(3.0, 9.0),
)
