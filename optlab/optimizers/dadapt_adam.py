"""Adam by D-Adaptation."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.norm import total
from optlab.optimizers.rule import Array, Decay, Rate, Rule


class DAdaptAdamStep(NamedTuple):
    """What update t of D-Adaptation computes."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients, each times the rate of its step
    v: Array  # a moving average of the squared gradients
    inner: Array  # ⟨g, s/√v⟩: how much of the way gone so far the gradient agrees with
    r: Array  # a moving average of it
    s: Array  # a moving average of the gradients, each times the rate of its step
    size: Array  # ‖s‖₁
    d: Array  # the distance from the start to the minimum, as far as it is known: it only grows


@dataclass(frozen=True)
class DAdaptAdam(Rule):
    """Adam with a rate that is found on the way, from the gradients alone. (Defazio & Mishchenko 2023, D-Adapt Adam)

    `Prodigy` came out of it: there a gradient weighs by d², so that recent ones weigh more. Without its
    correction d can be some times too large, since v is too small at first.

    Args:
        learning_rate: γ in the paper, η here; above 0. It multiplies d: 1, or a schedule of parts of it.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps; √β₂ is that of r and s.
        epsilon: ε, above 0.
        d0: d₀, above 0: where d starts. It should be far below the true distance.
        bias_correction: whether the rate of each step is corrected, as in Adam.

    The same elsewhere: ``pytorch_optimizer.DAdaptAdam(lr=1.0, d0=1e-6)``; ``optax.contrib.dadapt_adamw(1.0)``
    always corrects. PyTorch itself has none, nor has Keras.

    >>> from optlab import parabola, run
    >>> run(DAdaptAdam(d0=0.01), parabola, steps=200)["d"][-1].round(2)
    array([26.07])
    """

    title, marker, colour = "D-Adaptation", (7, 1, 0), "green"
    letters = {"inner": r"\langle g, s/\sqrt v\rangle", "size": r"\Vert s\Vert_1", "d0": "d_0"}
    born_at_1 = ("step", "inner", "size")

    learning_rate: Rate = 1.0
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Rate = 1e-8
    d0: Rate = 1e-6
    bias_correction: bool = False

    def begin(self, position) -> DAdaptAdamStep:
        return super().begin(position)._replace(d=np.full_like(position, self.at(1).d0))

    def update(self, t, gradient, last) -> DAdaptAdamStep:
        beta3 = self.beta2**0.5
        rate = self.learning_rate * last.d
        inner = total(gradient * last.s / (np.sqrt(last.v) + self.epsilon))
        m = self.beta1 * last.m + (1 - self.beta1) * rate * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
        s = beta3 * last.s + (1 - beta3) * rate * gradient
        r = beta3 * last.r + (1 - beta3) * rate * inner
        size = total(np.abs(s))
        d = np.maximum(last.d, np.where(size > 0, r / ((1 - beta3) * size), last.d))
        step = -m / (np.sqrt(v) + self.epsilon)
        return DAdaptAdamStep(last.position + step, step, m, v, inner, r, s, size, d)
