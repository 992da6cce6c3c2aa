"""Averages of the weights: what is judged is not what moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.optimizers.part import Part, around
from optlab.optimizers.rule import Decay
from optlab.values import as_whole


@dataclass(frozen=True, kw_only=True)
class Exponentially(Part):
    average_decay: Decay

    judged = "average"
    computes = ("average",)
    words = "averaged"
    letters = {"average": "a", "average_decay": r"\beta"}

    def begin(self, position):
        return super().begin(position)._replace(average=position.copy(order="K"))  # type: ignore[misc]

    def act(self, t, gradient, last, update):
        made = update(t, gradient, last)
        average = self.average_decay * last.average + (1 - self.average_decay) * made.position
        return made, average


@dataclass(frozen=True, kw_only=True)
class Evenly(Part):
    after: int

    judged = "average"
    computes = ("average",)
    words = "averaged evenly"
    letters = {"average": "a"}

    def __post_init__(self) -> None:
        object.__setattr__(self, "after", as_whole("after", self.after, low=0))
        super().__post_init__()  # type: ignore[misc]  # the rule's

    def begin(self, position):
        return super().begin(position)._replace(average=position.copy(order="K"))  # type: ignore[misc]

    def act(self, t, gradient, last, update):
        made = update(t, gradient, last)
        average = last.average + (made.position - last.average) / np.maximum(t - self.after, 1)
        return made, average


def Averaged(rule: Any, decay: Any = 0.999) -> Any:
    """A rule whose weights are averaged exponentially, aₜ = β·aₜ₋₁ + (1 − β)·xₜ, a₀ = x₀. (Polyak & Juditsky 1992)

    The rule moves x as before. What is judged is the average a: the loss of a trace, the accuracy and
    the weights of a training. It remembers about the last 1/(1 − β) steps.

    Args:
        rule: any; one more hyperparameter is there, ``average_decay``.
        decay: β, at least 0 and below 1.

    The same elsewhere: ``torch.optim.swa_utils.get_ema_multi_avg_fn(0.999)``, ``optax.ema`` of the weights,
    ``keras.optimizers.SGD(use_ema=True, ema_momentum=0.99)``.

    Raises:
        ValueError: a decay outside its range.

    >>> from optlab import GradientDescent, parabola, run
    >>> trace = run(Averaged(GradientDescent(learning_rate=0.1), decay=0.5), parabola, steps=2)
    >>> trace["position"][:, 0], trace["average"][:, 0], trace["loss"]
    (array([10. ,  8. ,  6.4]), array([10. ,  9. ,  7.7]), array([100.  ,  81.  ,  59.29]))
    """
    return around(Exponentially, rule, average_decay=decay)


def PolyakAveraged(rule: Any, after: int = 0) -> Any:
    """A rule whose weights are averaged evenly: aₜ is the mean of x after step ``after``. (Polyak & Juditsky 1992)

    Up to that step a is x itself.

    Args:
        rule: any.
        after: the last step that does not count, at least 0.

    The same elsewhere: ``torch.optim.swa_utils.AveragedModel``, as it is.

    Raises:
        ValueError: after that is not a whole number from 0 up.

    >>> from optlab import GradientDescent, parabola, run
    >>> run(PolyakAveraged(GradientDescent(learning_rate=0.1), after=1), parabola, steps=3)["average"][:, 0].round(2)
    array([10.  ,  8.  ,  6.4 ,  5.76])
    """
    return around(Evenly, rule, after=after)
