"""What happened in a run, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from optlab.rule import Array

if TYPE_CHECKING:
    from optlab.trace import Trace

TOLERANCE = 1e-3  # of the distance between the start and the nearest minimum
REST = 1e-6  # of the longest step of the run


class Verdict(str):
    """A sentence, with the ``kind`` of ending and the ``step`` at which it was decided (or None)."""

    kind: str
    step: int | None

    def __new__(cls, kind: str, step: int | None, words: str) -> Verdict:
        verdict = super().__new__(cls, words)
        verdict.kind, verdict.step = kind, step
        return verdict


def judge(trace: Trace) -> Verdict:
    """The verdict of one run."""
    for opinion in (_overflowed, _converged, _diverging, _at_rest, _oscillating):
        with np.errstate(all="ignore"):
            verdict = opinion(trace)
        if verdict is not None:
            return verdict
    return Verdict("still moving", None, f"still moving: the last step was {_length(trace['step'])[-1]:.3g} long")


def judge_batch(trace: Trace) -> Verdict:
    """How many runs of a batch ended in which way."""
    kinds = Counter(judge(trace.one(*index)).kind for index in np.ndindex(trace.batch))
    words = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return Verdict("batch", None, f"{kinds.total()} runs: {words}")


def steps_to(trace: Trace, tolerance: float) -> int | None:
    """The first step from which the run stays within ``tolerance`` (absolute) of a minimum; None if it does not.

    >>> from optlab import run
    >>> from optlab.objectives import quadratic
    >>> from optlab.optimizers import GradientDescent
    >>> steps_to(run(GradientDescent(learning_rate=2 / 101), quadratic([1, 100]), steps=800), 1e-6 * 2**0.5)
    691
    """
    return _since(distance(trace) <= tolerance)


def distance(trace: Trace) -> Array:
    """How far each position is from the nearest known minimum, ``(steps + 1,)``."""
    minimum = trace.objective.minimum.reshape(trace.objective.dim, -1)
    return _length(trace["position"][:, :, None] - minimum).min(axis=1)


def _overflowed(trace: Trace) -> Verdict | None:
    finite = np.isfinite(trace["position"]).all(axis=1) & np.isfinite(trace["loss"])
    if finite.all():
        return None
    step = int(np.argmin(finite))
    return Verdict("diverged", step, f"diverged: at step {step} the numbers grew too large to be written down")


def _converged(trace: Trace) -> Verdict | None:
    if trace.objective.minimum is None:
        return None
    away = distance(trace)
    tolerance = TOLERANCE * (away[0] or 1.0)
    step = _since(away <= tolerance)
    if step is None:
        return None
    return Verdict("converged", step, f"converged at step {step}: from there on within {tolerance:.2g} of the minimum")


def _diverging(trace: Trace) -> Verdict | None:
    """It ends above its start, and its steps are still growing."""
    loss, length = trace["loss"], _length(trace["step"])[1:]
    half = len(length) // 2
    growing = half and length[half:].max() > 1.5 * length[:half].max()
    if not growing or loss[-1] <= loss[0]:
        return None
    step = _since(loss > loss[0])
    return Verdict("diverged", step, f"diverged: from step {step} on the loss is above its start, and the steps grow")


def _at_rest(trace: Trace) -> Verdict | None:
    length = _length(trace["step"])
    step = _since(length[1:] <= REST * length.max())
    if step is None or len(length) - 1 - step < 2:
        return None
    where = ", ".join(f"{c:.3g}" for c in trace["position"][-1])
    if trace.objective.minimum is None:
        return Verdict("converged", step + 1, f"converged: at rest at ({where}) from step {step + 1} on")
    return Verdict("stuck", step + 1, f"stuck: at rest at ({where}) from step {step + 1} on, which is not the minimum")


def _oscillating(trace: Trace) -> Verdict | None:
    """In the second half of the run some coordinate turned back again and again."""
    step = trace["step"][1:]
    late = step[len(step) // 2 :]
    turns = int((late[1:] * late[:-1] < 0).sum(axis=0).max())
    if turns < 2 or turns < len(late) / 20:
        return None
    return Verdict("oscillating", None, f"oscillating: it turned back {turns} times in its last {len(late)} steps")


def _since(true: Array) -> int | None:
    """The first index from which all are true; None if the last is not."""
    if not true[-1]:
        return None
    return int(len(true) - np.argmin(true[::-1])) if not true.all() else 0


def _length(vectors: Array) -> Array:
    return np.sqrt((vectors * vectors).sum(axis=1))
