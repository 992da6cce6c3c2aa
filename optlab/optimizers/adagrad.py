"""AdaGrad."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Rate, Rule, Small


class AdaGradStep(NamedTuple):
    """What update t of AdaGrad computes."""

    position: Array
    step: Array
    cache: Array  # the sum of all squared gradients so far
    rate: Array  # the learning rate that each coordinate has left


@dataclass(frozen=True)
class AdaGrad(Rule):
    """Each coordinate's rate is divided by the root of the sum of its squared gradients. (Duchi et al. 2011, fig. 1)

    Args:
        learning_rate: η, above 0; about the length of the first step.
        epsilon: ε, at least 0; keeps the division from a cache of 0.
        epsilon_place: where ε stands: "outside" the root, or "inside" it. At a cache near 0 the
            difference is great: √1e-8 is 1e-4.

    The same elsewhere: ``torch.optim.Adagrad(eps=1e-10)`` is "outside";
    ``keras.optimizers.Adagrad(epsilon=1e-7)`` and ``optax.adagrad(eps=1e-7)`` are "inside". These
    two begin with a cache of 0.1: ``initial_accumulator_value=0`` makes them ours.

    >>> from optlab import parabola, run
    >>> run(AdaGrad(learning_rate=1.0), parabola, steps=1)["position"][1].round(6)
    array([9.])
    """

    title, marker, colour = "AdaGrad", "D", "green"
    born_at_1 = ("step", "rate")

    learning_rate: Rate = 1.0
    epsilon: Small = 1e-8
    epsilon_place: Literal["outside", "inside"] = "outside"

    def update(self, t, gradient, last) -> AdaGradStep:
        cache = last.cache + gradient**2
        rate = self.learning_rate / (np.sqrt(cache) + self.epsilon)
        step = -rate * gradient
        return AdaGradStep(last.position + step, step, cache, rate)
