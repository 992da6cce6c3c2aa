"""Nadam."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class NadamStep(NamedTuple):
    """What update t of Nadam computes."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients
    v: Array  # a moving average of the squared gradients
    m_hat: Array  # m as it will be one step ahead, corrected for its start at 0
    v_hat: Array  # v, corrected for its start at 0
    rate: Array  # the learning rate of each coordinate in this step
    product: Array  # μ₁·μ₂·…·μₜ, the part of the correction that the start still has


@dataclass(frozen=True)
class Nadam(Rule):
    """Adam with Nesterov's look ahead, and a momentum that warms up. (Dozat 2016, alg. 2)

    The momentum of step t is μₜ = β₁(1 − ½·0.96^(t·ψ)): from half of β₁ up to β₁. The averages m
    and v are Adam's own.

    Args:
        learning_rate: η, above 0.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps.
        epsilon: ε, at least 0; it stands outside the root.
        momentum_decay: ψ, at least 0: how fast the momentum warms up.
        momentum_warmup: False keeps the momentum at β₁ from the first step on.

    The same elsewhere: ``torch.optim.NAdam(momentum_decay=0.004)``; ``keras.optimizers.Nadam()``
    has a momentum_decay of 1 (warm after some hundred steps, not after thousands);
    ``optax.nadam()`` has no warm-up.

    >>> from optlab import parabola, run
    >>> run(Nadam(learning_rate=0.1, momentum_warmup=False), parabola, steps=1)["position"][1].round(6)
    array([9.852632])
    """

    title, marker, colour = "Nadam", ">", "red"
    letters = {"momentum_decay": r"\psi"}
    born_at_1 = ("step", "m_hat", "v_hat", "rate")

    learning_rate: Rate = 0.002
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Small = 1e-8
    momentum_decay: Small = 0.004
    momentum_warmup: bool = True

    def begin(self, position) -> NadamStep:
        return super().begin(position)._replace(product=np.ones_like(position))  # the product of no factors

    def update(self, t, gradient, last) -> NadamStep:
        momentum = self.beta1 * (1 - 0.5 * 0.96 ** (t * self.momentum_decay))
        ahead = self.beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * self.momentum_decay))
        product = last.product * momentum
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
        m_hat = ahead * m / (1 - product * ahead) + (1 - momentum) * gradient / (1 - product)
        v_hat = v / (1 - self.beta2**t)
        rate = self.learning_rate / (np.sqrt(v_hat) + self.epsilon)
        step = -rate * m_hat
        return NadamStep(last.position + step, step, m, v, m_hat, v_hat, rate, product)
