"""The usual answers to "What will it do?", and when each of them may be called right."""

from __future__ import annotations

import numpy as np

from optlab.runs.endings import KINDS
from optlab.runs.trace import Trace

WORDS = {
    "converged": "It arrives",
    "still moving": "It is still on its way",
    "oscillating": "It swings to and fro",
    "hovering": "It hovers about the minimum",
    "stuck": "It gets stuck",
    "worse": "It ends far above its start",
    "diverged": "It leaves for good",
}
OUTCOMES = {kind: words for kind, words in WORDS.items() if kind in KINDS}
SEEN = 1e-9  # a step below this part of the longest one is too short for a turn to be seen


def describes(kind: str, trace: Trace) -> bool:
    """Whether a run may be described so: its verdict says so, or it is plainly a part of what it did.

    >>> from optlab import GradientDescent, parabola, run
    >>> crossing = run(GradientDescent(learning_rate=0.9), parabola, steps=100)
    >>> crossing.verdict.kind, describes("oscillating", crossing)
    ('converged', True)
    """
    if trace.verdict.kind == kind:
        return True
    if kind == "oscillating":
        return _swings(trace)
    nearer = {"oscillating": _shrinks, "hovering": _travels}.get(trace.verdict.kind)
    return kind == "still moving" and nearer is not None and nearer(trace)


def _swings(trace: Trace) -> bool:
    """Whether one coordinate turned back in most of the steps that can be seen."""
    steps = trace["step"][1:]
    size = np.abs(steps)
    with np.errstate(all="ignore"):
        seen = size > SEEN * np.nanmax(np.where(np.isfinite(size), size, 0), initial=0.0, axis=0)
        pairs = seen[1:] & seen[:-1]
        turns = (steps[1:] * steps[:-1] < 0) & pairs
    return bool((turns.sum(axis=0) > np.maximum(1, pairs.sum(axis=0) / 2)).any())


def _shrinks(trace: Trace) -> bool:
    """Whether its swings get narrower, so that it may yet arrive."""
    early, late = np.array_split(np.abs(trace["step"][1 + trace.steps // 2 :]).max(axis=1), 2)
    return bool(late.max(initial=0.0) < 0.9 * early.max(initial=0.0))


def _travels(trace: Trace) -> bool:
    """Whether noise may hide that it is on its way: it has moved on by more than it is scattered, to a lower loss.

    What it did in its third quarter is compared with the last.
    """
    late = 1 + trace.steps // 2
    places, losses = (np.array_split(trace[name][late:], 2) for name in ("position", "loss"))
    scatter = sum(np.sqrt(part.var(axis=0).sum()) for part in places)
    moved = np.linalg.norm(places[1].mean(axis=0) - places[0].mean(axis=0))
    return bool(moved > scatter and losses[1].mean() < losses[0].mean())
