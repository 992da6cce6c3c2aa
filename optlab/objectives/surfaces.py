"""The surfaces that the course walks on.

Squares are written as products: numpy squares one number and an array of numbers by two
methods that can differ in the last digit, and a batch of runs must equal its runs exactly.
"""

import numpy as np

from optlab.objectives.surface import Surface


def _parabola(w):
    (x,) = w
    return x * x


def _parabola_gradient(w):
    (x,) = w
    return np.array([2 * x])


parabola = Surface(
    "f(x) = x²", _parabola, _parabola_gradient, start=10, minimum=0, window=(-12, 12), curvature=(2.0, 2.0)
)


def _bowl(w):
    x, y = w
    return 0.1 * x * x + 2 * y * y


def _bowl_gradient(w):
    x, y = w
    return np.array([0.2 * x, 4 * y])


bowl = Surface(
    "0.1x² + 2y²",
    _bowl,
    _bowl_gradient,
    start=(-5, -2),
    minimum=(0, 0),
    window=((-6, 3), (-3, 3)),
    curvature=(0.2, 4.0),
)


def _rosenbrock(w):
    x, y = w
    along, across = 1 - x, y - x * x
    return along * along + 100 * across * across


def _rosenbrock_gradient(w):
    x, y = w
    across = y - x * x
    return np.array([-2 * (1 - x) - 400 * x * across, 200 * across])


# The Hessian at (1, 1) is [[802, -400], [-400, 200]]: its eigenvalues are 501 ± √250601.
rosenbrock = Surface(
    "Rosenbrock",
    _rosenbrock,
    _rosenbrock_gradient,
    start=(-1.5, 2),
    minimum=(1, 1),
    window=((-2, 2), (-1, 3)),
    curvature=(501 - 250601**0.5, 501 + 250601**0.5),
)


def _himmelblau(w):
    x, y = w
    a, b = x * x + y - 11, x + y * y - 7
    return a * a + b * b


def _himmelblau_gradient(w):
    x, y = w
    a, b = x * x + y - 11, x + y * y - 7
    return np.array([4 * x * a + 2 * b, 2 * a + 4 * y * b])


himmelblau = Surface(
    "Himmelblau",
    _himmelblau,
    _himmelblau_gradient,
    start=(-0.5, -1),
    minimum=(
        (3, -2.805118086952745, -3.779310253377747, 3.584428340330492),
        (2, 3.131312518250573, -3.283185991286170, -1.848126526964404),
    ),
    window=((-5, 5), (-5, 5)),
)
