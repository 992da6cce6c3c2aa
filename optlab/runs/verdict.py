"""What happened in a run: a value, whose words stand in `optlab.runs.words`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.runs import words
from optlab.runs.endings import NEEDED, endings
from optlab.runs.ground import steep
from optlab.runs.measures import distance, length, tolerance
from optlab.runs.seen import CLEAR, Seen, second_half, turns
from optlab.values import Array

HUGE = 1e100  # numbers beyond this count as an overflow


@dataclass(frozen=True, repr=False)
class Verdict:
    """How a run ended; ``str(verdict)`` says it in a sentence.

    Attributes:
        kind: one of `optlab.runs.endings.KINDS`; "batch" for several runs.
        step: at which it was decided, or None.
        reason: which of the sentences of this kind is true.
        numbers: those in the sentence, by name; of a batch, how many runs ended in which kind.
        notes: what the loss did beside, where the sentence does not say it.

    >>> from optlab import GradientDescent, parabola, run
    >>> verdict = run(GradientDescent(learning_rate=0.4), parabola, steps=10).verdict
    >>> verdict.kind, verdict.step, round(verdict.numbers["tolerance"], 9)
    ('converged', 5, 0.01)
    >>> str(verdict)
    'converged at step 5: from there on within 0.01 of the minimum'
    """

    kind: str
    step: int | None = None
    reason: str = ""
    numbers: Mapping[str, Any] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.kind == "batch":
            return words.count(self.numbers)
        return words.sentence(self.kind, self.reason, self.step, self.numbers, self.notes)

    __repr__ = __str__


def judge(objective: Objective, columns: Mapping[str, Array]) -> Verdict:
    """The verdict of one run, from its position, step and loss."""
    kind, reason, step = (ending.item() for ending in endings(objective, columns))
    seen = Seen(objective, *(columns[name] for name in NEEDED))
    with np.errstate(all="ignore"):
        if reason == "overflow" and not _overflow(seen, step):
            reason = "no number"
        numbers = {name: NUMBERS[name](seen) for name in words.numbers_of(kind, reason)}
        notes = _notes(seen, reason) if kind in ("still moving", "oscillating", "hovering") else ()
    return Verdict(kind, None if step < 0 else step, reason, numbers, notes)


def judge_batch(objective: Objective, columns: Mapping[str, Array]) -> Verdict:
    """How many runs of a batch ended in which way, the most frequent first."""
    kinds, counts = np.unique(endings(objective, columns).kind, return_counts=True)
    pairs = zip(kinds.tolist(), counts.tolist(), strict=True)
    return Verdict("batch", numbers=dict(sorted(pairs, key=lambda pair: -pair[1])))


NUMBERS: dict[str, Callable[[Seen], Any]] = {  # every number that a sentence may contain, beside the step
    "first": lambda seen: float(seen.loss[0]),
    "last": lambda seen: float(seen.loss[-1]),
    "last_step": lambda seen: float(length(seen.step[-1:])[0]),
    "late": lambda seen: len(second_half(seen.step[1:])),
    "turns": lambda seen: int(turns(seen.step)),
    "mean_loss": lambda seen: float(second_half(seen.loss[1:]).mean()),
    "mean_place": lambda seen: tuple(second_half(seen.position[1:]).mean(axis=0).tolist()),
    "place": lambda seen: tuple(seen.position[-1].tolist()),
    "slope": lambda seen: float(steep(seen.objective, seen.position)[1]),
    "tolerance": lambda seen: float(tolerance(distance(seen.objective, seen.position[:1])[0])),
}


def _overflow(seen: Seen, step: int) -> bool:
    """Whether a number was lost because it grew too large, and not in 0/0."""
    before = np.abs(seen.position[max(0, step - 1) : step + 1])
    return bool(np.isinf(before).any() or np.nanmax(before, initial=0) > HUGE or np.isinf(seen.loss[step]))


def _notes(seen: Seen, reason: str) -> tuple[str, ...]:
    """What the loss did that the sentence does not say."""
    loss = seen.loss
    third, fourth = np.array_split(second_half(loss[1:]), 2)
    if loss[-1] - loss[0] > CLEAR * (loss[0] - loss.min()):
        return ("above the start",)
    if not len(fourth):
        return ()
    drift, swing = fourth.mean() - third.mean(), max(np.ptp(fourth) / 2, CLEAR * np.ptp(loss))
    return ("rises",) if drift > swing else ("falls",) if reason == "stays" and -drift > swing else ()
