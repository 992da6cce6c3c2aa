"""What happened in a run, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optlab.endings import distance, endings, length, since, tolerance, turns

if TYPE_CHECKING:
    from optlab.trace import Trace

HUGE = 1e100  # a run that was beyond this has overflowed


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
    kind, step = (ending.item() for ending in endings(trace))
    with np.errstate(all="ignore"):
        words = WORDS[kind](trace, step)
    return Verdict(kind, None if step < 0 else step, f"{kind}{words}")


def judge_batch(trace: Trace) -> Verdict:
    """How many runs of a batch ended in which way."""
    kinds, counts = np.unique(endings(trace)[0], return_counts=True)
    most_first = sorted(zip(counts.tolist(), kinds.tolist(), strict=True), key=lambda pair: -pair[0])
    words = ", ".join(f"{count} {kind}" for count, kind in most_first)
    return Verdict("batch", None, f"{counts.sum()} runs: {words}")


def steps_to(trace: Trace, tolerance: float) -> int | None:
    """The first step from which the run stays within ``tolerance`` (absolute) of a minimum; None if it does not.

    >>> from optlab import run
    >>> from optlab.objectives import quadratic
    >>> from optlab.optimizers import GradientDescent
    >>> steps_to(run(GradientDescent(learning_rate=2 / 101), quadratic([1, 100]), steps=800), 1e-6 * 2**0.5)
    691
    """
    step = int(since(distance(trace) <= tolerance))
    return step if step <= trace.steps else None


def _diverged(trace: Trace, step: int) -> str:
    if not (np.isfinite(trace["position"][-1]).all() and np.isfinite(trace["loss"][-1])):
        return f": at step {step} {_lost(trace, step)}"
    side = "above its start" if trace["loss"][-1] > trace["loss"][0] else "below its start and falls without end"
    return f": from step {step} on the loss is {side}, and the steps grow"


def _lost(trace: Trace, step: int) -> str:
    """Why there is no number: infinity, or 0/0 and its like."""
    before = np.abs(trace["position"][max(0, step - 1) : step + 1])
    overflow = np.isinf(before).any() or np.nanmax(before, initial=0) > HUGE or np.isinf(trace["loss"][step])
    return "the numbers grew too large to be written down" if overflow else "the result is no number, as 0/0 is none"


def _converged(trace: Trace, step: int) -> str:
    if trace.objective.minimum is None:
        return f": at rest at ({_where(trace)}) from step {step} on"
    return f" at step {step}: from there on within {tolerance(trace):.2g} of the minimum"


def _stuck(trace: Trace, step: int) -> str:
    return f": at rest at ({_where(trace)}) from step {step} on, which is not the minimum"


def _oscillating(trace: Trace, step: int) -> str:
    late = trace.steps - trace.steps // 2
    before, after = (part.max() for part in np.array_split(length(trace["step"][-late:]), 2))
    swings = "shrink" if after < 0.9 * before else "grow" if after > 1.1 * before else "stay as wide"
    return f": it turned back {turns(trace)} times in its last {late} steps, and the swings {swings}"


def _still_moving(trace: Trace, step: int) -> str:
    return f": the last step was {length(trace['step'])[-1]:.3g} long"


WORDS = {
    "diverged": _diverged,
    "converged": _converged,
    "stuck": _stuck,
    "oscillating": _oscillating,
    "still moving": _still_moving,
}


def _where(trace: Trace) -> str:
    return ", ".join(f"{c:.3g}" for c in trace["position"][-1])
