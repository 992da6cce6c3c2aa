"""Sophia."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small
from optlab.values import as_whole

NUDGE = 1e-4  # the second gradient is taken this far beside the position


class SophiaStep(NamedTuple):
    """What update t of Sophia computes."""

    position: Array
    step: Array
    beside: Array  # a point a little way off, in a direction of random signs; the position, where none is asked
    second: Array  # the gradient there
    m: Array  # a moving average of the gradients
    sign: Array  # of the way there, in each coordinate
    estimate: Array  # of the diagonal of the Hessian
    h: Array  # a moving average of the estimates
    decay: Array  # what the weight decay adds to the step


@dataclass(frozen=True)
class Sophia(Rule):
    """Momentum divided by the curvature of each coordinate, and held within a length. (Liu et al. 2024, alg. 3)

    The curvature is Hutchinson's estimate u·(Hu), with random signs u: exact where the Hessian is diagonal,
    and right on average elsewhere. Hu is read from a second gradient, a little way along u; any objective
    has one, and its error is 10⁻⁴ of the third derivative. The paper draws u from a normal distribution;
    signs have the same mean, and vary less.

    Args:
        learning_rate: η, above 0: no step of a coordinate is longer.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of h that each estimate keeps.
        gamma: γ, above 0: the part of the curvature that m is divided by.
        epsilon: ε, above 0: where the curvature is lower, or negative, the step is a sign.
        weight_decay: λ, at least 0: each step shrinks the weights by ηλ, decoupled as in `AdamW`.
        every: k, at least 1: the curvature is estimated in steps 1, k + 1, 2k + 1, …
        seed: of the random signs.
        as_in: "optax" corrects m as Adam does, and uses the h of the step before.

    The same elsewhere: ``pytorch_optimizer.SophiaH(lr=0.1, p=0.01)`` is Sophia(learning_rate=0.001, gamma=0.01);
    ``optax.contrib.sophia(gamma=0.01)`` is "optax". PyTorch itself has none, nor has Keras.

    >>> from optlab import parabola, run
    >>> trace = run(Sophia(learning_rate=0.1), parabola, steps=1)
    >>> trace["estimate"][1].round(6), trace["position"][1].round(6)
    (array([2.]), array([9.9]))
    """

    title, marker, colour = "Sophia", (8, 1, 0), "orange"
    letters = {"beside": r"\tilde x", "second": r"\tilde g", "sign": "u", "estimate": r"\hat h"}
    born_at_1 = ("step", "beside", "second", "sign", "estimate", "decay")
    asks_for = "curvature"

    learning_rate: Rate = 0.001
    beta1: Decay = 0.96
    beta2: Decay = 0.99
    gamma: Rate = 0.01
    epsilon: Rate = 1e-12
    weight_decay: Small = 0.0
    every: int = 10
    seed: int = 0
    as_in: Literal["paper", "optax"] = "paper"

    def __post_init__(self) -> None:
        object.__setattr__(self, "every", as_whole("every", self.every, low=1))
        object.__setattr__(self, "seed", as_whole("seed", self.seed, low=0))
        super().__post_init__()

    def asks_at(self, t, gradient, last):
        if (t - 1) % self.every:
            return None
        signs = np.random.default_rng([self.seed, t]).choice([-1.0, 1.0], len(gradient))  # of all runs of a batch
        return last.position + NUDGE * signs.reshape(-1, *(1,) * (gradient.ndim - 1)).astype(gradient.dtype)

    def update(self, t, gradient, last, asked) -> SophiaStep:  # type: ignore[override]  # which asks
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        sign = np.sign(asked.position - last.position)
        estimate = sign * asked.change / NUDGE
        h = np.where(np.abs(sign) > 0, self.beta2 * last.h + (1 - self.beta2) * estimate, last.h)
        decay = -self.learning_rate * self.weight_decay * last.position
        step = -self.learning_rate * np.clip(m / np.maximum(self.gamma * h, self.epsilon), -1, 1) + decay
        return SophiaStep(last.position + step, step, asked.position, asked.gradient, m, sign, estimate, h, decay)
