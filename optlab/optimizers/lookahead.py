"""Lookahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from optlab.optimizers.part import Part, around
from optlab.optimizers.rule import Rate
from optlab.values import as_whole


@dataclass(frozen=True, kw_only=True)
class Slowly(Part):
    slow_every: int
    slow_rate: Rate

    judged = "slow"
    computes = ("slow",)
    words = "with Lookahead"
    letters = {"slow": r"\phi", "slow_rate": r"\alpha"}

    def __post_init__(self) -> None:
        object.__setattr__(self, "slow_every", as_whole("slow_every", self.slow_every, low=1))
        super().__post_init__()  # type: ignore[misc]  # the rule's

    def begin(self, position):
        return super().begin(position)._replace(slow=position.copy(order="K"))  # type: ignore[misc]

    def act(self, t, gradient, last, update):
        made = update(t, gradient, last)
        if t % self.slow_every:
            return made, last.slow
        slow = last.slow + self.slow_rate * (made.position - last.slow)
        step = slow - last.position
        return made._replace(position=last.position + step, step=step), slow


def Lookahead(rule: Any, every: int = 5, slow_rate: Any = 0.5) -> Any:
    """A rule that goes some steps forward, and then back a part of the way. (Zhang, Lucas, Ba & Hinton 2019, alg. 1)

    The rule moves x as before. Every k steps the slow weights go a part of the way to x,
    φ ← φ + α(x − φ), and x starts again from there. What is judged is φ. The rule keeps its state.

    Args:
        rule: any; two more hyperparameters are there, ``slow_every`` and ``slow_rate``.
        every: k, at least 1.
        slow_rate: α, above 0; the part of the way, so at most 1 as a rule.

    The same elsewhere: ``optax.lookahead(optimizer, sync_period=5, slow_step_size=0.5)``,
    ``pytorch_optimizer.Lookahead(optimizer, k=5, alpha=0.5)``.

    Raises:
        ValueError: every that is not a whole number from 1 up, or a slow_rate that is not above 0.

    >>> from optlab import GradientDescent, parabola, run
    >>> trace = run(Lookahead(GradientDescent(learning_rate=0.1), every=2), parabola, steps=4)
    >>> trace["position"][:, 0].round(4), trace["slow"][:, 0].round(4)
    (array([10.   ,  8.   ,  8.2  ,  6.56 ,  6.724]), array([10.   , 10.   ,  8.2  ,  8.2  ,  6.724]))
    """
    return around(Slowly, rule, slow_every=every, slow_rate=slow_rate)
