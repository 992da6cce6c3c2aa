"""Two results beside each other: where they differ first, and by how much."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from optlab.exercises.rounds import Values
from optlab.values import Array

TOLERANCE = 1e-9  # the largest difference, as a part of the largest coordinate; another order of a sum changes 1e-15
SINGLE = 1e-4  # the same for float32: it has seven digits, and a difference of near numbers loses three


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


def difference(mine: Values, right: Values) -> dict[str, Any]:
    """The first value that differs, and the coordinate of it that differs most.

    >>> difference((np.array([1.0, 0.5]),), (np.array([1.0, 5.0]),))
    {'value': 0, 'mine': 0.5, 'right': 5.0, 'coordinate': 1, 'of': 2}
    """
    value, a, b = next((i, a, b) for i, (a, b) in enumerate(zip(mine, right, strict=True)) if not np.all(close(a, b)))
    with np.errstate(all="ignore"):
        apart = np.nan_to_num(np.abs(a - b), nan=np.inf)
    worst = np.unravel_index(np.argmax(np.where(close(a, b), -1, apart)), b.shape)
    coordinate, of = (int(worst[0]), len(b)) if b.ndim else (None, 0)
    return {"value": value, "mine": float(a[worst]), "right": float(b[worst]), "coordinate": coordinate, "of": of}


def how_much(a: float, b: float) -> str:
    """In words, how ``a`` differs from ``b``, which is right.

    >>> how_much(-2.0, 2.0), how_much(0.5, 0.4), how_much(2.0, 1.0), how_much(0.25, 1.0)
    ('the sign is wrong', 'the difference is 0.1', 'this is twice as much', 'this is 1/4 of it')
    """
    if math.isnan(a):
        return "NaN is no number; 0/0 and the root of a negative number give it"
    if math.isinf(a):
        return "a division by 0 gives infinity, and so do numbers that grow too large"
    if b and math.isclose(a, -b, rel_tol=1e-6):
        return "the sign is wrong"
    ratio = a / b if b else 0.0
    if ratio >= 1.9999:
        return "this is twice as much" if _is_near(ratio, 2) else f"this is {_times(ratio)} times as much"
    if 0 < ratio <= 0.50001:
        part = 1 / ratio
        if _is_near(part, 2):
            return "this is half of it"
        if _is_near(part, round(part)):
            return f"this is 1/{round(part)} of it"
        return f"the right one is {_times(part)} times as large"
    return f"the difference is {abs(a - b):.2g}"


def _is_near(ratio: float, whole: int) -> bool:
    return ratio < 1e4 and math.isclose(ratio, whole, rel_tol=1e-4)


def _times(ratio: float) -> str:
    """A factor that can be read aloud."""
    if ratio >= 1e6:
        return "more than a million"
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"


def digits(a: float, b: float) -> tuple[str, str]:
    """Both to four digits, or to as many as tell them apart.

    >>> digits(1 / 3, 2 / 3), digits(1.00000123, 1.00000234)
    (('0.3333', '0.6667'), ('1.000001', '1.000002'))
    """
    pair = "", ""
    for count in range(4, 18):
        pair = f"{a:.{count}g}", f"{b:.{count}g}"
        if pair[0] != pair[1]:
            break
    return pair
