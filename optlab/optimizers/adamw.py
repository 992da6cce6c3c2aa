"""AdamW."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class AdamWStep(NamedTuple):
    """What update t of AdamW computes."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients
    v: Array  # a moving average of the squared gradients
    m_hat: Array  # m, corrected for its start at 0
    v_hat: Array  # v, corrected for its start at 0
    rate: Array  # the learning rate of each coordinate in this step
    decay: Array  # what the weight decay adds to the step


@dataclass(frozen=True)
class AdamW(Rule):
    """Adam with the weight decay beside the gradient, not in it. (Loshchilov & Hutter 2019, alg. 2)

    It is not Adam on a loss with an L2 penalty (that is ``Adam()`` on an `optlab.objectives.L2`):
    there the penalty's gradient is divided by the root of v as well, so that weights with large
    gradients are shrunk less. Here every weight shrinks by the same part, ηλ.

    Args:
        learning_rate: α in the paper, η here; above 0.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps.
        epsilon: ε, at least 0; keeps the division from a v_hat of 0.
        weight_decay: λ, at least 0. As in all three libraries η multiplies it; the paper's own
            λ is this ηλ, and only its schedule multiplies it.
        epsilon_place: where ε stands: "outside" the root, "inside" it, or "corrected"; see `Adam`.

    The same elsewhere: ``torch.optim.AdamW(weight_decay=0.01)`` and
    ``optax.adamw(weight_decay=1e-4)`` are "outside"; ``keras.optimizers.AdamW(weight_decay=0.004)``
    is "corrected", with an epsilon of 1e-7.

    >>> from optlab import parabola, run
    >>> run(AdamW(learning_rate=0.1, weight_decay=0.5), parabola, steps=1)["position"][1].round(6)
    array([9.4])
    """

    title, marker, colour = "AdamW", "X", "blue"
    born_at_1 = ("step", "m_hat", "v_hat", "rate", "decay")

    learning_rate: Rate = 0.001
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Small = 1e-8
    weight_decay: Small = 0.01
    epsilon_place: Literal["outside", "inside", "corrected"] = "outside"

    def update(self, t, gradient, last) -> AdamWStep:
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        rate = self.learning_rate / (np.sqrt(v_hat) + self.epsilon)
        decay = -self.learning_rate * self.weight_decay * last.position
        step = -rate * m_hat + decay
        return AdamWStep(last.position + step, step, m, v, m_hat, v_hat, rate, decay)
