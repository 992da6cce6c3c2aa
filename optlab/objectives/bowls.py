"""Bowls: surfaces whose curvatures, limits and best rates are known."""

import numpy as np

from optlab.objectives.surface import Surface
from optlab.values import as_number, as_numbers, as_point, shown


def quadratic(curvatures, start=None, name=None) -> Surface:
    """½ Σ λᵢ xᵢ²: a bowl whose curvature along coordinate i is λᵢ.

    Args:
        curvatures: ``(dim,)``, each above 0; their ratio is the condition number κ.
        start: ``(dim,)``; by default all ones.
        name: by default one that gives κ.

    Raises:
        ValueError: a curvature that is not above 0 and finite.

    >>> quadratic([1, 100]).name
    'a bowl, κ = 100'
    """
    curve = np.atleast_1d(as_numbers(curvatures))
    if curve.ndim != 1 or not curve.size or not np.all(np.isfinite(curve) & (curve > 0)):
        raise ValueError(f"curvatures is {shown(curvatures)}: it must be numbers above 0")

    def value(w):
        return sum(c * x * x for c, x in zip(curve.tolist(), w, strict=True)) / 2

    def gradient(w):
        return np.array([c * x for c, x in zip(curve.tolist(), w, strict=True)])

    low, high = float(curve.min()), float(curve.max())
    start = as_point("start", np.ones(len(curve)) if start is None else start, len(curve))
    name = f"a bowl, κ = {high / low:g}" if name is None else name
    return Surface(name, value, gradient, start, minimum=np.zeros(len(curve)), curvature=(low, high))


def tilted_bowl(condition_number=10.0, degrees=30.0, start=(-2, 1)) -> Surface:
    """A bowl of curvatures 1 and κ whose narrow axis is turned from y by an angle.

    So each slope depends on both coordinates.

    Args:
        condition_number: κ, at least 1.
        degrees: the angle, at least 0 (as `quadratic`) and at most 90.
        start: ``(2,)``.

    Raises:
        ValueError: a condition number or an angle outside its range.

    >>> tilted_bowl(9, degrees=45).gradient(np.array([1.0, 1.0]))
    array([1., 1.])
    """
    kappa = as_number("condition_number", condition_number, low=1)
    angle = np.deg2rad(as_number("degrees", degrees, high=90))
    a, d = (float(1 + (kappa - 1) * part) for part in (np.sin(angle) ** 2, np.cos(angle) ** 2))
    b = float(-(kappa - 1) * np.sin(2 * angle) / 2)

    def value(w):
        x, y = w
        return (a * x * x + d * y * y) / 2 + b * x * y

    def gradient(w):
        x, y = w
        return np.array([a * x + b * y, b * x + d * y])

    name = f"a tilted bowl, κ = {kappa:g}"
    return Surface(name, value, gradient, as_point("start", start, 2), minimum=(0, 0), curvature=(1.0, kappa))
