"""What may be said of how a run ended: each function yields what it would say of which runs of a batch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optlab.runs.ground import falls_off, steep
from optlab.runs.measures import distance, length, lowest_loss, since, tolerance
from optlab.runs.seen import CLEAR, Seen, second_half, turns
from optlab.values import Array

REST = 1e-6  # a step this small, as a part of the longest step or of the window, is rest
GROWTH = 1.5  # a run that diverges has steps at least this many times as long in its second half
FAR = 100  # a run that ends worse is this many times as far above the lowest loss as at its start
STAYS = 0.05  # a run that is near a minimum for this part of its steps does not only pass by
AS_LOW = 1e-9  # a run at a minimum has at most this part of its first excess left
TREND = 4.0  # swings that change by this factor have a trend that noise does not explain (200 seeds of 18 settings)

Opinion = Iterator[tuple[str, str, Array, Array]]  # the kind, the reason, which runs it fits, and from which step


def overflowed(seen: Seen) -> Opinion:
    finite = np.isfinite(seen.position).all(axis=1) & np.isfinite(seen.loss)
    lost = since(~finite)
    yield "diverged", "overflow", lost <= seen.steps, lost


def converged(seen: Seen) -> Opinion:
    """It stays near a minimum, and does not only pass by, nor leave again."""
    if seen.objective.minimum is None:
        return
    away, steps = distance(seen.objective, seen.position), length(seen.step)
    near = tolerance(away[0])
    step = since(away <= near)
    rows = seen.steps - step  # how many steps it has been near
    coming = np.maximum(*(_at(steps, since(away <= 10 * near) + shift) for shift in (-1, 0)))
    slower = steps[-1] <= coming / 2
    arrived = (rows >= 1) & ((rows >= STAYS * seen.steps) | slower) & ~_leaving(away, step)
    fits = arrived | (away[-1] <= 1e-9 * near)
    yield "converged", "near a minimum", fits, np.minimum(step, seen.steps)


def _leaving(away: Array, step: Array) -> Array:
    """Whether the last quarter of the rows from ``step`` on is much farther away than the half before it."""
    row = np.arange(len(away)).reshape(-1, *(1,) * step.ndim)
    quarter = (len(away) - 1 - step) / 4
    late = row > len(away) - 1 - quarter
    middle = (row >= step + quarter) & ~late
    farthest = [np.where(part, away, 0).max(axis=0) for part in (late, middle)]
    return (quarter >= 2) & (farthest[0] > 4 * farthest[1])


def diverging(seen: Seen) -> Opinion:
    """It ends above its start and its steps grow: by much, or each beyond the last; or it falls for ever."""
    loss, steps = seen.loss, length(seen.step)[1:]
    late, early = second_half(steps), steps[: len(steps) // 2]
    if not len(early):
        return
    growth = late.max(axis=0) / early.max(axis=0)
    steadily = (late[1:] > late[:-1] * (1 + 1e-9)).all(axis=0) & (len(late) > 3)
    grows = growth > (TREND if seen.objective.noisy else GROWTH)
    yield "diverged", "above the start", (loss[-1] > loss[0]) & (grows | steadily), since(loss > loss[0])
    if seen.objective.minimum is None:
        yield "diverged", "falls for ever", (loss[-1] < loss[0]) & (growth > 1 / REST), since(loss < loss[0])


def at_rest(seen: Seen) -> Opinion:
    steps = length(seen.step)[1:]
    window = np.hypot.reduce([high - low for low, high in seen.objective.window])
    step = 1 + since(steps <= REST * np.minimum(steps.max(axis=0), window))
    rests = step < seen.steps
    if seen.objective.minimum is None:
        yield "converged", "at rest", rests, step
        if rests.any():
            yield "stuck", "steep", rests & steep(seen.objective, seen.position)[0], step
            yield "stuck", "no minimum", rests & falls_off(seen.objective, seen.position[-1]), step
    else:
        yield "stuck", "at rest", rests, step
        lowest = lowest_loss(seen.objective, seen.loss)
        yield "converged", "as low", rests & (seen.loss[-1] - lowest <= AS_LOW * (seen.loss[0] - lowest)), step
    yield "worse", "ends", rests & _far_above(seen), np.array(-1)


def worse(seen: Seen) -> Opinion:
    """It ends far above its start, however it moves there."""
    yield "worse", "ends", _far_above(seen), np.array(-1)


def _far_above(seen: Seen) -> Array:
    lowest = lowest_loss(seen.objective, seen.loss)
    first = seen.loss[0] - lowest
    if seen.objective.minimum is None:
        first = np.maximum(first, np.abs(seen.loss[0]))
    return (first > 0) & (seen.loss[-1] - lowest > FAR * first)


def hovering(seen: Seen) -> Opinion:
    """Noise moves it to and fro and its swings have no trend. If its loss clearly falls, it is on its way."""
    if not seen.objective.noisy:
        return
    before, after = (np.sqrt((part**2).sum(axis=(0, 1))) for part in _quarters(seen.step[1:]))
    level = (after < TREND * before) & (before < TREND * after)
    falls = _falls(seen.loss)
    for kind, fits in (("hovering", ~falls), ("still moving", falls)):
        yield kind, "noise", _swings(seen) & level & fits, np.array(-1)


def oscillating(seen: Seen) -> Opinion:
    fits, (before, after) = _swings(seen), _quarters(length(seen.step)[1:])
    if not len(after):
        return
    before, after = before.max(axis=0), after.max(axis=0)
    trends = {"stays": True, "shrinks": after < 0.9 * before, "grows": after > 1.1 * before}
    for name, trend in trends.items():
        yield "oscillating", name, fits & trend, np.array(-1)


def _falls(loss: Array) -> Array:
    """The losses of the last quarter are clearly lower than those of the third."""
    third, last = _quarters(loss[1:])
    if not len(last):
        return np.zeros(loss.shape[1:], bool)
    apart = third.min(axis=0) - last.mean(axis=0)
    return (last.max(axis=0) < third.mean(axis=0)) & (apart > CLEAR * np.ptp(loss, axis=0))


def _swings(seen: Seen) -> Array:
    """In its second half it turned back again and again, but got no further than noise would."""
    late, count = second_half(seen.step[1:]), turns(seen.step)
    lengths, net = length(late), length(late.sum(axis=0)[None])[0]
    nowhere = net <= np.minimum(lengths.sum(axis=0) / 2, 2 * np.sqrt((lengths * lengths).sum(axis=0)))
    return (count >= 2) & (count >= len(late) / 20) & nowhere


def _quarters(rows: Array) -> tuple[Array, Array]:
    """The third and the last quarter."""
    third, last = np.array_split(second_half(rows), 2)
    return third, last


def _at(rows: Array, index: Array) -> Array:
    """The row of each run at its own index, ``(*batch)``."""
    return np.take_along_axis(rows, np.minimum(np.maximum(index, 0), len(rows) - 1)[None], axis=0)[0]
