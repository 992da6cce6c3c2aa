"""Two results beside each other: where they differ first, and by how much."""

from __future__ import annotations

import math

import numpy as np

from optlab.exercises.exercise import Values
from optlab.rule import Array

TOLERANCE = 1e-9  # of the largest coordinate: other orders of the same sums differ by 1e-15
SINGLE = 1e-5  # float32 has seven digits; who computes in it has the formula right nevertheless


def close(mine: Array, right: Array) -> Array:
    """Which coordinates agree; infinities and NaNs do with their like.

    >>> close(np.array([1.0, 2.0]), np.array([1.0 + 1e-12, 2.1]))
    array([ True, False])
    """
    sizes = np.abs(right[np.isfinite(right)])
    allowed = (SINGLE if mine.dtype == np.float32 else TOLERANCE) * (sizes.max(initial=0) or 1)
    with np.errstate(all="ignore"):
        return (mine == right) | (np.abs(mine - right) <= allowed) | (np.isnan(mine) & np.isnan(right))


def agree(mine: Values, right: Values) -> bool:
    """Whether all values of a call agree."""
    return all(bool(np.all(close(a, b))) for a, b in zip(mine, right, strict=True))


def difference(mine: Array, right: Array) -> tuple[str, str, str]:
    """What is there, what is right, and by how much they differ, at the coordinate that differs most.

    >>> difference(np.array([1.0, 0.5]), np.array([1.0, 5.0]))
    ('0.5 (coordinate 2 of 2)', '5', '10 times too small')
    """
    with np.errstate(all="ignore"):
        apart = np.nan_to_num(np.abs(mine - right), nan=np.inf)
    worst = np.unravel_index(np.argmax(np.where(close(mine, right), -1, apart)), right.shape)
    a, b = float(mine[worst]), float(right[worst])
    said, rightly = (number.replace("nan", "NaN").replace("inf", "infinity") for number in _digits(a, b))
    if right.ndim:
        said += f" (coordinate {worst[0] + 1} of {len(right)})"
    return said, rightly, _how_much(a, b)


def _how_much(a: float, b: float) -> str:
    """In words, how ``a`` differs from ``b``, which is right.

    >>> _how_much(-2.0, 2.0), _how_much(0.5, 0.4), _how_much(1.0, 0.0)
    ('the sign is the other one', 'off by 0.1', 'off by 1')
    """
    if math.isnan(a):
        return "NaN is no number; 0/0 and the root of a negative number give it"
    if math.isinf(a):
        return "a division by 0 gives infinity, and so do numbers that grow too large"
    if b and math.isclose(a, -b, rel_tol=1e-6):
        return "the sign is the other one"
    ratio = a / b if b else 0.0
    if ratio >= 1.9999:
        return f"{ratio:.3g} times too large"
    if 0 < ratio <= 0.50001:
        return f"{1 / ratio:.3g} times too small"
    return f"off by {a - b:.2g}"


def _digits(a: float, b: float) -> tuple[str, str]:
    """Both to four digits, or to as many as tell them apart."""
    for digits in range(4, 18):
        pair = f"{a:.{digits}g}", f"{b:.{digits}g}"
        if pair[0] != pair[1]:
            break
    return pair
