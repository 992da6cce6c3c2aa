"""Lion."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class LionStep(NamedTuple):
    """What update t of Lion computes."""

    position: Array
    step: Array
    c: Array  # what the step takes its sign from: m with more of the new gradient in it
    m: Array  # a moving average of the gradients
    decay: Array  # what the weight decay adds to the step


@dataclass(frozen=True)
class Lion(Rule):
    """A step of one length in every coordinate: only the sign of the momentum counts. (Chen et al. 2023, alg. 2)

    Args:
        learning_rate: η, above 0: the length of every step in every coordinate.
        beta1: β₁, at least 0 and below 1: the part of m in what the sign is taken of.
        beta2: β₂, at least 0 and below 1: the part of m that each step keeps.
        weight_decay: λ, at least 0: each step shrinks the weights by ηλ, decoupled as in `AdamW`.

    The same elsewhere: ``optax.lion(weight_decay=1e-3)`` and
    ``keras.optimizers.Lion(learning_rate=0.001, weight_decay=None)``; PyTorch has none.

    >>> from optlab import parabola, run
    >>> run(Lion(learning_rate=0.1), parabola, steps=2)["position"][:, 0].round(6)
    array([10. ,  9.9,  9.8])
    """

    title, marker, colour = "Lion", "*", "sky"
    born_at_1 = ("step", "c", "decay")

    learning_rate: Rate = 0.0001
    beta1: Decay = 0.9
    beta2: Decay = 0.99
    weight_decay: Small = 0.0

    def update(self, t, gradient, last) -> LionStep:
        c = self.beta1 * last.m + (1 - self.beta1) * gradient
        m = self.beta2 * last.m + (1 - self.beta2) * gradient
        decay = -self.learning_rate * self.weight_decay * last.position
        step = -self.learning_rate * np.sign(c) + decay
        return LionStep(last.position + step, step, c, m, decay)
