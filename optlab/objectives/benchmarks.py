"""Test functions that methods are usually compared on."""

import math

import numpy as np

from optlab.objectives.surface import Surface
from optlab.values import as_whole


def _beale(w):
    x, y = w
    a, b, c = _beale_terms(x, y)
    return a * a + b * b + c * c


def _beale_gradient(w):
    x, y = w
    a, b, c = _beale_terms(x, y)
    along = a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1)
    return np.array([2 * along, 2 * x * (a + 2 * b * y + 3 * c * y * y)])


def _beale_terms(x, y):
    return 1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y


# The Hessian at (3, ½) is [[3.15625, -11.4375], [-11.4375, 46.125]]: its eigenvalues are 24.640625 ± √592.394775390625.
beale = Surface(
    "Beale",
    _beale,
    _beale_gradient,
    start=(1, 1.5),
    minimum=(3, 0.5),
    window=((-1, 4.5), (-2, 2)),
    curvature=(24.640625 - 592.394775390625**0.5, 24.640625 + 592.394775390625**0.5),
)


def styblinski_tang(dim=2) -> Surface:
    """½ Σ (xᵢ⁴ − 16xᵢ² + 5xᵢ): 2^dim minima, of which one is lowest. (Styblinski & Tang 1990)

    >>> styblinski_tang(dim=3).minimum.round(4)
    array([-2.9035, -2.9035, -2.9035])
    """
    dim = as_whole("dim", dim, low=1)

    def value(w):
        return sum((x * x - 16) * x * x + 5 * x for x in w) / 2

    def gradient(w):
        return np.array([(4 * x * x - 32) * x / 2 + 2.5 for x in w])

    return Surface(
        "Styblinski–Tang",
        value,
        gradient,
        start=np.linspace(0.0, 1.0, dim) if dim > 1 else 0.5,
        minimum=np.full(dim, -2.903534027771177),
        window=((-5, 5),) * dim,
        curvature=(34.58305910844571, 34.58305910844571),
    )


def rastrigin(dim=2) -> Surface:
    """10·dim + Σ (xᵢ² − 10 cos 2πxᵢ): a bowl full of dents, a minimum near every whole point. (Rastrigin 1974)

    >>> rastrigin().value(np.array([1.0, 0.0])).round(12)
    np.float64(1.0)
    """
    dim = as_whole("dim", dim, low=1)

    def value(w):
        return sum(x * x + 10 - 10 * np.cos(2 * np.pi * x) for x in w)

    def gradient(w):
        return np.array([2 * x + 20 * np.pi * np.sin(2 * np.pi * x) for x in w])

    return Surface(
        "Rastrigin",
        value,
        gradient,
        start=np.linspace(-3.3, 2.7, dim) if dim > 1 else -3.3,
        minimum=np.zeros(dim),
        window=((-5.12, 5.12),) * dim,
        curvature=(2 + 40 * np.pi * np.pi, 2 + 40 * np.pi * np.pi),
    )


def ackley(dim=2) -> Surface:
    """20 + e − 20 exp(−0.2 √mean xᵢ²) − exp(mean cos 2πxᵢ): a narrow hole in a plain full of dents. (Ackley 1987)

    At the minimum it has a tip, as a cone has, and no curvature; its gradient there is given as 0.

    >>> float(ackley().value(np.array([0.0, 0.0])))
    0.0
    """
    dim = as_whole("dim", dim, low=1)

    def value(w):
        distance, waves = terms(w)
        return 20 * (1 - np.exp(-0.2 * distance)) + (math.e - np.exp(waves))

    def gradient(w):
        distance, waves = terms(w)
        pull = 4 * np.exp(-0.2 * distance) / np.where(distance == 0, 1.0, distance)
        push = 2 * np.pi * np.exp(waves)
        return np.array([(pull * x + push * np.sin(2 * np.pi * x)) / dim for x in w])

    def terms(w):
        square, waves = sum(x * x for x in w), sum(np.cos(2 * np.pi * x) for x in w)
        return np.sqrt(square / dim), waves / dim

    return Surface(
        "Ackley",
        value,
        gradient,
        start=np.linspace(2.6, -1.7, dim) if dim > 1 else 2.6,
        minimum=np.zeros(dim),
        window=((-5, 5),) * dim,
    )
