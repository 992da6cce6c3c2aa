"""Everything that a run computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Rule
from optlab.runs import measures
from optlab.runs.endings import NEEDED, endings
from optlab.runs.one_run import rule_of
from optlab.runs.verdict import Verdict, judge, judge_batch
from optlab.values import Array


@dataclass(frozen=True, eq=False, repr=False)
class Trace:
    """A run, step by step: row 0 is the start, row t is what update t produced.

    ``trace[name]`` is ``(rows, dim, *batch)`` for what a rule names, the ``position``
    and the ``gradient`` (that made the step), and ``(rows, *batch)`` for the ``loss``.
    There are steps + 1 rows; with ``every=k`` there are fewer, and ``t`` says of which steps they are.

    Attributes:
        rule: what made the steps.
        objective: what was minimised.
        columns: name and numbers of all that was kept.
        t: ``(rows,)``, the step of each row: 0, k, 2k, … and the last.

    Raises:
        KeyError: a name that this run does not have; the message lists those it has.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> trace = run(GradientDescent(learning_rate=0.4), parabola, steps=10)
    >>> trace["loss"][:3].round(3)
    array([100.  ,   4.  ,   0.16])
    >>> print(trace.verdict)
    converged at step 5: from there on within 0.01 of the minimum
    >>> run(GradientDescent(learning_rate=0.4), parabola, steps=10, every=4).t
    array([ 0,  4,  8, 10])
    """

    rule: Rule
    objective: Objective
    columns: dict[str, Array]
    t: Array

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
        return int(self.t[-1])

    @property
    def batch(self) -> tuple[int, ...]:
        """The shape of the batch of runs; () for one run."""
        name, column = next(iter(self.columns.items()))
        return column.shape[1 + (name != "loss") :]

    @property
    def kinds(self) -> Array:
        """How each run ended, ``(*batch)``: "converged", "diverged", … (`optlab.runs.endings.KINDS`).

        Raises:
            KeyError, ValueError: as `verdict`.

        >>> from optlab import parabola, run
        >>> from optlab.optimizers import GradientDescent
        >>> run(GradientDescent(learning_rate=[0.01, 0.4, 1.1]), parabola, steps=10).kinds.tolist()
        ['still moving', 'converged', 'diverged']
        """
        return endings(self.objective, self._every_step()).kind

    @cached_property
    def verdict(self) -> Verdict:
        """How the run ended, and when; of a batch, how many runs ended in which way.

        Raises:
            KeyError: the position, the step or the loss was not kept.
            ValueError: not every step was kept.
        """
        return (judge_batch if self.batch else judge)(self.objective, self._every_step())

    @property
    def distance(self) -> Array:
        """How far each position is from the nearest known minimum, ``(rows, *batch)``.

        Raises:
            ValueError: the minimum is not known.
        """
        return measures.distance(self.objective, self["position"])

    def one(self, *index: int) -> Trace:
        """One run of a batch, with the rule and the objective that made it."""
        columns = {k: v[(slice(None),) * (1 + (k != "loss")) + index] for k, v in self.columns.items()}
        rule, objective = rule_of(self.rule, self.batch, index), self.objective.one(self.batch, index)
        return Trace(rule, objective, columns, self.t)

    def listing(self) -> str:
        """A line an update, as the chapter prints it.

        Raises:
            ValueError: the trace holds a batch of runs; choose one with `one`.
        """
        if self.batch:
            raise ValueError(f"this trace is a batch of runs of shape {self.batch}: choose one with trace.one(i)")
        rows = zip(self.t.tolist(), self["position"], self["loss"], strict=True)
        return "\n".join(self.objective.line(t, w, loss) for t, w, loss in rows if t)

    def _every_step(self) -> dict[str, Array]:
        """The columns that a verdict is made from."""
        if len(self.t) <= self.steps:
            raise ValueError(f"this trace keeps {len(self.t)} of {self.steps + 1} rows: a verdict needs every step")
        return {name: self[name] for name in NEEDED}
