"""How runs end: the arithmetic behind a verdict, for a whole batch at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optlab.rule import Array

if TYPE_CHECKING:
    from optlab.trace import Trace

TOLERANCE = 1e-3  # of the distance between the start and the nearest minimum
REST = 1e-6  # of the longest step of the run, or of the window if that is shorter
GROWTH = 1.5  # what the longest step of the second half is to that of the first, at least, in a run that diverges


def endings(trace: Trace) -> tuple[Array, Array]:
    """The kind of each run's ending, and the step at which it was decided or −1, both ``(*batch)``.

    Needs the position, the step and the loss of a trace. Every kind is "diverged", "converged",
    "stuck", "oscillating" or "still moving"; the first of these that fits is taken.

    >>> from optlab import GradientDescent, parabola, run
    >>> kinds, steps = endings(run(GradientDescent(learning_rate=[0.01, 0.4, 1.1]), parabola, steps=10))
    >>> kinds.tolist(), steps.tolist()
    (['still moving', 'converged', 'diverged'], [-1, 5, 1])
    """
    kind, step = np.full(trace.batch, "still moving"), np.full(trace.batch, -1)
    with np.errstate(all="ignore"):
        for opinion in (_oscillating, _at_rest, _diverging, _converged, _overflowed):
            name, fits, when = opinion(trace)
            kind, step = np.where(fits, name, kind), np.where(fits, when, step)
    return kind, step


def distance(trace: Trace) -> Array:
    """How far each position is from the nearest known minimum, ``(steps + 1, *batch)``."""
    position, minimum = trace["position"], trace.objective.minimum
    points = minimum.reshape(len(minimum), -1, *(1,) * len(trace.batch))
    with np.errstate(all="ignore"):
        return np.min([length(position - points[:, i]) for i in range(points.shape[1])], axis=0)


def tolerance(trace: Trace) -> Array:
    """How near a minimum a run must come to have converged, ``(*batch)``."""
    start = distance(trace)[0]
    return TOLERANCE * np.where(start > 0, start, 1.0)


def turns(trace: Trace) -> Array:
    """How often, in the second half of a run, the coordinate that turned back most did so, ``(*batch)``."""
    late = _late(trace["step"][1:])
    return (late[1:] * late[:-1] < 0).sum(axis=0).max(axis=0)


def length(vectors: Array) -> Array:
    """The Euclidean length along axis 1."""
    return np.sqrt((vectors * vectors).sum(axis=1))


def since(true: Array) -> Array:
    """The first row from which on all are true; the number of rows where the last is not."""
    return np.where(true.all(axis=0), 0, len(true) - np.argmin(true[::-1], axis=0))


def _overflowed(trace: Trace) -> tuple[str, Array, Array]:
    lost = since(~(np.isfinite(trace["position"]).all(axis=1) & np.isfinite(trace["loss"])))
    return "diverged", lost <= trace.steps, lost


def _converged(trace: Trace) -> tuple[str, Array, Array]:
    """It stays near a minimum: one last row alone may be a run that only passes by."""
    if trace.objective.minimum is None:
        return "converged", np.False_, np.array(0)
    away, near = distance(trace), tolerance(trace)
    step = since(away <= near)
    return "converged", (step < trace.steps) | (away[-1] <= 1e-9 * near), np.minimum(step, trace.steps)


def _diverging(trace: Trace) -> tuple[str, Array, Array]:
    """It ends above its start and its steps grow: by much, or each beyond the last; or it falls for ever."""
    loss, steps = trace["loss"], length(trace["step"])[1:]
    late, early = _late(steps), steps[: len(steps) // 2]
    if not len(early):
        return "diverged", np.False_, np.array(0)
    growth = late.max(axis=0) / early.max(axis=0)
    steadily = (late[1:] > late[:-1] * (1 + 1e-9)).all(axis=0) & (len(late) > 3)
    above = (loss[-1] > loss[0]) & ((growth > GROWTH) | steadily)
    below = (loss[-1] < loss[0]) & (growth > 1 / REST) if trace.objective.minimum is None else np.False_
    return "diverged", above | below, np.where(above, since(loss > loss[0]), since(loss < loss[0]))


def _at_rest(trace: Trace) -> tuple[str, Array, Array]:
    steps = length(trace["step"])[1:]
    window = np.hypot.reduce([high - low for low, high in trace.objective.window])
    step = 1 + since(steps <= REST * np.minimum(steps.max(axis=0), window))
    kind = "converged" if trace.objective.minimum is None else "stuck"
    return kind, step < trace.steps, step


def _oscillating(trace: Trace) -> tuple[str, Array, Array]:
    """In its second half it turned back again and again, but got no further than noise would."""
    late, count = _late(trace["step"][1:]), turns(trace)
    lengths, net = length(late), length(late.sum(axis=0)[None])[0]
    nowhere = net <= np.minimum(lengths.sum(axis=0) / 2, 2 * np.sqrt((lengths * lengths).sum(axis=0)))
    return "oscillating", (count >= 2) & (count >= len(late) / 20) & nowhere, np.array(-1)


def _late(steps: Array) -> Array:
    return steps[len(steps) // 2 :]
