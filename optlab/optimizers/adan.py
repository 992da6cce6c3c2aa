"""Adan."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class AdanStep(NamedTuple):
    """What update t of Adan computes."""

    position: Array
    step: Array
    change: Array  # of the gradient since the last step
    m: Array  # a moving average of the gradients
    v: Array  # a moving average of the changes
    n: Array  # a moving average of the squares of both together
    m_hat: Array  # m, corrected for its start at 0
    v_hat: Array  # v, corrected for its start at 0
    n_hat: Array  # n, corrected for its start at 0
    rate: Array  # the learning rate of each coordinate in this step
    previous: Array  # the gradient, for the next step


@dataclass(frozen=True)
class Adan(Rule):
    """Adam with Nesterov's look ahead, read from the change of the gradients. (Xie et al. 2022, alg. 1)

    The slope one step ahead is about g + β₂(g − g'), with g' the last gradient: no second gradient is taken.
    The paper's own β are 1 − ours: 0.02, 0.08 and 0.01. It starts m and n at the first gradient; its authors'
    code starts at 0 and corrects, as here.

    Args:
        learning_rate: η, above 0.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps, and the weight of the change.
        beta3: β₃, at least 0 and below 1: the part of n that each step keeps.
        epsilon: ε, at least 0.
        weight_decay: λ, at least 0. In the "paper" each step divides the weights by 1 + ηλ.
        as_in: in the "paper" the change of the gradient has the weight β₂, in "optax" 1 − β₂, and there the
            decay is that of `AdamW`.

    The same elsewhere: ``optax.adan(b1=0.98, b2=0.92, b3=0.99, eps=1e-8, eps_root=0.0)`` is "optax", where by
    default 1e-8 stands in the root too; ``pytorch_optimizer.Adan(betas=(0.98, 0.92, 0.99))`` is "paper".
    PyTorch itself has none, nor has Keras.

    >>> from optlab import parabola, run
    >>> run(Adan(learning_rate=0.1), parabola, steps=1)["position"][1].round(6)
    array([9.9])
    """

    title, marker, colour = "Adan", (3, 1, 0), "purple"
    letters = {"previous": "g", "change": r"\Delta g"}
    born_at_1 = ("step", "change", "m_hat", "v_hat", "n_hat", "rate")

    learning_rate: Rate = 0.001
    beta1: Decay = 0.98
    beta2: Decay = 0.92
    beta3: Decay = 0.99
    epsilon: Small = 1e-8
    weight_decay: Small = 0.0
    as_in: Literal["paper", "optax"] = "paper"

    def update(self, t, gradient, last) -> AdanStep:
        change = np.where(t > 1, gradient - last.previous, 0.0)
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * change
        n = self.beta3 * last.n + (1 - self.beta3) * (gradient + self.beta2 * change) ** 2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        n_hat = n / (1 - self.beta3**t)
        rate = self.learning_rate / (np.sqrt(n_hat) + self.epsilon)
        decay = self.learning_rate * self.weight_decay
        step = -(rate * (m_hat + self.beta2 * v_hat) + decay * last.position) / (1 + decay)
        return AdanStep(last.position + step, step, change, m, v, n, m_hat, v_hat, n_hat, rate, gradient)
