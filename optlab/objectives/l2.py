"""Weight decay as a part of the loss."""

from __future__ import annotations

import numpy as np

from optlab.objectives.objective import Objective
from optlab.objectives.wrapper import Wrapper
from optlab.values import Array, as_number


class L2(Wrapper):
    """An objective with a penalty on large weights: loss + ½·λ·Σ wᵢ². (Krogh & Hertz 1992)

    The penalty belongs to the loss, so any rule can walk on it, and an adaptive rule divides its
    gradient λw like the rest. That is the ``weight_decay`` of PyTorch's SGD, Adam, Adagrad,
    RMSprop, Adadelta and NAdam, and ``optax.add_decayed_weights`` before a rule. The decoupled
    decay is another thing, and belongs to the rule: see `optlab.optimizers.AdamW`. Keras's
    ``weight_decay`` is decoupled in every rule.

    Args:
        objective: what is minimised beside the penalty.
        weight_decay: λ, at least 0.

    Raises:
        ValueError: a weight decay that is negative or not finite.

    >>> from optlab import GradientDescent, parabola, run
    >>> run(GradientDescent(learning_rate=0.1), L2(parabola, weight_decay=0.5), steps=1)["position"][1]
    array([7.5])
    """

    def __init__(self, objective: Objective, weight_decay: float) -> None:
        super().__init__(objective)
        self.weight_decay = as_number("weight_decay", weight_decay)
        self.name = f"{objective.name} + {self.weight_decay / 2:g}·|w|²"

    def __repr__(self) -> str:
        return f"L2({self.objective!r}, weight_decay={self.weight_decay})"

    @property
    def minimum(self) -> None:
        """Unknown: the penalty moves it."""

    @property
    def curvature(self) -> None:
        """Unknown, as the minimum is."""

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> Objective:
        return L2(self.objective.one(batch, index), self.weight_decay)

    def value(self, w: Array) -> Array:
        """The objective's value and the penalty."""
        return self.objective.value(w) + self.weight_decay / 2 * sum(x * x for x in w)

    def gradient(self, w: Array) -> Array:
        """The objective's gradient and the penalty's, λw."""
        return np.asarray(self.objective.gradient(w)) + self.weight_decay * w

    def gradient_at(self, w: Array, t: int) -> Array:
        return self.objective.gradient_at(w, t) + self.weight_decay * w
