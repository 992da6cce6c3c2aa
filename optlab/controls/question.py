"""What a player asks before it shows anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.controls.outcomes import OUTCOMES, describes
from optlab.runs.trace import Trace
from optlab.values import shown

LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Question:
    """A question about a run, with answers to choose from. Which one is right is computed from the run.

    Args:
        text: the question, one sentence.
        answers: from the words of each answer to what makes it right:

            - a kind of ending, such as ``"diverged"``, or a tuple of kinds;
            - a function of the run (in a race: of all runs, in order) that says whether it is so;
            - a number, if there is a ``measure``: the answer whose number is nearest is right.

            By default the usual endings; in a race the names of the rules, of which the one with the
            smallest measure is right.
        measure: a function of the run that returns a number; in a race with answers of its own, of all
            runs. By default the last loss.

    How to use it in a notebook. Hand it to a player: nothing of the run is seen before an answer is chosen
    (a click, or its letter on the keyboard); then the run plays, and at its end the player says what was right::

        Player(rule, parabola, steps=20, ask=Question("What will it do?"))          # or ask=True
        Player(rule, parabola, steps=20, ask=Question("Where is it after 20 steps?", {
            "It crosses the minimum in every step, and arrives": lambda run: run["position"][1, 0] < 0,
            "It arrives and never crosses": lambda run: (run["position"] > 0).all(),
            "It leaves": "diverged",
        }))
        Player(rule, parabola, steps=20, ask=Question("What is the loss after 20 steps?",
            {"about 10": 10, "about 1": 1, "about 0.1": 0.1}, measure=lambda run: run["loss"][-1]))
        Player([Momentum(), Adam()], bowl, ask=Question("Which one is lower after 50 steps?"))  # a race
        Player(rule, parabola, presets={"too slow": 0.01, "too fast": 1.1}, ask=...)  # asked of each preset

    Two answers may both be right: write conditions so that a right thought is never called wrong. A question
    that no answer fits is refused when the player is made, so a notebook cannot be saved with one. The digest
    for nbval holds the right answer; the saved picture is step 0.

    Raises:
        ValueError: no or too many answers, or an answer that is none of the above.

    >>> from optlab import GradientDescent, parabola, run
    >>> last = lambda run: run["position"][-1, 0]
    >>> where = Question("Where is it after 5 steps?", {"near 3": 3, "near 0.1": 0.1}, measure=last)
    >>> where.right([run(GradientDescent(0.1), parabola, steps=5)])
    [0]
    """

    text: str = "What will it do?"
    answers: Mapping[str, Any] | None = None
    measure: Callable[..., float] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not self.text.strip():
            raise ValueError(f"text is {shown(self.text)}: it must be a question in words")
        if self.answers is None:
            return
        if not isinstance(self.answers, Mapping) or not 2 <= len(self.answers) <= len(LETTERS):
            said = f"it must have 2 to {len(LETTERS)} answers, from their words to what makes them right"
            raise ValueError(f"answers is {shown(self.answers)}: {said}")
        for words, fits in self.answers.items():
            kinds = fits if isinstance(fits, tuple) else (fits,)
            if callable(fits) or all(isinstance(kind, str) and kind in OUTCOMES for kind in kinds):
                continue
            if self.measure is None or not isinstance(fits, int | float):
                known = ", ".join(map(repr, OUTCOMES))
                said = f"it must be a function of the run, one of {known}, or a number beside a measure"
                raise ValueError(f"answers[{words!r}] is {shown(fits)}: {said}")

    def choices(self, traces: Sequence[Trace]) -> list[str]:
        """The words of the answers."""
        if self.answers is not None:
            return list(self.answers)
        return list(OUTCOMES.values()) if len(traces) == 1 else [trace.rule.title for trace in traces]

    def right(self, traces: Sequence[Trace]) -> list[int]:
        """The numbers of the answers that are right for these runs.

        Raises:
            ValueError: there is none.
        """
        if self.answers is None and len(traces) > 1:
            found = _smallest([self._measured(trace) for trace in traces])
        elif self.answers is None:
            found = [i for i, kind in enumerate(OUTCOMES) if describes(kind, traces[0])]
        else:
            found = self._fitting(self.answers, traces)
        if not found:
            said = "; ".join(str(trace.verdict) for trace in traces)
            raise ValueError(f"answers is {shown(list(self.answers or ()))}: none is right for this run ({said})")
        return found

    def _fitting(self, answers: Mapping[str, Any], traces: Sequence[Trace]) -> list[int]:
        numbers = {i: fits for i, fits in enumerate(answers.values()) if isinstance(fits, int | float)}
        found = []
        if numbers:
            value = self._measured(*traces)
            nearest = _smallest([abs(number - value) for number in numbers.values()])
            found = [list(numbers)[i] for i in nearest]
        for i, fits in enumerate(answers.values()):
            if callable(fits):
                found += [i] * bool(fits(*traces))
            elif i not in numbers:
                kinds = fits if isinstance(fits, tuple) else (fits,)
                found += [i] * any(trace.verdict.kind in kinds for trace in traces)
        return sorted(found)

    def _measured(self, *traces: Trace) -> float:
        return float(self.measure(*traces) if self.measure else traces[0]["loss"][-1])


def _smallest(values: Sequence[float]) -> list[int]:
    """Where the smallest are: those that differ by no more than rounding are equals."""
    known = np.where(np.isnan(values), np.inf, values)
    return np.flatnonzero(np.isclose(known, known.min(), rtol=1e-9, atol=0)).tolist()
