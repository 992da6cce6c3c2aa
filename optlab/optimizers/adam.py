"""Adam."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class AdamStep(NamedTuple):
    """What update t of Adam computes."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients
    v: Array  # a moving average of the squared gradients
    m_hat: Array  # m, corrected for its start at 0
    v_hat: Array  # v, corrected for its start at 0
    rate: Array  # the learning rate of each coordinate in this step


@dataclass(frozen=True)
class Adam(Rule):
    """Momentum and RMSProp together, each corrected for its cold start. (Kingma & Ba 2015, alg. 1)

    Args:
        learning_rate: α in the paper, η here; above 0. No step is much longer.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps.
        epsilon: ε, at least 0; keeps the division from a v_hat of 0.
        epsilon_place: where ε stands: "outside" the root, "inside" it, or outside and "corrected" as
            v is: ε/√(1 − β₂ᵗ), 32 times ε in the first step. That is the ε̂ of the paper's section 2.
            The other two are written out in ``conventions/adam.py``, as is Adam without its correction.
        bias_correction: without it m_hat is m and v_hat is v, and the first steps are too long.

    The same elsewhere: ``torch.optim.Adam(eps=1e-8)`` and ``optax.adam(eps=1e-8)`` are "outside";
    ``optax.adam(eps=0, eps_root=1e-8)`` is "inside"; ``keras.optimizers.Adam(epsilon=1e-7)`` is
    "corrected". All three default to a learning rate of 0.001 or to none.

    >>> from optlab import parabola, run
    >>> run(Adam(learning_rate=0.1), parabola, steps=1)["position"][1].round(6)
    array([9.9])
    """

    title, marker, colour = "Adam", "P", "orange"
    born_at_1 = ("step", "m_hat", "v_hat", "rate")

    learning_rate: Rate = 0.1
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Small = 1e-8
    epsilon_place: Literal["outside", "inside", "corrected"] = "outside"
    bias_correction: bool = True

    def update(self, t, gradient, last) -> AdamStep:
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        rate = self.learning_rate / (np.sqrt(v_hat) + self.epsilon)
        step = -rate * m_hat
        return AdamStep(last.position + step, step, m, v, m_hat, v_hat, rate)
