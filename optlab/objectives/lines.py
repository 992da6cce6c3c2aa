"""Functions of one variable, each with one thing to teach."""

import numpy as np

from optlab.objectives.surface import Surface


def _double_well(w):
    (x,) = w
    across = x * x - 1
    return across * across + 0.3 * x


def _double_well_gradient(w):
    (x,) = w
    return np.array([4 * x * (x * x - 1) + 0.3])


# Its slope is 0 where 4x³ − 4x + 0.3 = 0: at the two bottoms and, at 0.0754, on the hill between them.
double_well = Surface(
    "tilted double well",
    _double_well,
    _double_well_gradient,
    start=1.9,
    minimum=-1.0355787140888542,
    window=(-2, 2),
    curvature=(8.869079276887097, 8.869079276887097),
)


def _kink(w):
    (x,) = w
    return abs(x)


def _kink_gradient(w):
    (x,) = w
    return np.array([np.sign(x)])


# The slope is as steep at the minimum as anywhere: a fixed rate never settles.
kink = Surface("|x|", _kink, _kink_gradient, start=2.25, minimum=0, window=(-3, 3))


def _plateau(w):
    (x,) = w
    return x * x * x * x / 4


def _plateau_gradient(w):
    (x,) = w
    return np.array([x * x * x])


# At the minimum the second derivative is 0: no condition number, and no rate at which descent is linear.
plateau = Surface("x⁴/4", _plateau, _plateau_gradient, start=2, minimum=0, window=(-2.5, 2.5))


def _lessard(w):
    (x,) = w
    return np.where(x < 1, 12.5 * x * x, np.where(x < 2, x * x / 2 + 24 * x - 12, 12.5 * x * x - 24 * x + 36))


def _lessard_gradient(w):
    (x,) = w
    return np.array([np.where(x < 1, 25 * x, np.where(x < 2, x + 24, 25 * x - 24))])


# Convex, and the best heavy ball for curvatures from 1 to 25 cycles on it. (Lessard, Recht & Packard 2016, eq. 4.11)
lessard = Surface(
    "curvatures 25, 1 and 25",
    _lessard,
    _lessard_gradient,
    start=3.3,
    minimum=0,
    window=(-3, 4),
    curvature=(25.0, 25.0),
)
