"""RMSProp."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class RMSPropStep(NamedTuple):
    """What update t of RMSProp computes."""

    position: Array
    step: Array
    cache: Array  # a moving average of the squared gradients
    rate: Array  # the learning rate of each coordinate in this step
    mean: Array  # a moving average of the gradients, for the centred form; 0 in the plain one


@dataclass(frozen=True)
class RMSProp(Rule):
    """AdaGrad with a memory that fades, so that its rate does not die. (Tieleman & Hinton 2012, lecture 6.5)

    Args:
        learning_rate: η, above 0.
        decay_rate: ρ, at least 0 and below 1: the part of the cache that each step keeps.
        epsilon: ε, at least 0; keeps the division from a cache of 0.
        epsilon_place: where ε stands: "outside" the root, or "inside" it.
        centred: divides by the root of the gradients' variance, not of their mean square. (Graves 2013, eqs. 38–41)

    The same elsewhere: ``torch.optim.RMSprop(alpha=0.99, eps=1e-8, centered=False)`` is
    "outside"; ``keras.optimizers.RMSprop(rho=0.9, epsilon=1e-7)`` is "inside";
    ``optax.rmsprop(decay=0.9, eps=1e-8)`` is "inside", and "outside" with ``eps_in_sqrt=False``.

    >>> from optlab import parabola, run
    >>> run(RMSProp(learning_rate=0.1, decay_rate=0.9), parabola, steps=1)["cache"][1].round(6)
    array([40.])
    """

    title, marker, colour = "RMSProp", "v", "purple"
    born_at_1 = ("step", "rate")

    learning_rate: Rate = 0.1
    decay_rate: Decay = 0.9
    epsilon: Small = 1e-8
    epsilon_place: Literal["outside", "inside"] = "outside"
    centred: bool = False

    def update(self, t, gradient, last) -> RMSPropStep:
        cache = self.decay_rate * last.cache + (1 - self.decay_rate) * gradient**2
        rate = self.learning_rate / (np.sqrt(cache) + self.epsilon)
        step = -rate * gradient
        return RMSPropStep(last.position + step, step, cache, rate, last.mean)
