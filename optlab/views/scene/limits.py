"""Limits of an axis: filled by the data, and in steps, so that the axis stands still while a slider moves a little."""

from __future__ import annotations

import numpy as np

from optlab.values import Array

DECADES_DOWN, DECADES_UP = 14, 12  # drawn below and above the start: beyond is rounding, or a run that diverged
FAR = 1e6  # a curve on a linear axis that passes this many times its first value is drawn up to 100 times it
SHORT = 1.0  # a range of fewer decades ends at 1, 2 or 5 times a power of ten
LOG_TICKS = 5


def limits(curves: Array, logarithmic: bool) -> tuple[float, float]:
    """The lowest and the highest value to draw, for curves ``(steps + 1, count)`` of which some may be NaN.

    >>> limits(np.array([[99.0], [3.0], [0.02]]), logarithmic=True)
    (0.01, 100.0)
    >>> limits(np.array([[9.0], [3.0], [0.2]]), logarithmic=False)
    (0.0, 10.0)
    """
    finite = curves[np.isfinite(curves)]
    return _powers(finite[finite > 0]) if logarithmic else _steps(finite)


def beyond(limits: tuple[float, float], logarithmic: bool) -> tuple[float, float]:
    """Where a curve that leaves the panel may end: far enough to leave it, near enough to be drawn."""
    low, high = limits
    return (low / 1e3, high * 1e3) if logarithmic else (low - 20 * (high - low), high + 20 * (high - low))


def log_ticks(low: float, high: float, most: int = LOG_TICKS) -> list[float]:
    """At most five of the powers of ten between two limits; of a short range 1, 2 and 5 times these.

    >>> log_ticks(5, 20), log_ticks(1e-8, 1)
    ([5.0, 10.0, 20.0], [1e-08, 1e-06, 0.0001, 0.01, 1.0])
    """
    bottom, top = np.floor(np.log10(low) + 1e-9), np.ceil(np.log10(high) - 1e-9)
    if np.log10(high / low) <= 2:
        all_marks = [float(f"{n}e{k:.0f}") for k in np.arange(bottom, top + 1) for n in (1, 2, 5)]
        marks = [mark for mark in all_marks if low * 0.999 <= mark <= high * 1.001]
        return marks if len(marks) <= most else [mark for mark in marks if f"{mark:e}"[0] == "1"] or marks[:1]
    stride = int(np.ceil((top - bottom) / max(1, most - 1)))
    return [float(f"1e{k:.0f}") for k in np.arange(top, bottom - 0.5, -stride)][::-1]


def _powers(values: Array) -> tuple[float, float]:
    if not values.size:
        return 0.1, 10.0
    first = np.ceil(np.log10(values[0]))
    low = max(values.min(), 10.0 ** (first - DECADES_DOWN))
    high = min(values.max(), 10.0 ** (first + DECADES_UP))
    if np.log10(high / low) <= SHORT:
        low, high = _mark_below(low), _mark_above(high)
        return (low, high) if high > low else (_mark_below(low * 0.7), _mark_above(high * 1.3))
    return float(10.0 ** np.floor(np.log10(low))), float(10.0 ** np.ceil(np.log10(high)))


def _mark_below(value: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above a value."""
    power = np.floor(np.log10(value))
    return max(float(f"{n}e{power:.0f}") for n in (1, 2, 5) if float(f"{n}e{power:.0f}") <= value * (1 + 1e-9))


def _mark_above(value: float) -> float:
    power = np.floor(np.log10(value))
    return min(float(f"{n}e{power:.0f}") for n in (1, 2, 5, 10) if float(f"{n}e{power:.0f}") >= value * (1 - 1e-9))


def _steps(values: Array) -> tuple[float, float]:
    if not values.size:
        return 0.0, 1.0
    first = abs(values[0]) or 1.0
    if np.abs(values).max() >= FAR * first:
        values = values[np.abs(values) <= 100 * first]
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    if low == high:
        return -1.0, 1.0
    power = 10.0 ** np.floor(np.log10((high - low) / 5))
    step = next(n for n in (1, 2, 5, 10) if high - low <= 5.0001 * n * power) * power
    return float(np.floor(low / step + 1e-9) * step), float(np.ceil(high / step - 1e-9) * step)
