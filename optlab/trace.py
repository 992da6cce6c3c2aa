"""Everything that a run computed."""

from __future__ import annotations

from dataclasses import dataclass

from optlab.endings import distance
from optlab.objectives.objective import Objective
from optlab.rule import Array, Rule
from optlab.verdict import Verdict, judge, judge_batch


@dataclass(frozen=True, eq=False, repr=False)
class Trace:
    """A run, step by step: row 0 is the start, row t is what update t produced.

    ``trace[name]`` is ``(steps + 1, dim, *batch)`` for what a rule names, the ``position``
    and the ``gradient`` (that made the step), and ``(steps + 1, *batch)`` for the ``loss``.

    Raises:
        KeyError: a name that this run does not have; the message lists those it has.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> trace = run(GradientDescent(learning_rate=0.4), parabola, steps=10)
    >>> trace["loss"][:3].round(3)
    array([100.  ,   4.  ,   0.16])
    >>> print(trace.verdict)
    converged at step 5: from there on within 0.01 of the minimum
    """

    rule: Rule
    objective: Objective
    columns: dict[str, Array]

    def __getitem__(self, name: str) -> Array:
        if name not in self.columns:
            raise KeyError(f"{name!r} is not in this run: it must be one of {', '.join(self.names)}")
        return self.columns[name]

    def __repr__(self) -> str:
        settings = ", ".join(f"{k}={v!r}" for k, v in self.rule.hyperparameters.items())
        return f"Trace({type(self.rule).__name__}({settings}) on {self.objective.name}, {self.steps} steps)"

    @property
    def names(self) -> tuple[str, ...]:
        """All that this run has recorded."""
        return tuple(self.columns)

    @property
    def steps(self) -> int:
        """How many updates were made."""
        return len(next(iter(self.columns.values()))) - 1

    @property
    def batch(self) -> tuple[int, ...]:
        """The shape of the batch of runs; () for one run."""
        name, column = next(iter(self.columns.items()))
        return column.shape[1 + (name != "loss") :]

    @property
    def verdict(self) -> Verdict:
        """What happened, in words: converged, still moving, oscillating, stuck or diverged, and when."""
        return judge_batch(self) if self.batch else judge(self)

    @property
    def distance(self) -> Array:
        """How far each position is from the nearest known minimum, ``(steps + 1, *batch)``."""
        return distance(self)

    def one(self, *index: int) -> Trace:
        """One run of a batch."""
        columns = {k: v[(slice(None),) * (1 + (k != "loss")) + index] for k, v in self.columns.items()}
        return Trace(self.rule, self.objective, columns)

    def listing(self) -> str:
        """A line an update, as the chapter prints it.

        Raises:
            ValueError: the trace holds a batch of runs; choose one with `one`.
        """
        if self.batch:
            raise ValueError(f"this trace is a batch of runs of shape {self.batch}: choose one with trace.one(i)")
        rows = zip(self["position"], self["loss"], strict=True)
        return "\n".join(self.objective.line(t, w, loss) for t, (w, loss) in enumerate(rows) if t)
