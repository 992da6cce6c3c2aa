"""Does a gradient belong to its value?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from optlab.objectives.finding import Finding
from optlab.values import Array

EPSILON = float(np.finfo(float).eps)
TOLERANCE = 1e-4  # the largest difference allowed, as a part of the steepest slope at the point
FACTORS = {"sign": -1.0, "zero": 0.0, "half": 0.5, "double": 2.0}  # by mistake: the gradient over the slope


def check_gradient(
    loss: Callable[[Array], Array],
    gradient: Callable[[Array], Array],
    window: Sequence[tuple[float, float]],
    coordinates: Sequence[str],
    points: int,
    seed: int,
) -> Finding:
    """Compare the gradient of a loss with its central differences at points drawn from the window.

    A point where the loss is no number, or infinite, is left out, as √x has many where x is below 0.
    """
    low, high = np.array(window).T
    drawn = np.random.default_rng(seed).uniform(low, high, (points, len(coordinates)))
    drawn.flags.writeable = False
    with np.errstate(all="ignore"):
        given = np.array([gradient(w) for w in drawn])
        slope, rounding = np.moveaxis(np.array([_slopes(loss, w) for w in drawn]), 1, 0)
        known = np.isfinite(slope).all(axis=1)
        if not known.any():
            return Finding(False, "no value", {"points": points})
        drawn, given, slope, rounding = drawn[known], given[known], slope[known], rounding[known]
        error = np.abs(given - slope)
        allowed = TOLERANCE * np.abs(slope).max(axis=1, keepdims=True) + rounding
        wrong = np.argwhere(~(error <= allowed)).tolist()
        if not wrong:
            return Finding(True, numbers={"points": len(drawn)})
        i, k = max(wrong, key=lambda place: np.nan_to_num(error[*place] / allowed[*place], nan=np.inf))
        mistake, explained = _mistake(coordinates, given, slope, allowed, k)
    found = {"given": float(given[i, k]), "slope": float(slope[i, k]), "off": float(given[i, k]) - float(slope[i, k])}
    where = {"coordinate": coordinates[k], "place": tuple(drawn[i].tolist())}
    return Finding(False, mistake, where | found | explained)


def _slopes(loss: Callable[[Array], Array], w: Array) -> tuple[Array, Array]:
    """Central differences along each coordinate, and how far rounding may put each off.

    The step is ∛ε·max(1, |x|): where rounding and the formula's own error balance. (Nocedal & Wright 2006, section 8.1)
    """
    steps = EPSILON ** (1 / 3) * np.maximum(1, np.abs(w))
    ahead = [float(loss(w + shift)) for shift in np.diag(steps)]
    behind = [float(loss(w - shift)) for shift in np.diag(steps)]
    size = np.maximum(np.abs(ahead), np.abs(behind))
    return (np.array(ahead) - behind) / (2 * steps), 30 * EPSILON * size / steps


def _mistake(coordinates: Sequence[str], given: Array, slope: Array, allowed: Array, k: int) -> tuple[str, dict]:
    """The mistake that explains coordinate k's gradient at every point, and its numbers; "" if none does."""
    for name, factor in FACTORS.items():
        if (np.abs(given[:, k] - factor * slope[:, k]) <= allowed[:, k]).all():
            return name, {}
    for j, other in enumerate(coordinates):
        if (np.abs(given[:, k] - slope[:, j]) <= allowed[:, k]).all():
            return "swapped", {"other": other}
    factor = (given[:, k] @ slope[:, k]) / (slope[:, k] @ slope[:, k] or 1.0)
    if (np.abs(given[:, k] - factor * slope[:, k]) <= allowed[:, k]).all():
        return "factor", {"factor": float(factor)}
    return "", {}
