"""RAdam."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class RAdamStep(NamedTuple):
    """What update t of RAdam computes."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients
    v: Array  # a moving average of the squared gradients
    m_hat: Array  # m, corrected for its start at 0
    v_hat: Array  # v, corrected for its start at 0
    rho: Array  # over how many gradients v is an average so far
    r: Array  # the part of Adam's step that is taken; not a number where ρ is not above 4


@dataclass(frozen=True)
class RAdam(Rule):
    """Adam that does not divide by v before v is an average of some gradients. (Liu et al. 2020, alg. 2)

    With β₂ = 0.999 the first four steps are momentum's, and Adam's step grows in over some thousand.

    Args:
        learning_rate: α in the paper, η here; above 0.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps. At 0.6 and below
            nothing is ever divided by v.
        epsilon: ε, at least 0; the paper has none.
        as_in: the "paper" divides where ρ is above 4, "PyTorch" and "optax" where it is above 5.
            In "PyTorch" ε is corrected as v is (see `Adam`), in the other two it is not.

    The same elsewhere: ``torch.optim.RAdam(betas=(0.9, 0.999), eps=1e-8)`` and
    ``optax.radam(b1=0.9, b2=0.999, eps=1e-8, threshold=5.0)``; Keras has none.

    >>> from optlab import parabola, run
    >>> run(RAdam(learning_rate=0.1), parabola, steps=1)["position"][1]
    array([8.])
    """

    title, marker, colour = "RAdam", "8", "green"
    born_at_1 = ("step", "m_hat", "v_hat", "rho", "r")

    learning_rate: Rate = 0.001
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Small = 1e-8
    as_in: Literal["paper", "PyTorch", "optax"] = "paper"

    def update(self, t, gradient, last) -> RAdamStep:
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        rho_max = 2 / (1 - self.beta2) - 1
        rho = rho_max - 2 * t * self.beta2**t / (1 - self.beta2**t)
        r = np.sqrt((rho - 4) * (rho - 2) * rho_max) / np.sqrt((rho_max - 4) * (rho_max - 2) * rho)
        adapted = r * m_hat / (np.sqrt(v_hat) + self.epsilon)
        step = -self.learning_rate * np.where(rho > 4, adapted, m_hat)
        return RAdamStep(last.position + step, step, m, v, m_hat, v_hat, rho, r)
