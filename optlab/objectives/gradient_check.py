"""Does a gradient belong to its value?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optlab.rule import Array

if TYPE_CHECKING:
    from optlab.objectives.objective import Objective

EPSILON = float(np.finfo(float).eps)
TOLERANCE = 1e-4  # of the steepest slope at the point
MISTAKES = {
    -1.0: "the sign is wrong",
    0.0: "it is always 0",
    0.5: "a factor 2 is missing",
    2.0: "there is a factor 2 too many",
}


class Finding(str):
    """A sentence, and in ``right`` whether the gradient is that of the value."""

    right: bool

    def __new__(cls, right: bool, words: str) -> Finding:
        finding = super().__new__(cls, words)
        finding.right = right
        return finding


def check_gradient(objective: Objective, points: int, seed: int) -> Finding:
    """Compare the gradient with central differences at points drawn from the window."""
    low, high = np.array(objective.window).T
    drawn = np.random.default_rng(seed).uniform(low, high, (points, objective.dim))
    drawn.flags.writeable = False
    with np.errstate(all="ignore"):
        given = np.array([objective.full_gradient(w) for w in drawn])
        slope, rounding = np.moveaxis([_slopes(objective, w) for w in drawn], 1, 0)
        error = np.abs(given - slope)
        allowed = TOLERANCE * np.abs(slope).max(axis=1, keepdims=True) + rounding
        wrong = np.argwhere(~(error <= allowed)).tolist()
        if not wrong:
            return Finding(True, f"the gradient is right: it is the value's slope at all of {points} points")
        i, k = max(wrong, key=lambda place: np.nan_to_num(error[*place] / allowed[*place], nan=np.inf))
        guess = _guess(objective, given, slope, allowed, k)
    at = ", ".join(f"{c:.4g}" for c in drawn[i])
    said = f"the gradient along {objective.coordinates[k]} is wrong: at ({at}) it is {given[i, k]:.6g}"
    off = f"the value's slope is {slope[i, k]:.6g}, so it is off by {float(given[i, k]) - float(slope[i, k]):.3g}"
    return Finding(False, f"{said}, {off}{guess}")


def _slopes(objective: Objective, w: Array) -> tuple[Array, Array]:
    """Central differences along each coordinate, and how far rounding may put each off.

    The step is ∛ε·max(1, |x|): where rounding and the formula's own error balance. (Nocedal & Wright 2006, section 8.1)
    """
    steps = EPSILON ** (1 / 3) * np.maximum(1, np.abs(w))
    ahead = [float(objective.loss(w + shift)) for shift in np.diag(steps)]
    behind = [float(objective.loss(w - shift)) for shift in np.diag(steps)]
    size = np.maximum(np.abs(ahead), np.abs(behind))
    return (np.array(ahead) - behind) / (2 * steps), 30 * EPSILON * size / steps


def _guess(objective: Objective, given: Array, slope: Array, allowed: Array, k: int) -> str:
    """The mistake that explains the coordinate's gradient at every point; '' if none does."""
    for factor, words in MISTAKES.items():
        if (np.abs(given[:, k] - factor * slope[:, k]) <= allowed[:, k]).all():
            return f" ({words})"
    for j, name in enumerate(objective.coordinates):
        if (np.abs(given[:, k] - slope[:, j]) <= allowed[:, k]).all():
            return f" (it is the slope along {name}: are the coordinates swapped?)"
    factor = (given[:, k] @ slope[:, k]) / (slope[:, k] @ slope[:, k] or 1.0)
    if (np.abs(given[:, k] - factor * slope[:, k]) <= allowed[:, k]).all():
        return f" (everywhere it is {factor:.4g} times the slope)"
    return ""
