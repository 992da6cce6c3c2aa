"""Adadelta."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class AdadeltaStep(NamedTuple):
    """What update t of Adadelta computes."""

    position: Array
    step: Array
    cache: Array  # E[g²], a moving average of the squared gradients
    ratio: Array  # the size of the last steps over the size of the last gradients
    step_cache: Array  # E[Δx²], a moving average of the squared steps (before the learning rate)
    rate: Array  # the learning rate of each coordinate in this step


@dataclass(frozen=True)
class Adadelta(Rule):
    """RMSProp that finds its learning rate in the steps it has taken. (Zeiler 2012, alg. 1)

    Args:
        learning_rate: η, above 0. The paper has none, which is 1.
        decay_rate: ρ, at least 0 and below 1: the part of both averages that each step keeps.
        epsilon: ε, at least 0, inside both roots. It starts the steps: the first is about
            √(ε/(1 − ρ)) long, and with an ε of 0 nothing ever moves.

    The same elsewhere: ``torch.optim.Adadelta(lr=1.0, rho=0.9, eps=1e-6)``,
    ``optax.adadelta(learning_rate=1.0, rho=0.9, eps=1e-6)`` and
    ``keras.optimizers.Adadelta(learning_rate=0.001, rho=0.95, epsilon=1e-7)``: one formula, other
    defaults. Keras's learning rate makes a course of 1,000 steps stand still.

    >>> from optlab import parabola, run
    >>> run(Adadelta(), parabola, steps=1)["step"][1].round(6)
    array([-0.004472])
    """

    title, marker, colour = "Adadelta", "h", "green"
    letters = {"step_cache": r"\mathrm{cache}^{\Delta x}"}
    born_at_1 = ("step", "ratio", "rate")

    learning_rate: Rate = 1.0
    decay_rate: Decay = 0.95
    epsilon: Small = 1e-6

    def update(self, t, gradient, last) -> AdadeltaStep:
        cache = self.decay_rate * last.cache + (1 - self.decay_rate) * gradient**2
        ratio = np.sqrt(last.step_cache + self.epsilon) / np.sqrt(cache + self.epsilon)
        step_cache = self.decay_rate * last.step_cache + (1 - self.decay_rate) * (ratio * gradient) ** 2
        rate = self.learning_rate * ratio
        step = -rate * gradient
        return AdadeltaStep(last.position + step, step, cache, ratio, step_cache, rate)
