"""Prodigy."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.norm import total
from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class ProdigyStep(NamedTuple):
    """What update t of Prodigy computes."""

    position: Array
    step: Array
    m: Array  # a moving average of d times the gradients
    v: Array  # a moving average of their squares
    inner: Array  # ⟨g, x₀ − x⟩: how much of the way from the start the gradient agrees with
    r: Array  # a moving sum of it
    s: Array  # a moving sum of the gradients
    size: Array  # ‖s‖₁
    d: Array  # the distance from the start to the minimum, as far as it is known: it only grows
    start: Array  # x₀


@dataclass(frozen=True)
class Prodigy(Rule):
    """Adam with a rate that is found on the way: the distance to the minimum. (Mishchenko & Defazio 2024)

    On a convex loss r/‖s‖₁ is never more than the largest distance of a coordinate, so d can start very small
    and grow to it. In all formulas but the last d is that of the step before.

    Args:
        learning_rate: γ in the paper, η here; above 0. It multiplies d: 1, or a schedule of parts of it.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps; √β₂ is that of r and s.
        epsilon: ε, at least 0.
        d0: d₀, above 0: where d starts. It should be far below the true distance.
        as_in: the "paper" multiplies ε by the last d, "prodigyopt" and "optax" by the new one. In "optax"
            m and v are corrected, as in Adam, in "paper" and "prodigyopt" they are not.

    The same elsewhere: ``prodigyopt.Prodigy(lr=1.0, d0=1e-6)``, ``optax.contrib.prodigy(1.0, estim_lr0=1e-6)``.
    PyTorch itself has none, nor has Keras.

    >>> from optlab import parabola, run
    >>> run(Prodigy(beta1=0, beta2=0, epsilon=0, d0=0.001), parabola, steps=5)["d"][:, 0]
    array([0.001, 0.001, 0.001, 0.002, 0.003, 0.005])
    """

    title, marker, colour = "Prodigy", (6, 1, 0), "red"
    letters = {"start": "x_0", "inner": r"\langle g, x_0 - x\rangle", "size": r"\Vert s\Vert_1", "d0": "d_0"}
    born_at_1 = ("step", "inner", "size")

    learning_rate: Rate = 1.0
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Small = 1e-8
    d0: Rate = 1e-6
    as_in: Literal["paper", "prodigyopt", "optax"] = "paper"

    def begin(self, position) -> ProdigyStep:
        d0 = np.full_like(position, self.at(1).d0)
        return super().begin(position)._replace(d=d0, start=position.copy(order="K"))

    def update(self, t, gradient, last) -> ProdigyStep:
        beta3 = self.beta2**0.5
        m = self.beta1 * last.m + (1 - self.beta1) * last.d * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * (last.d * gradient) ** 2
        inner = total(gradient * (last.start - last.position))
        r = beta3 * last.r + (1 - beta3) * self.learning_rate * last.d**2 * inner
        s = beta3 * last.s + (1 - beta3) * self.learning_rate * last.d**2 * gradient
        size = total(np.abs(s))
        d = np.maximum(last.d, np.where(size > 0, r / size, last.d))
        step = -self.learning_rate * last.d * m / (np.sqrt(v) + last.d * self.epsilon)
        return ProdigyStep(last.position + step, step, m, v, inner, r, s, size, d, last.start)
