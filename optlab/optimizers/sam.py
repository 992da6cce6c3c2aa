"""Sharpness-aware minimisation."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.norm import norm
from optlab.optimizers.rule import Array, Rate, Rule, Small


class SAMStep(NamedTuple):
    """What update t of SAM computes."""

    position: Array
    step: Array
    uphill: Array  # the point ρ away where the loss is highest, to first order
    second: Array  # the gradient there, which makes the step


@dataclass(frozen=True)
class SAM(Rule):
    """Gradient descent with the gradient of a point uphill: it leaves narrow minima. (Foret et al. 2021, alg. 1)

    It minimises the highest loss within ρ of the weights, not the loss of the weights. Each step
    takes two gradients, of the same batch.

    Args:
        learning_rate: η, above 0.
        rho: ρ, at least 0: how far uphill the second gradient is taken. 0 is gradient descent.

    The same elsewhere: ``optax.contrib.sam(optax.sgd(0.1), adv_optimizer=optax.chain(
    optax.contrib.normalize(), optax.sgd(0.05)), opaque_mode=True)``; ``pytorch_optimizer.SAM``, around
    another optimizer too. PyTorch itself has none, nor has Keras.

    >>> from optlab import parabola, run
    >>> run(SAM(learning_rate=0.1, rho=0.5), parabola, steps=1)["position"][1].round(6)
    array([7.9])
    """

    title, marker, colour = "SAM", (4, 1, 0), "green"
    letters = {"uphill": r"\tilde x", "second": r"\tilde g"}
    born_at_1 = ("step", "uphill", "second")
    asks_for = "step"

    learning_rate: Rate = 0.1
    rho: Small = 0.05

    def asks_at(self, t, gradient, last):
        return last.position + self.rho * gradient / np.maximum(norm(gradient), 1e-30)  # at a gradient of 0 no 0/0

    def update(self, t, gradient, last, asked) -> SAMStep:  # type: ignore[override]  # which asks
        step = -self.learning_rate * asked.gradient
        return SAMStep(last.position + step, step, asked.position, asked.gradient)
